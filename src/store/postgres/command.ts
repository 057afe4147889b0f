import type { Clock } from '../../clock.ts';
import { PermanentFailure } from '../../log/failures.ts';
import { StoreUnavailable } from '../../log/ports.ts';
import type { Backup, Compaction, Stores } from '../../log/stores.ts';
import type { Told } from '../../log/told.ts';
import { tell } from '../../sentences/tell.ts';
import { openPostgresStores } from './open.ts';
import { unusable } from './unusable.ts';

/** Opens the stores for one command, and closes them after it. */
export async function withPostgresStores<T>(
  url: string,
  clock: Clock,
  use: (stores: Stores & Backup & Compaction) => Promise<T>,
): Promise<T> {
  const stores = await openPostgresStores(url, clock, { isPatient: true });
  const refuse = (why: Told) => async () => {
    throw new PermanentFailure(why);
  };
  const copies: Backup & Compaction = {
    backUp: refuse(tell('SERVER_BACKS_UP_ITSELF')),
    check: refuse(tell('SERVER_BACKS_UP_ITSELF')),
    compact: refuse(tell('SERVER_COMPACTS_ITSELF')),
  };
  return use({ ...stores, ...copies })
    .catch((error: unknown) => {
      throw error instanceof StoreUnavailable ? unusable(url, error) : error;
    })
    .finally(() => stores.upkeep.close());
}
