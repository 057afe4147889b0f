import { isObject } from '../../../inbound/body.ts';
import type { JsonObject, JsonValue } from '../../../log/event.ts';

/** Fields that must hold these values, all of them; or an e-mail that any field of the record may hold. */
export type Where = readonly { field: string; value: string }[] | { email: string };

/** The query as Zoho CRM's search takes it. */
export function searchParameters(where: Where): { criteria: string } | { email: string } {
  if ('email' in where) return { email: where.email };
  const terms = where.map(({ field, value }) => `(${field}:equals:${escaped(value)})`);
  return { criteria: terms.length === 1 ? String(terms[0]) : `(${terms.join('and')})` };
}

/**
 * Whether a found record is one that was asked for. Zoho's `equals` acts like "contains" (search-records page of v8),
 * and its e-mail search looks at every e-mail field.
 */
export function isMatch(record: JsonObject, where: Where): boolean {
  if ('email' in where) return Object.values(record).some((value) => holds(value, where.email));
  return where.every(({ field, value }) => holds(record[field], value));
}

/** Characters with a meaning in criteria. */
function escaped(value: string): string {
  return value.replace(/[\\(),]/g, '\\$&');
}

/** A lookup matches by its id or by its name. */
function holds(held: JsonValue | undefined, value: string): boolean {
  if (isObject(held)) return holds(held.id, value) || holds(held.name, value);
  return comparable(String(held ?? '')) === comparable(value);
}

/** E-mail addresses are compared without case, other texts with it. */
function comparable(text: string): string {
  const trimmed = text.trim();
  return trimmed.includes('@') ? trimmed.toLowerCase() : trimmed;
}
