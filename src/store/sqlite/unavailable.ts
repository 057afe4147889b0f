import { SqliteError } from 'better-sqlite3';
import { StoreUnavailable } from '../../log/ports.ts';
import type { WatchedFile } from './file/watched-file.ts';

/** Whether the error came from the engine, not from a rule of ours. */
export function isOfEngine(error: unknown): boolean {
  return error instanceof SqliteError;
}

/** The engine's own failures (full, locked, broken) become StoreUnavailable; ours pass through. */
export function translated(work: () => void, watched: WatchedFile): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof SqliteError) || error.code.startsWith('SQLITE_CONSTRAINT')) throw error;
    if (error.code.startsWith('SQLITE_CORRUPT')) watched.noteDamage();
    throw new StoreUnavailable(`the database answered ${error.code}`, { cause: error });
  }
}
