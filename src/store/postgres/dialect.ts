import type { Dialect } from '../common/dialect.ts';
import { sql } from '../common/drizzle.ts';

/** What PostgreSQL says in its own words. A list is one parameter, so that a query has one text however long the list is. */
export const POSTGRES: Dialect = {
  like: (text, pattern) => sql`${text} ILIKE ${pattern} ESCAPE '\\'`,
  json: (text, key) => sql`(${text})::json ->> '${sql.raw(key)}'`,
  isOneOf: (number, numbers) =>
    sql`${number} IN (SELECT value::bigint FROM json_array_elements_text(${JSON.stringify(numbers)}::json))`,
  isOneOfTexts: (text, texts) =>
    sql`${text} IN (SELECT value FROM json_array_elements_text(${JSON.stringify(texts)}::json))`,
  anyListed: (list, condition) => sql`EXISTS (
    SELECT 1 FROM json_array_elements_text((${list})::json) AS listed WHERE ${condition(sql`listed.value::bigint`)})`,
  // Bytes above 127 become escapes; an address in ASCII is found all the same.
  textOf: (bytes) => sql`encode(${bytes}, 'escape')`,
  unindexed: (column) => column,
  sameWord: (text, word) => sql`lower(${text}) = lower(${word})`,
};
