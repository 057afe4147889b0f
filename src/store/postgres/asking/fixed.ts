import { createHash } from 'node:crypto';
import { SQL } from '../drizzle.ts';
import type { List } from './arrays.ts';

/**
 * A statement, or a part of one, with `$1`, `$2`, … for its own lists. `name` stands for the text, which is asked for once:
 * one name, one text.
 */
export type Part = { name: string; text: () => string; lists: readonly List[] };

type Known = { name: string; text: string };
const known = new Map<string, Known>();

/**
 * A query whose text never changes, so that a connection plans it once and remembers it by its name. Planning was the most
 * expensive part of a transaction: 5 of 14 ms that the server spent on it.
 */
export class Fixed extends SQL {
  /** Derived from the text: whoever else prepares on the same connection of a pooler means the same by it. */
  readonly name: string;
  readonly text: string;
  readonly values: readonly Buffer[];
  /** Nobody waits for its rows: what follows may be sent right behind it. */
  readonly isTold: boolean;

  constructor({ name, text }: Known, values: readonly Buffer[], isTold: boolean) {
    super([]);
    this.name = name;
    this.text = text;
    this.values = values;
    this.isTold = isTold;
  }
}

/** Asks for rows. */
export function ask({ name, text, lists }: Part): Fixed {
  return new Fixed(
    remember(name, () => withTypes(text(), lists, 0)),
    valuesOf(lists),
    false,
  );
}

/** Several changes in one statement: each is a part of it, and none of them sees another. */
export function tell(parts: readonly Part[]): Fixed {
  const build = () => {
    let before = 0;
    const named = parts.map(({ text, lists }, at) => {
      const part = `part${at} AS (${withTypes(text(), lists, before)})`;
      before += lists.length;
      return part;
    });
    return `WITH ${named.join(', ')} SELECT 1 AS done`;
  };
  const lists = parts.flatMap((part) => part.lists);
  return new Fixed(remember(parts.map(({ name }) => name).join('+'), build), valuesOf(lists), true);
}

function remember(key: string, build: () => string): Known {
  const before = known.get(key);
  if (before !== undefined) return before;
  const text = build();
  const name = `hub_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
  const made = { name, text };
  known.set(key, made);
  return made;
}

function withTypes(text: string, lists: readonly List[], before: number): string {
  return text.replace(/\$(\d+)/g, (_, digits: string) => {
    const at = Number(digits);
    return `$${before + at}::${lists[at - 1]?.type}`;
  });
}

function valuesOf(lists: readonly List[]): Buffer[] {
  return lists.map(({ bytes }) => bytes);
}
