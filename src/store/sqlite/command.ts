import { SqliteError } from 'better-sqlite3';
import type { Clock } from '../../clock.ts';
import { StoreUnavailable } from '../../log/ports.ts';
import type { Backup, Compaction, Stores } from '../../log/stores.ts';
import type { Rest } from '../common/upkeep/resting-log.ts';
import { backUp, checkCopy } from './file/backup.ts';
import { compactAlone } from './file/compact.ts';
import { openSqliteStores } from './open.ts';
import { unusable } from './unusable.ts';

/** The service may be writing: a command can afford to wait its turn, in ms. */
const BUSY_MS = 15_000;

/** Opens the stores in this process for one command, and closes them after it. */
export async function withSqliteStores<T>(
  file: string,
  clock: Clock,
  use: (stores: Stores & Backup & Compaction) => Promise<T>,
  { rest, busyMs = BUSY_MS }: { rest?: Rest; busyMs?: number } = {},
): Promise<T> {
  const { connection, ...stores } = openSqliteStores(file, clock, { rest });
  connection.pragma(`busy_timeout = ${busyMs}`);
  const copies: Backup = {
    backUp: (copy, onProgress) => backUp(connection, copy, onProgress),
    check: async (copy) => checkCopy(copy),
  };
  const compaction: Compaction = {
    compact: (onProgress) =>
      compactAlone(file, connection, { now: new Date(clock.now()).toISOString(), onProgress }),
  };
  return use({ ...stores, ...copies, ...compaction })
    .catch((error: unknown) => {
      const isOfDatabase = error instanceof SqliteError || error instanceof StoreUnavailable;
      throw isOfDatabase ? unusable(file, error) : error;
    })
    .finally(() => stores.upkeep.close());
}
