import type { JsonObject } from '../log/event.ts';

/** Keys beyond these are only counted, and longer ones cut, in characters: an answer stays short whatever came. */
const MAX_KEYS = 20;
const MAX_KEY = 40;

/** The keys of an object for an answer to its sender; never a value. */
export function describeKeys(object: JsonObject): string {
  const count = Object.keys(object).length;
  if (count === 0) return 'an empty object';
  return `the keys ${listKeys(object)}${count > MAX_KEYS ? ` and ${count - MAX_KEYS} more` : ''}`;
}

/** The first keys, as they may be quoted. */
export function listKeys(object: JsonObject): string {
  return Object.keys(object).slice(0, MAX_KEYS).map(nameOf).join(', ');
}

/** Some libraries turn a whole body into one key, so of a key that is not a name only the length is given. */
export function nameOf(key: string): string {
  if (!/^[\p{L}_$][\p{L}\p{M}\p{N}\s_$.:()/-]*$/u.test(key)) return `(a key of ${key.length} characters)`;
  return key.length > MAX_KEY ? `${key.slice(0, MAX_KEY)}…` : key;
}
