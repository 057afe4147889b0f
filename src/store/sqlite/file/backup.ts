import Database from 'better-sqlite3';
import type { CopyCheck } from '../../../log/upkeep.ts';
import type { Connection } from '../connect.ts';

/** Pages copied between two progress reports: 4 MB. */
const PAGES = 1_000;

/** One snapshot for the whole copy: without it, each commit of the service would restart the copy. */
export async function backUp(
  connection: Connection,
  copy: string,
  onProgress: (done: number, of: number) => void,
): Promise<void> {
  connection.exec('BEGIN');
  connection.prepare('SELECT count(*) FROM heartbeat').get();
  await connection.backup(copy, {
    progress: ({ totalPages, remainingPages }) => {
      onProgress(totalPages - remainingPages, totalPages);
      return PAGES;
    },
  });
  connection.exec('COMMIT');
}

/** Opened for writing, because a read-only connection would leave its -wal and -shm files behind. */
export function checkCopy(copy: string): CopyCheck {
  const database = new Database(copy);
  const answer = String(database.pragma('integrity_check', { simple: true }));
  const events = Number(database.prepare('SELECT count(*) FROM integration_events_log').pluck().get());
  database.close();
  return { problem: answer === 'ok' ? null : answer, events };
}
