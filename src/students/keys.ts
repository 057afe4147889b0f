import { stripInvisible } from '../inbound/invisible.ts';
import type { JsonObject, JsonValue } from '../log/event.ts';

/** Names of keys, by what is the same in all their spellings. */
export type Spellings = ReadonlyMap<string, string>;

export function spellingsOf(names: readonly string[]): Spellings {
  return new Map(names.map((name) => [plainKey(name), name]));
}

/**
 * The object with the names that we know for its keys: `Academic Email`, the label of a field, counts as `Academic_Email`.
 * A key that is there in the right spelling is left alone, and so are all others.
 */
export function inOurSpelling(object: JsonObject, spellings: Spellings): JsonObject {
  let named: JsonObject | null = null;
  for (const key of Object.keys(object)) {
    const name = spellings.get(plainKey(key));
    if (name === undefined || Object.hasOwn(object, name)) continue;
    named ??= { ...object };
    named[name] = object[key] as JsonValue;
  }
  return named ?? object;
}

/** Senders use the same keys over and over; each is worked out once. More than a module has, so that it never grows on. */
const MOST_KNOWN = 2_000;
const LONGEST_KNOWN = 100;
const known = new Map<string, string>();

export function plainKey(key: string): string {
  const found = known.get(key);
  if (found !== undefined) return found;
  const plain = stripInvisible(key)
    .toLowerCase()
    .replace(/[\s_-]/g, '');
  if (known.size < MOST_KNOWN && key.length <= LONGEST_KNOWN) known.set(key, plain);
  return plain;
}
