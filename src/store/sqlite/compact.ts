import { statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { PermanentFailure } from '../../log/failures.ts';
import type { Compacted } from '../../log/ports.ts';
import type { Connection } from './connect.ts';
import { lockFile } from './file-lock.ts';
import { compact } from './old-pages.ts';

/** The new file and its write-ahead log stand beside the old one for a while. */
const ROOM = 2.2;

/**
 * Writes the file anew for a command, while no service runs.
 *
 * @throws PermanentFailure while a service keeps the file, and when the disk has no room for it
 */
export function compactAlone(file: string, connection: Connection, now: string): Compacted {
  const lock = lockFile(file, { pid: process.pid, port: null, since: now });
  try {
    const before = statSync(file).size;
    requireRoom(dirname(file), before);
    // The temporary copy goes beside the database, which has the room; SQLite asks the environment for the place.
    process.env.SQLITE_TMPDIR ??= dirname(file);
    compact(connection);
    return { before, after: statSync(file).size };
  } finally {
    lock.release();
  }
}

function requireRoom(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const missing = Math.ceil((bytes * ROOM - bavail * bsize) / 1024 ** 2);
  if (missing > 0)
    throw new PermanentFailure(
      `To write the database anew, ${folder} needs ${missing} MiB more of free space.`,
    );
}
