import { getTableConfig, SQLiteSyncDialect, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { type Connection, openDatabase } from '../../../src/store/sqlite/connect.ts';
import {
  eventAttempts,
  eventCounters,
  eventsLog,
  heartbeat,
  heldDeliveries,
  minuteCounts,
  operatorActions,
  problemEvents,
  problems,
  students,
  ticketSuggestions,
} from '../../../src/store/sqlite/schema.ts';
import { type Test, test } from '../../harness.ts';

const TABLES = [
  eventAttempts,
  eventCounters,
  eventsLog,
  heartbeat,
  heldDeliveries,
  minuteCounts,
  operatorActions,
  problemEvents,
  problems,
  students,
  ticketSuggestions,
];
type Index = { name: string; columns: string[]; unique: boolean; where: string | null };

function open(t: Test): Connection {
  const connection = openDatabase(':memory:');
  t.teardown(() => connection.close());
  return connection;
}

function declaredIndexes(table: SQLiteTable): Index[] {
  const dialect = new SQLiteSyncDialect();
  const declared = getTableConfig(table).indexes.map(({ config }) => ({
    name: config.name,
    columns: config.columns.map((column) =>
      'name' in column ? column.name : dialect.sqlToQuery(column).sql,
    ),
    unique: config.unique,
    where: config.where ? dialect.sqlToQuery(config.where).sql : null,
  }));
  return declared.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function migratedIndexes(connection: Connection, table: string): Index[] {
  type Listed = { name: string; unique: number; sql: string };
  const listed = connection.prepare<[string], Listed>(`
    SELECT list.name, list."unique", schema.sql
    FROM pragma_index_list(?) AS list JOIN sqlite_schema AS schema ON schema.name = list.name
    WHERE list.origin = 'c' ORDER BY list.name`);
  const columns = connection
    .prepare<[string], string>(`SELECT name FROM pragma_index_info(?) ORDER BY seqno`)
    .pluck();
  return listed.all(table).map(({ name, unique, sql }) => ({
    name,
    columns: columns.all(name),
    unique: unique === 1,
    where: / WHERE (.*)$/s.exec(sql)?.[1] ?? null,
  }));
}

for (const table of TABLES) {
  const { name, columns, primaryKeys } = getTableConfig(table);

  test(`the indexes of ${name} are those that its schema declares`, async (t) => {
    t.same(migratedIndexes(open(t), name), declaredIndexes(table));
  });

  test(`the columns of ${name} are those that its schema declares`, async (t) => {
    type Column = { name: string; type: string; notnull: number; dflt_value: string | null };
    const migrated = open(t)
      .prepare<[string], Column>(
        `SELECT name, lower(type) AS type, "notnull", dflt_value FROM pragma_table_info(?)`,
      )
      .all(name);
    const declared = columns.map((column) => ({
      name: column.name,
      type: column.getSQLType(),
      notnull: Number(column.notNull),
      dflt_value: column.default === undefined ? null : String(column.default),
    }));
    t.same(migrated, declared);
  });

  test(`the primary key of ${name} is the one that its schema declares`, async (t) => {
    const migrated = open(t)
      .prepare<[string], string>(`SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk`)
      .pluck()
      .all(name);
    const key = primaryKeys[0]?.columns ?? columns.filter(({ primary }) => primary);
    t.same(
      migrated,
      key.map((column) => column.name),
    );
  });
}
