import { existsSync } from 'node:fs';
import { openSqliteStores, type SqliteStores } from '../events/sqlite/event-store.ts';
import { databaseFile } from '../events/sqlite/file.ts';
import { type Context, UsageError } from './command.ts';

/** Opens the log that DATABASE_URL names for one command and closes it again. The service may run meanwhile. */
export async function withLog<T>(context: Context, use: (stores: SqliteStores) => Promise<T>): Promise<T> {
  const file = databaseFile(context.settings.DATABASE_URL);
  if (!existsSync(file)) {
    throw new UsageError(`There is no log at ${file} yet: start the service once, or set DATABASE_URL.`);
  }
  const stores = openSqliteStores(file, context.clock);
  try {
    return await use(stores);
  } finally {
    await stores.events.close();
  }
}
