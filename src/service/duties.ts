import type { Told } from '../log/told.ts';
import { tell } from '../sentences/tell.ts';
import type { Settings } from '../settings.ts';

/** What an instance does: takes webhooks and shows pages; works off what was received, and does what is done once for the hub. */
export type Duties = { receives: boolean; works: boolean };

export function dutiesOf({ HUB_ROLE }: Pick<Settings, 'HUB_ROLE'>): Duties {
  return { receives: HUB_ROLE !== 'worker', works: HUB_ROLE !== 'web' };
}

/** Why the service must not start in this role, or null: a file belongs to one process, which has to do everything. */
export function refusedRole({
  HUB_ROLE,
  WEB_CONCURRENCY,
  DATABASE_URL,
}: Pick<Settings, 'HUB_ROLE' | 'WEB_CONCURRENCY' | 'DATABASE_URL'>): Told | null {
  if (!DATABASE_URL.startsWith('file:')) return null;
  const setting =
    HUB_ROLE !== 'all'
      ? `HUB_ROLE=${HUB_ROLE}`
      : WEB_CONCURRENCY > 1
        ? `WEB_CONCURRENCY=${WEB_CONCURRENCY}`
        : null;
  if (setting === null) return null;
  return tell('NEEDS_POSTGRESQL', { setting });
}
