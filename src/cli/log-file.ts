import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { PermanentFailure } from '../events/failures.ts';
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
  const stores = opened(file, context);
  return use(stores)
    .catch((error: unknown) => {
      throw error instanceof Database.SqliteError ? unusable(file, error) : error;
    })
    .finally(() => stores.events.close());
}

function opened(file: string, { clock }: Context): SqliteStores {
  try {
    const stores = openSqliteStores(file, clock);
    stores.connection.pragma(`busy_timeout = ${BUSY_MS}`);
    return stores;
  } catch (error) {
    throw error instanceof PermanentFailure ? error : unusable(file, error as Error);
  }
}

function unusable(file: string, { message }: Error): PermanentFailure {
  return new PermanentFailure(
    `The database ${file} cannot be used (${message}): check DATABASE_URL, the disk and whose file it is.`,
  );
}
