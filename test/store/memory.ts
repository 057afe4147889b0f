import type { Clock } from '../../src/clock.ts';
import { openDatabase } from '../../src/store/sqlite/connect.ts';
import type { StoreOptions } from '../../src/store/sqlite/event-store.ts';
import { openSqliteStores, type SqliteStores } from '../../src/store/sqlite/open.ts';

let migrated: Buffer | null = null;

/** An empty log in memory. Only the first of a process is migrated, which takes 20 ms; the others begin with its image. */
export function openMemory(clock: Clock, options: StoreOptions = {}): SqliteStores {
  migrated ??= imageOfNew();
  return openSqliteStores(':memory:', clock, { ...options, image: migrated });
}

function imageOfNew(): Buffer {
  const connection = openDatabase(':memory:');
  const image = connection.serialize();
  connection.close();
  return image;
}
