import { once } from 'node:events';
import { statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { PermanentFailure } from '../../../log/failures.ts';
import type { Compacted } from '../../../log/upkeep.ts';
import { tell } from '../../../sentences/tell.ts';
import type { Connection } from '../connect.ts';
import { unusable } from '../unusable.ts';
import { lockFile } from './file-lock.ts';

/** For a while the new file and its write-ahead log exist beside the old one. */
const ROOM = 2.2;

/** How often progress is checked, in ms. */
const LOOK_MS = 250;
/**
 * The size of the header before each page in the write-ahead log, in bytes
 * (https://sqlite.org/fileformat2.html#walformat).
 */
const FRAME_HEADER = 24;

/**
 * Rewrites the file for a command, while no service runs. SQLite does it in one call without reporting, so it
 * gets its own thread. SQLite first copies what is left to a temporary file that nobody can see, then writes
 * the copy back through the write-ahead log, whose size shows the progress.
 *
 * @param onProgress called several times a second with the pages written back so far, and about how many
 * there will be
 * @throws PermanentFailure while a service keeps the file, and when the disk has no room for it
 */
export async function compactAlone(
  file: string,
  connection: Connection,
  { now, onProgress }: { now: string; onProgress: (pages: number, of: number) => void },
): Promise<Compacted> {
  const lock = lockFile(file, { pid: process.pid, port: null, since: now });
  const pages = pragma(connection, 'page_count') - pragma(connection, 'freelist_count');
  const frame = pragma(connection, 'page_size') + FRAME_HEADER;
  let written = 0;
  const looking = setInterval(() => {
    // The log is emptied at the end.
    written = Math.max(written, Math.min(Math.floor(sizeOf(`${file}-wal`) / frame), pages));
    onProgress(written, pages);
  }, LOOK_MS);
  try {
    const before = sizeOf(file);
    requireRoom(dirname(file), before);
    // The temporary copy goes beside the database, where there is room; SQLite takes the place from the
    // environment.
    process.env.SQLITE_TMPDIR ??= dirname(file);
    await inThread(file);
    onProgress(pages, pages);
    return { before, after: sizeOf(file) };
  } finally {
    clearInterval(looking);
    lock.release();
  }
}

async function inThread(file: string): Promise<void> {
  const thread = new Worker(new URL('./compact-thread.ts', import.meta.url), { workerData: file });
  await once(thread, 'exit').catch((error: Error) => {
    throw unusable(file, error);
  });
}

function pragma(connection: Connection, name: string): number {
  return Number(connection.pragma(name, { simple: true }));
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function requireRoom(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const missing = Math.ceil((bytes * ROOM - bavail * bsize) / 1024 ** 2);
  if (missing > 0) throw new PermanentFailure(tell('NO_ROOM_TO_COMPACT', { folder, missing }));
}
