import { existsSync } from 'node:fs';
import { openSqliteStores, type SqliteStores } from '../events/sqlite/event-store.ts';
import { databaseFile } from '../events/sqlite/file.ts';
import { type Context, UsageError } from './command.ts';

/** The service may be writing: unlike it, a command has the time to wait for its turn, in ms. */
const BUSY_MS = 15_000;

/** Opens the log that DATABASE_URL names for one command and closes it again. The service may run meanwhile. */
export async function withLog<T>(context: Context, use: (stores: SqliteStores) => Promise<T>): Promise<T> {
  const file = databaseFile(context.settings.DATABASE_URL);
  if (!existsSync(file)) {
    throw new UsageError(`There is no log at ${file} yet: start the service once, or set DATABASE_URL.`);
  }
  const stores = openSqliteStores(file, context.clock);
  stores.connection.pragma(`busy_timeout = ${BUSY_MS}`);
  try {
    return await use(stores);
  } finally {
    await stores.events.close();
  }
}
