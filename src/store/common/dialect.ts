import type { SQL } from './drizzle.ts';

/** The few words that the engines say differently. Everything else in common/ is SQL that each of them understands. */
export type Dialect = {
  /** Whether a text matches a LIKE pattern with `\` as its escape, whatever the case of its Latin letters. */
  like(text: SQL, pattern: string): SQL;
  /** The text under a key of an object of JSON; null when it is not there. */
  json(text: SQL, key: string): SQL;
  /** Whether a number is one of these, however many they are. */
  isOneOf(number: SQL, numbers: readonly number[]): SQL;
  /** The same of texts. */
  isOneOfTexts(text: SQL, texts: readonly string[]): SQL;
  /** Whether a list of numbers in JSON holds one that a condition finds; `number` is what the condition calls it. */
  anyListed(list: SQL, condition: (number: SQL) => SQL): SQL;
  /** Bytes, read as text as far as they are any. */
  textOf(bytes: SQL): SQL;
  /** A column whose index must not be used: another way to the rows is known to be shorter. */
  unindexed(column: SQL): SQL;
  /** Equal whatever the case of Latin letters. */
  sameWord(text: SQL, word: string): SQL;
};

/** Reads outside a transaction: what is committed. */
export type Reader = { all<Row>(query: SQL): Promise<Row[]> };
