import type { Clock } from '../../clock.ts';
import { PermanentFailure } from '../../log/failures.ts';
import { StoreUnavailable } from '../../log/ports.ts';
import type { Backup, Compaction, Stores } from '../../log/stores.ts';
import { openPostgresStores } from './open.ts';
import { unusable } from './unusable.ts';

const BACK_UP =
  'A database on a server is backed up with its own tools: pg_dump, or the backups of whoever runs the server.';
const COMPACT =
  'A database on a server gives its space back by itself (autovacuum); "VACUUM FULL" writes a table anew, and locks it meanwhile.';

/** Opens the stores for one command, and closes them after it. */
export async function withPostgresStores<T>(
  url: string,
  clock: Clock,
  use: (stores: Stores & Backup & Compaction) => Promise<T>,
): Promise<T> {
  const stores = await openPostgresStores(url, clock, { isPatient: true });
  const refuse = (sentence: string) => async () => {
    throw new PermanentFailure(sentence);
  };
  const copies: Backup & Compaction = {
    backUp: refuse(BACK_UP),
    check: refuse(BACK_UP),
    compact: refuse(COMPACT),
  };
  return use({ ...stores, ...copies })
    .catch((error: unknown) => {
      throw error instanceof StoreUnavailable ? unusable(url, error) : error;
    })
    .finally(() => stores.upkeep.close());
}
