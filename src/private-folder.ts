import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Creates a folder, and its missing parents, accessible only to the owner. An existing folder stays as it is.
 *
 * Not with `recursive`: where a folder exists but creating one inside it fails with ENOENT, as below /proc,
 * Node tries for ever (seen with 24.21.0 on Linux).
 */
export function makePrivateFolder(folder: string): void {
  if (existsSync(folder)) return;
  const above = dirname(folder);
  // The root of a missing drive is its own parent.
  if (above !== folder) makePrivateFolder(above);
  try {
    mkdirSync(folder, 0o700);
  } catch (error) {
    // Another first start was faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
