import Database from 'better-sqlite3';
import { PermanentFailure } from '../../../log/failures.ts';
import { tell } from '../../../sentences/tell.ts';
import type { MoveSource } from '../../common/moving/sides.ts';
import { type Connection, knownMigrations } from '../connect.ts';
import { type Keeper, lockFile } from '../file/file-lock.ts';
import { isWithout, readingOf } from './reading.ts';

/**
 * The log of a file, to be moved. Opened so that SQLite writes nothing to it, and read as it was at one
 * moment.
 *
 * @throws PermanentFailure while a service keeps the file, and when an earlier version made it
 */
export function sqliteSource(file: string, keeper: Keeper): MoveSource {
  const lock = lockFile(file, keeper);
  try {
    const connection = new Database(file, { readonly: true, fileMustExist: true });
    requireCurrent(file, connection);
    connection.exec('BEGIN');
    const close = async () => {
      connection.close();
      lock.release();
    };
    return { ...readingOf(() => connection), operatorToken: async () => null, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Read-only, so it cannot be migrated here. */
function requireCurrent(file: string, connection: Connection): void {
  const isTable = connection.prepare(`SELECT 1 FROM sqlite_schema WHERE name = '__drizzle_migrations'`).get();
  const applied = isTable && connection.prepare('SELECT count(*) FROM __drizzle_migrations').pluck().get();
  const isEntered = isTable && !isWithout(connection, 'service_state', `key = 'problems.entered'`);
  if (applied === knownMigrations() && isEntered) return;
  connection.close();
  throw new PermanentFailure(tell('MOVE_FILE_OTHER_VERSION', { file }));
}
