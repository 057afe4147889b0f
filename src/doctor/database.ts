import type { Clock } from '../clock.ts';
import type { Reading } from '../log/ports.ts';
import { hasDatabase, withStores } from '../store/open.ts';
import { type Finding, off, problem, well } from './finding.ts';

/** Whether the database opens and takes a write; the service may run meanwhile. */
export async function checkDatabase(url: string, clock: Clock): Promise<Finding> {
  const code = 'DATABASE';
  if (!(await hasDatabase(url))) return off(code, 'There is no database yet: the first start makes it.');
  try {
    await withStores(url, clock, ({ upkeep }) => upkeep.heartbeat());
    return well(code, 'The database opens and takes a write.');
  } catch (error) {
    return problem(code, (error as Error).message);
  }
}

const SENDERS = [
  { source: 'zoho', name: 'Zoho CRM', guide: 'docs/guides/zoho-crm.md', test: 'npm run cli -- send' },
  {
    source: 'zoho_desk',
    name: 'Zoho Desk',
    guide: 'docs/guides/zoho-desk.md',
    test: 'npm run cli -- test',
  },
] as const;

/** When each sender was last heard: the end of the way that a newcomer follows. */
export function checkLastEvents(events: Pick<Reading, 'list'>): Promise<Finding[]> {
  return Promise.all(
    SENDERS.map(async ({ source, name, guide, test }) => {
      const code = `LAST_EVENT_${source.toUpperCase()}`;
      const [last] = (await events.list({ source }, { limit: 1, before: null })).events;
      return last === undefined
        ? off(code, `No event of ${name} has come yet: see ${guide}, and try the way with "${test}".`)
        : well(code, `The last event of ${name} came at ${last.created_at} (${last.status}).`);
    }),
  );
}
