import type { Dialect } from '../common/dialect.ts';
import { sql } from '../common/drizzle.ts';

/** SQLite's own spelling. Its LIKE ignores the case of Latin letters. */
export const SQLITE: Dialect = {
  like: (text, pattern) => sql`${text} LIKE ${pattern} ESCAPE '\\'`,
  json: (text, key) => sql`${text} ->> '$.${sql.raw(key)}'`,
  isOneOf: (number, numbers) => sql`${number} IN (SELECT value FROM json_each(${JSON.stringify(numbers)}))`,
  isOneOfTexts: (text, texts) => sql`${text} IN (SELECT value FROM json_each(${JSON.stringify(texts)}))`,
  anyListed: (list, condition) =>
    sql`EXISTS (SELECT 1 FROM json_each(${list}) AS listed WHERE ${condition(sql`listed.value`)})`,
  textOf: (bytes) => sql`CAST(${bytes} AS TEXT)`,
  unindexed: (column) => sql`+${column}`,
  sameWord: (text, word) => sql`${text} = ${word} COLLATE NOCASE`,
};
