import type { Told } from '../../log/told.ts';
import { tell } from '../../sentences/tell.ts';
import type { Settings } from '../../settings.ts';

/**
 * What an instance does: receive webhooks and show pages; process events, and do the jobs that run once for
 * the hub.
 */
export type Duties = { receives: boolean; works: boolean };

export function dutiesOf({ HUB_ROLE }: Pick<Settings, 'HUB_ROLE'>): Duties {
  return { receives: HUB_ROLE !== 'worker', works: HUB_ROLE !== 'web' };
}

/**
 * Why the service must not start in this role, or null: a database file belongs to one process, which must do
 * everything.
 */
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
