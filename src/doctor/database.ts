import type { Clock } from '../clock.ts';
import type { Reading } from '../log/ports.ts';
import { checkIntegrity, hasDatabase, withStores } from '../store/open.ts';
import { type Finding, off, problem, well } from './finding.ts';

/** How long the file may be looked through, in ms: some ten gigabytes. */
const LOOK_MS = 60_000;
/** After which a person is told what takes so long, in ms. */
const QUIET_MS = 1_000;

/**
 * Whether the database is whole, opens and takes a write; the service may run meanwhile.
 *
 * @param say gets a sentence when it takes long
 */
export async function checkDatabase(
  url: string,
  clock: Clock,
  say: (progress: string) => void,
  lookMs = LOOK_MS,
): Promise<Finding> {
  const code = 'DATABASE';
  if (!(await hasDatabase(url))) return off(code, 'There is no database yet: the first start makes it.');
  const cancel = clock.after(QUIET_MS, () => say(LOOKING));
  const integrity = await checkIntegrity(url, lookMs).finally(cancel);
  if (integrity.is === 'damaged')
    return problem(code, `${integrity.message} (It was found as: ${oneLine(integrity.fault)})`);
  try {
    const troubles = await withStores(url, clock, async ({ upkeep }) => {
      await upkeep.heartbeat();
      return upkeep.condition();
    });
    const grave = troubles.find(({ isGrave }) => isGrave);
    if (grave !== undefined) return problem(code, grave.told ?? grave.message);
    return well(code, integrity.is === 'whole' ? WHOLE : NOT_LOOKED_THROUGH);
  } catch (error) {
    return problem(code, (error as Error).message);
  }
}

const LOOKING = 'Looking through the database file for damage; it is given up after a minute.';
const WHOLE = 'The database file is whole, opens and takes a write.';
const NOT_LOOKED_THROUGH =
  'The database opens and takes a write; whether its whole file is undamaged could not be found out in time.';

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
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
