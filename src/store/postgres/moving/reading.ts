import type { PoolClient } from 'pg';
import type { MovingSide, Page, Place } from '../../common/moving/sides.ts';
import { canonical, type MovedTable, movedTables, tableNamed } from '../../common/moving/tables.ts';
import { getTableConfig, PgTable } from '../drizzle.ts';
import * as schema from '../schema.ts';

/** As in sqlite/moving/reading.ts. */
const MOST_ROWS = 1_000;
const MOST_BYTES = 4 * 1024 ** 2;

const CONFIGS = Object.values(schema)
  .filter((table) => table instanceof PgTable)
  .map(getTableConfig);
/** Every table of ours, also what does not move. */
export const NAMES_OF_OURS = CONFIGS.map(({ name }) => name);
export const TABLES = movedTables(CONFIGS);

/** The same on both sides of a move. */
export function readingOf(client: PoolClient): Pick<MovingSide, 'tables' | 'count' | 'read'> {
  return {
    tables: TABLES.map(({ name }) => name),
    async count(table) {
      const { rows } = await client.query(
        `SELECT count(*) AS count FROM ${rowsOf(tableNamed(TABLES, table))}`,
      );
      return Number(rows[0].count);
    },
    read: (table, after) => read(client, tableNamed(TABLES, table), after),
  };
}

/** The rows that move; of slots, their sum. */
export function rowsOf({ name, key, columns, condition, hasSlots }: MovedTable): string {
  if (!hasSlots) return `(SELECT * FROM ${name} WHERE ${condition}) AS moved`;
  const sums = columns
    .filter((column) => !key.includes(column.name))
    .map((column) => `sum(${column.name})::bigint AS ${column.name}`);
  return `(SELECT ${[...key, ...sums].join(', ')} FROM ${name} GROUP BY ${key.join(', ')}) AS moved`;
}

async function read(client: PoolClient, table: MovedTable, after: Place | null): Promise<Page | null> {
  const { key, columns } = table;
  const names = columns.map(({ name }) => name).join(', ');
  const size = columns
    .filter(({ is }) => is !== 'number')
    .map(({ name }) => `coalesce(octet_length(${name}), 0)`);
  const isAfter =
    after === null ? 'true' : `(${key.join(', ')}) > (${key.map((_, index) => `$${index + 1}`).join(', ')})`;
  const inOrder = `ORDER BY ${key.join(', ')}`;
  // Sizes are known without the values: what is too much to hold at once never leaves the server.
  const { rows: found } = await client.query<Record<string, unknown>>(
    `SELECT ${names} FROM (
       SELECT ${names}, sum(size) OVER (${inOrder}) - size AS before FROM (
         SELECT ${names}, ${size.join(' + ')} AS size FROM ${rowsOf(table)}
         WHERE ${isAfter} ${inOrder} LIMIT ${MOST_ROWS}) AS page) AS measured
     WHERE before < ${MOST_BYTES} ${inOrder}`,
    [...(after ?? [])],
  );
  const newest = found.at(-1);
  if (newest === undefined) return null;
  const rows = found.map((row) => columns.map((column) => canonical(column, row[column.name])));
  const last = key.map((name) => (typeof newest[name] === 'number' ? newest[name] : String(newest[name])));
  return { rows, last };
}
