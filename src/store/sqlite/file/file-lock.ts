import { readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import Database, { SqliteError } from 'better-sqlite3';
import { PermanentFailure } from '../../../log/failures.ts';
import { tell } from '../../../sentences/tell.ts';
import { makePrivate } from './private-file.ts';

/** Who keeps a database, for the person whose second start is refused; a command has no port. */
export type Keeper = { pid: number; port: number | null; since: string };
export type FileLock = { release(): void };

/** How long a process that was just killed may linger, in ms. */
const PATIENCE_MS = 2_000;

/**
 * Lets one service work on a database for as long as the process lives: two would mistake each other's events
 * for those of a dead worker, and do everything outside twice. Commands beside the service take turns with it
 * and need no lock.
 *
 * Node has no flock, and a file with a process id in it outlives a crash. The system frees SQLite's file
 * locks however the process ends; so the lock is a transaction that never ends, on an empty database of its
 * own. Its name comes from the real path, which relative paths and symbolic links share.
 *
 * @throws PermanentFailure when another service keeps the database
 */
export function lockFile(file: string, keeper: Keeper, patienceMs = PATIENCE_MS): FileLock {
  if (file === ':memory:') return { release() {} };
  makePrivate(file);
  const path = `${realpathSync(file)}-lock`;
  // Only a new file is opened: opening and closing a file frees all locks that the process has on it
  // (fcntl(2), POSIX).
  makePrivate(path);
  const lock = new Database(path, { timeout: patienceMs });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw error instanceof SqliteError && error.code === 'SQLITE_BUSY' ? inUse(file, `${path}.txt`) : error;
  }
  writeFileSync(`${path}.txt`, describe(keeper), { mode: 0o600 });
  return {
    release() {
      rmSync(`${path}.txt`, { force: true });
      // The file stays: removing a lock file may remove the next owner's lock.
      lock.close();
    },
  };
}

function inUse(file: string, note: string): PermanentFailure {
  const keeper = readNote(note);
  const why =
    keeper === null ? tell('DATABASE_IN_USE', { file }) : tell('DATABASE_IN_USE_BY', { file, keeper });
  return Object.assign(new PermanentFailure(why), { code: 'DATABASE_IN_USE' });
}

function readNote(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}

function describe({ pid, port, since }: Keeper): string {
  return `process ${pid} on ${hostname()}${port === null ? '' : `, port ${port}`}, since ${since}\n`;
}
