import { stripInvisible } from '../inbound/invisible.ts';
import type { JsonObject } from '../log/event.ts';

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
  const known = Object.entries(object).flatMap(([key, value]) => {
    const name = spellings.get(plainKey(key));
    return name === undefined || Object.hasOwn(object, name) ? [] : [[name, value] as const];
  });
  return known.length === 0 ? object : { ...object, ...Object.fromEntries(known) };
}

export function plainKey(key: string): string {
  return stripInvisible(key)
    .toLowerCase()
    .replace(/[\s_-]/g, '');
}
