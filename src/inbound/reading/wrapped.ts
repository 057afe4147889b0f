import type { JsonObject, JsonValue } from '../../log/event.ts';

/** Names under which senders of forms put a whole JSON body, in lower case. */
const WRAPPERS = new Set([
  'jsonstring',
  'json',
  'jsondata',
  'jsonbody',
  'payload',
  'body',
  'content',
  'request',
  'message',
]);
const LIKE_JSON = /^\s*[[{]/;

/** The JSON inside a JSON string, from a sender that serialised twice; null when the string is just a string. */
export function jsonInText(value: JsonValue): string | null {
  return typeof value === 'string' && LIKE_JSON.test(value) ? value : null;
}

/**
 * The JSON that a form consists of: under a name that says so (`JSONString={…}`), or as the name of its only field, which is
 * what becomes of JSON that a library takes for a form. Null for a form of fields.
 */
export function jsonInForm(fields: JsonObject): string | null {
  const [entry, ...others] = Object.entries(fields);
  if (entry === undefined || others.length > 0) return null;
  const [name, value] = entry;
  if (value === '' && LIKE_JSON.test(name)) return name;
  return WRAPPERS.has(name.toLowerCase()) ? jsonInText(value) : null;
}
