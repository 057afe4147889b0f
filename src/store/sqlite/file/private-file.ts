import { closeSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { makePrivateFolder } from '../../../private-folder.ts';

/**
 * Creates an empty file, and its folder, readable only by its owner. An existing file is not even opened:
 * closing it would free the locks that SQLite holds on it in this process.
 */
export function makePrivate(file: string): void {
  makePrivateFolder(dirname(file));
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
