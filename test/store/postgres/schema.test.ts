import { getTableName } from 'drizzle-orm';
import { PgDialect, type PgTable, getTableConfig as pgConfig } from 'drizzle-orm/pg-core';
import { SQLiteSyncDialect, type SQLiteTable, getTableConfig as sqliteConfig } from 'drizzle-orm/sqlite-core';
import * as postgres from '../../../src/store/postgres/schema.ts';
import * as sqlite from '../../../src/store/sqlite/schema.ts';
import { test } from '../../harness.ts';

/** What one engine has and the other does not, with the reason beside it in its schema. */
const OF_POSTGRES = new Set(['event_counters.slot', 'minute_counts.slot']);
/** What a column is called where the engines differ in words only. */
const SAME: Readonly<Record<string, string>> = { bigint: 'integer', bytea: 'blob' };

type Column = { name: string; type: string; notNull: boolean; default: unknown };
type Index = { name: string; columns: string[]; unique: boolean; where: string | null };

function sqliteTables() {
  return (Object.values(sqlite) as SQLiteTable[]).map((table) => {
    const { columns, indexes, primaryKeys } = sqliteConfig(table);
    const dialect = new SQLiteSyncDialect();
    const index = indexes.map(
      ({ config }): Index => ({
        name: config.name,
        columns: config.columns.map((column) => ('name' in column ? column.name : '?')),
        unique: config.unique,
        where: config.where ? dialect.sqlToQuery(config.where).sql : null,
      }),
    );
    return described(getTableName(table), columns, index, primaryKeys);
  });
}

function postgresTables() {
  return (Object.values(postgres) as PgTable[]).map((table) => {
    const { columns, indexes, primaryKeys } = pgConfig(table);
    const dialect = new PgDialect();
    const index = indexes.map(
      ({ config }): Index => ({
        name: String(config.name),
        columns: config.columns.map((column) => ('name' in column ? String(column.name) : '?')),
        unique: config.unique,
        where: config.where ? dialect.sqlToQuery(config.where).sql : null,
      }),
    );
    return described(getTableName(table), columns, index, primaryKeys);
  });
}

type AnyColumn = { name: string; primary: boolean; notNull: boolean; default: unknown; getSQLType(): string };

function described(
  name: string,
  columns: readonly AnyColumn[],
  indexes: Index[],
  keys: readonly { columns: readonly { name: string }[] }[],
) {
  const isOwn = (column: string) => OF_POSTGRES.has(`${name}.${column}`);
  const key = [
    ...columns.filter(({ primary }) => primary).map((column) => column.name),
    ...keys.flatMap((one) => one.columns.map((column) => column.name)),
  ].filter((column) => !isOwn(column));
  const kept: Column[] = columns
    .filter((column) => !isOwn(column.name))
    .map((column) => ({
      name: column.name,
      type: SAME[column.getSQLType()] ?? column.getSQLType(),
      notNull: column.notNull,
      default: column.default,
    }));
  return { name, key, columns: kept, indexes: indexes.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

for (const table of sqliteTables()) {
  test(`${table.name} is the same table on both engines`, async (t) => {
    t.same(
      postgresTables().find(({ name }) => name === table.name),
      table,
    );
  });
}

test('no engine has a table of its own', async (t) => {
  t.same(
    postgresTables()
      .map(({ name }) => name)
      .sort(),
    sqliteTables()
      .map(({ name }) => name)
      .sort(),
  );
});
