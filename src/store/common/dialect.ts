import type { SQL } from './drizzle.ts';

/**
 * The few things that the engines spell differently. Everything else in common/ is SQL that each of them
 * understands.
 */
export type Dialect = {
  /** Whether a text matches a LIKE pattern with `\` as its escape, ignoring the case of Latin letters. */
  like(text: SQL, pattern: string): SQL;
  /** The text under a key of a JSON object; null when the key is absent. */
  json(text: SQL, key: string): SQL;
  /** Whether a number is in a list of any length. */
  isOneOf(number: SQL, numbers: readonly number[]): SQL;
  /** The same for texts. */
  isOneOfTexts(text: SQL, texts: readonly string[]): SQL;
  /**
   * Whether a JSON list of numbers holds one that meets a condition; `number` is what the condition calls it.
   */
  anyListed(list: SQL, condition: (number: SQL) => SQL): SQL;
  /** Bytes read as text, as far as they are text. */
  textOf(bytes: SQL): SQL;
  /** A column whose index must not be used, because a shorter way to the rows is known. */
  unindexed(column: SQL): SQL;
  /** Equal, ignoring the case of Latin letters. */
  sameWord(text: SQL, word: string): SQL;
};

/** Reads outside a transaction: sees what is committed. */
export type Reader = { all<Row>(query: SQL): Promise<Row[]> };
