import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { PermanentFailure } from '../../../log/failures.ts';
import { tell } from '../../../sentences/tell.ts';
import type { Looked, Mark, MoveTarget } from '../../common/moving/sides.ts';
import { type MovedTable, type Row, tableNamed, UNFINISHED } from '../../common/moving/tables.ts';
import { type Connection, openDatabase } from '../connect.ts';
import { type Keeper, lockFile } from '../file/file-lock.ts';
import { isWithout, readingOf, TABLES } from './reading.ts';

/** A file that a log is moved into; created when the move begins. */
export function sqliteTarget(file: string, keeper: Keeper): MoveTarget {
  let connection: Connection | null = null;
  let lock = { release() {} };
  const opened = () => {
    if (connection === null) throw new Error(`${file} was never opened`);
    return connection;
  };
  return {
    ...readingOf(opened),
    look: async () => look(file),
    async open() {
      lock = lockFile(file, keeper);
      connection = openDatabase(file);
    },
    async begin(mark) {
      begin(opened(), mark);
    },
    async write(table, rows, was, is) {
      write(opened(), tableNamed(TABLES, table), rows, was, is);
    },
    async finish() {
      finish(opened(), keeper.since);
    },
    async close() {
      connection?.close();
      lock.release();
    },
  };
}

function look(file: string): Looked {
  if (!existsSync(file)) return { is: 'free' };
  const connection = new Database(file, { readonly: true });
  try {
    const names = connection
      .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
      .pluck()
      .all();
    if (names.length === 0) return { is: 'free' };
    const mark = names.includes('service_state') ? markIn(connection) : null;
    if (mark !== null) return { is: 'begun', mark };
    const ours = TABLES.filter(({ name }) => names.includes(name));
    const isEmpty = ours.every(({ name, condition }) => isWithout(connection, name, condition));
    if (ours.length === TABLES.length && isEmpty) return { is: 'free' };
    return { is: 'taken', why: tell('MOVE_TARGET_TAKEN', { file }) };
  } finally {
    connection.close();
  }
}

function markIn(connection: Connection): Mark | null {
  const text = connection
    .prepare<[string], string>('SELECT value FROM service_state WHERE key = ?')
    .pluck()
    .get(UNFINISHED);
  return text === undefined ? null : JSON.parse(text);
}

function begin(connection: Connection, mark: Mark): void {
  connection
    .transaction(() => {
      for (const { name, condition } of TABLES) connection.exec(`DELETE FROM ${name} WHERE ${condition}`);
      connection
        .prepare(
          `INSERT INTO service_state (key, value, updated_at) VALUES (?, ?, '')
           ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
        )
        .run(UNFINISHED, JSON.stringify(mark));
    })
    .immediate();
}

function write(connection: Connection, table: MovedTable, rows: readonly Row[], was: Mark, is: Mark): void {
  const names = table.columns.map(({ name }) => name).join(', ');
  const places = table.columns.map(() => '?').join(', ');
  const insert = connection.prepare(`INSERT INTO ${table.name} (${names}) VALUES (${places})`);
  connection
    .transaction(() => {
      const { changes } = connection
        .prepare('UPDATE service_state SET value = ? WHERE key = ? AND value = ?')
        .run(JSON.stringify(is), UNFINISHED, JSON.stringify(was));
      if (changes === 0) throw new PermanentFailure(tell('MOVE_BY_ANOTHER'));
      for (const row of rows) insert.run(...row);
    })
    .immediate();
}

function finish(connection: Connection, now: string): void {
  connection
    .transaction(() => {
      // Failures stored by a current engine are among the problems already; entering them again would break
      // the first start.
      connection
        .prepare(
          `INSERT INTO service_state (key, value, updated_at) VALUES ('problems.entered', '1', ?)
           ON CONFLICT (key) DO NOTHING`,
        )
        .run(now);
      connection.prepare('DELETE FROM service_state WHERE key = ?').run(UNFINISHED);
    })
    .immediate();
}
