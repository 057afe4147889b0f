import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder, and those above it, for its owner's eyes only. One that is there stays as it is.
 *
 * Not by `recursive`: where a folder is there and making another in it is answered by ENOENT, as below /proc, Node tries
 * for ever (seen with 24.21.0 on Linux).
 */
export function makePrivateFolder(folder: string): void {
  if (existsSync(folder)) return;
  const above = dirname(folder);
  // The root of a drive that is missing is its own parent.
  if (above !== folder) makePrivateFolder(above);
  try {
    mkdirSync(folder, 0o700);
  } catch (error) {
    // Another first start was faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
