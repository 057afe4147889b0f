import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { StoreUnavailable } from '../log/ports.ts';
import { openSqliteStores, type SqliteStores } from '../store/sqlite/event-store.ts';
import { databaseFile } from '../store/sqlite/file.ts';
import { unusable } from '../store/sqlite/unusable.ts';
import { type Context, UsageError } from './command.ts';

/** The service may be writing: unlike it, a command has the time to wait for its turn, in ms. */
const BUSY_MS = 15_000;

/** Opens the log that DATABASE_URL names for one command and closes it again. The service may run meanwhile. */
export async function withLog<T>(context: Context, use: (stores: SqliteStores) => Promise<T>): Promise<T> {
  const file = databaseFile(context.settings.DATABASE_URL);
  if (!existsSync(file)) {
    throw new UsageError(`There is no log at ${file} yet: start the service once, or set DATABASE_URL.`);
  }
  const stores = openSqliteStores(file, context.clock, context.rest);
  stores.connection.pragma(`busy_timeout = ${BUSY_MS}`);
  return use(stores)
    .catch((error: unknown) => {
      const isOfDatabase = error instanceof Database.SqliteError || error instanceof StoreUnavailable;
      throw isOfDatabase ? unusable(file, error) : error;
    })
    .finally(() => stores.events.close());
}
