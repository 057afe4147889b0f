import { statSync } from 'node:fs';
import { StoreUnavailable } from '../../log/ports.ts';
import type { Connection } from './connect.ts';

/**
 * Answers a check that throws StoreUnavailable once the file of the database was removed or another put in its place.
 * SQLite, which asks this only without a write-ahead log (SQLITE_READONLY_DBMOVED), would go on in a file that nobody
 * finds again, and what was answered 200 would be gone after the next start.
 */
export function sameFile({ memory, name }: Connection): () => void {
  if (memory) return () => {};
  const opened = statSync(name).ino;
  return () => {
    if (statSync(name, { throwIfNoEntry: false })?.ino !== opened)
      throw new StoreUnavailable(
        `${name} was removed or replaced: put it back, or start the service again with the one that is there`,
      );
  };
}
