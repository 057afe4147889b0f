import { statSync } from 'node:fs';
import type { Connection } from '../connect.ts';

/**
 * Version 0.1.0 did not overwrite what it changed or deleted: the free parts of its pages hold earlier
 * versions of rows until the file is rewritten. That needs exclusive use of the file and twice its size on
 * the disk, so the start does it only when it takes about a second; otherwise a person picks the time.
 */

/** In `service_state`, once no page holds old bytes. */
const CLEAN = 'file.clean';
/** The largest file that the start rewrites on its own, in bytes. */
const SMALL_BYTES = 64 * 1024 ** 2;

export function holdsOldPages(connection: Connection): boolean {
  return connection.prepare(`SELECT 1 FROM service_state WHERE key = '${CLEAN}'`).get() === undefined;
}

export function noteClean(connection: Connection): void {
  connection.exec(`
    INSERT INTO service_state (key, value, updated_at)
    VALUES ('${CLEAN}', '1', strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) ON CONFLICT (key) DO NOTHING`);
}

/** Rewrites the whole file. Nobody else may work on it meanwhile. */
export function compact(connection: Connection): void {
  connection.exec('VACUUM');
  noteClean(connection);
  connection.pragma('wal_checkpoint(TRUNCATE)');
}

/** For the start of the service. */
export function compactIfSmall(connection: Connection, file: string): void {
  if (!holdsOldPages(connection) || statSync(file).size > SMALL_BYTES) return;
  // Not into the machine's temporary folder, where others may look.
  connection.pragma('temp_store = MEMORY');
  compact(connection);
  connection.pragma('temp_store = DEFAULT');
}
