import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { MovedTable } from '../../../src/store/common/moving/tables.ts';
import { type MoveOrder, moveLog } from '../../../src/store/open.ts';
import { TABLES } from '../../../src/store/sqlite/moving/reading.ts';
import { openSqliteStores, type SqliteStores } from '../../../src/store/sqlite/open.ts';
import { type Test, TestClock, temporaryFolder } from '../../harness.ts';

/** Whatever a sender may write, and what engines keep in ways of their own. */
const TEXTS = [
  '',
  'سارة علي',
  'a\0b',
  '\\u0000',
  `'";--\\`,
  '🎓 é e\u0301',
  '\u2028\n\t',
  '{"a":1}',
  'NULL',
  ' x ',
];
const BYTES = [null, Buffer.alloc(0), Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))];
const NUMBERS = [0, 1, -1, 2_147_483_647];

/** A log in a file whose every table has rows of odd values. */
export async function oddLog(t: Test, rows = 12): Promise<string> {
  return fileWith(t, async ({ connection }) => {
    for (const table of TABLES) {
      const names = table.columns.map(({ name }) => name);
      const places = names.map(() => '?');
      const insert = connection.prepare(
        `INSERT INTO ${table.name} (${names.join(', ')}) VALUES (${places.join(', ')})`,
      );
      for (let row = 0; row < rows; row++) insert.run(...oddRow(table, row));
    }
  });
}

/** No two rows are one: numbers of students and keys of signals too. */
function oddRow({ columns, key }: MovedTable, row: number): unknown[] {
  return columns.map(({ name, is }, column) => {
    const odd = <T>(list: readonly T[]) => list[(row + column) % list.length] as T;
    if (is === 'bytes') return odd(BYTES);
    if (is === 'text') return `${odd(TEXTS)}${row}`;
    return key.includes(name) ? row + 1 : odd(NUMBERS);
  });
}

/** A log in a file, closed. */
export async function fileWith(t: Test, fill: (stores: SqliteStores) => Promise<unknown>): Promise<string> {
  const file = join(temporaryFolder(t), 'events.db');
  const stores = openSqliteStores(file, new TestClock());
  await fill(stores);
  await stores.events.close();
  return file;
}

/** Every row that moves, of every table, as SQLite keeps it. */
export function contentsOf(file: string): Record<string, unknown[]> {
  const connection = new Database(file, { readonly: true });
  try {
    return Object.fromEntries(
      TABLES.map(({ name, columns, key, condition }) => [
        name,
        connection
          .prepare(
            `SELECT ${columns.map((column) => column.name).join(', ')} FROM ${name} WHERE ${condition} ORDER BY ${key.join(', ')}`,
          )
          .all(),
      ]),
    );
  } finally {
    connection.close();
  }
}

/** The bytes of the database and of what is not yet in it. */
export function bytesOf(file: string): string {
  const sum = createHash('sha256');
  for (const path of [file, `${file}-wal`]) sum.update(existsSync(path) ? readFileSync(path) : '');
  return sum.digest('hex');
}

export function orderOf(changes: Pick<MoveOrder, 'from' | 'to'> & Partial<MoveOrder>): MoveOrder {
  return {
    since: '2026-01-25T10:00:00.000Z',
    startOver: false,
    operatorToken: null,
    onProgress() {},
    ...changes,
  };
}

/** The move of a file or server, and what it said of each table. */
export async function moved(changes: Parameters<typeof orderOf>[0]) {
  return (await moveLog(orderOf(changes))).tables;
}
