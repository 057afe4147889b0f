import type { Clock } from '../clock.ts';
import type { Status } from '../log/event.ts';
import type { Reading } from '../log/ports.ts';
import type { Told } from '../log/told.ts';
import type { Code } from '../sentences/catalogue.ts';
import { tell, together } from '../sentences/tell.ts';
import { checkIntegrity, hasDatabase, withStores } from '../store/open.ts';
import { describe, type Finding, off, problem, well } from './finding.ts';

/** How long the file may be checked, in ms: enough for about ten gigabytes. */
const LOOK_MS = 60_000;
/** When to tell a person what is taking so long, in ms. */
const QUIET_MS = 1_000;

/**
 * Whether the database is whole, opens and takes a write; the service may run meanwhile.
 *
 * @param say gets a sentence when the check takes long
 */
export async function checkDatabase(
  url: string,
  clock: Clock,
  say: (progress: Told) => void,
  lookMs = LOOK_MS,
): Promise<Finding> {
  const code = 'DATABASE';
  try {
    if (!(await hasDatabase(url))) return off(code, tell('DATABASE_ABSENT'));
  } catch (error) {
    return problem(code, describe(error));
  }
  const cancel = clock.after(QUIET_MS, () => say(tell('DATABASE_LOOKING')));
  const integrity = await checkIntegrity(url, lookMs).finally(cancel);
  if (integrity.is === 'damaged')
    return problem(
      code,
      together(tell('DATABASE_DAMAGED'), tell('DATABASE_FAULT', { fault: oneLine(integrity.fault) })),
    );
  try {
    const troubles = await withStores(url, clock, async ({ upkeep }) => {
      await upkeep.heartbeat();
      return upkeep.condition();
    });
    const grave = troubles.find(({ isGrave }) => isGrave);
    if (grave !== undefined) return problem(code, grave.told ?? grave.message);
    return well(code, tell(integrity.is === 'whole' ? 'DATABASE_WHOLE' : 'DATABASE_NOT_LOOKED_THROUGH'));
  } catch (error) {
    return problem(code, describe(error));
  }
}

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

const STATUS_WORDS = {
  pending: 'STATUS_PENDING',
  processing: 'STATUS_PROCESSING',
  completed: 'STATUS_COMPLETED',
  failed: 'STATUS_FAILED',
  duplicate: 'STATUS_DUPLICATE',
} as const satisfies Record<Status, Code>;

/** When each sender was last heard from: the end of the path that a newcomer follows. */
export function checkLastEvents(events: Pick<Reading, 'list'>): Promise<Finding[]> {
  return Promise.all(
    SENDERS.map(async ({ source, name, guide, test }) => {
      const code = `LAST_EVENT_${source.toUpperCase()}`;
      const [last] = (await events.list({ source }, { limit: 1, before: null })).events;
      return last === undefined
        ? off(code, tell('NO_EVENT_YET', { system: name, guide, test }))
        : well(
            code,
            tell('LAST_EVENT', {
              system: name,
              time: last.created_at,
              status: tell(STATUS_WORDS[last.status]),
            }),
          );
    }),
  );
}
