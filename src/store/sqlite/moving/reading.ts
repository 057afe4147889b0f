import type { MovingSide, Page } from '../../common/moving/sides.ts';
import { canonical, type MovedTable, movedTables, type Row, tableNamed } from '../../common/moving/tables.ts';
import type { Connection } from '../connect.ts';
import { getTableConfig, SQLiteTable } from '../drizzle.ts';
import * as schema from '../schema.ts';

/** Rows held at once, and the bytes beyond which there are fewer: a delivery may be megabytes. */
const MOST_ROWS = 1_000;
const MOST_BYTES = 4 * 1024 ** 2;

export const TABLES = movedTables(
  Object.values(schema)
    .filter((table) => table instanceof SQLiteTable)
    .map(getTableConfig),
);

/** The same on both sides of a move. */
export function readingOf(connection: () => Connection): Pick<MovingSide, 'tables' | 'count' | 'read'> {
  return {
    tables: TABLES.map(({ name }) => name),
    async count(name) {
      const { condition } = tableNamed(TABLES, name);
      return Number(connection().prepare(`SELECT count(*) FROM ${name} WHERE ${condition}`).pluck().get());
    },
    read: async (table, after) =>
      read(connection(), tableNamed(TABLES, table), Number(after?.[0] ?? Number.MIN_SAFE_INTEGER)),
  };
}

/** By row number, which every table has and no sender's text can disturb. */
function read(connection: Connection, table: MovedTable, after: number): Page | null {
  const names = table.columns.map(({ name }) => name).join(', ');
  const found = connection
    .prepare<[number], unknown[]>(
      `SELECT rowid, ${names} FROM ${table.name} WHERE rowid > ? AND ${table.condition} ORDER BY rowid LIMIT ${MOST_ROWS}`,
    )
    .raw();
  const rows: Row[] = [];
  let last = after;
  let bytes = 0;
  for (const [number, ...values] of found.iterate(after)) {
    const row = table.columns.map((column, index) => canonical(column, values[index]));
    rows.push(row);
    last = Number(number);
    bytes += sizeOf(row);
    if (bytes > MOST_BYTES) break;
  }
  return rows.length === 0 ? null : { rows, last: [last] };
}

function sizeOf(row: Row): number {
  return row.reduce<number>(
    (sum, value) => sum + (typeof value === 'object' || typeof value === 'string' ? (value?.length ?? 0) : 0),
    0,
  );
}

export function isWithout(connection: Connection, table: string, condition: string): boolean {
  return connection.prepare(`SELECT 1 FROM ${table} WHERE ${condition} LIMIT 1`).get() === undefined;
}
