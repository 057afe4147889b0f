import type { Clock } from '../clock.ts';
import type { Zoho } from '../outside/zoho/account/access.ts';
import { type ZohoCrm, zohoTime } from '../outside/zoho/crm/crm.ts';
import type { Subscriptions } from '../outside/zoho/crm/subscriptions.ts';
import { tell } from '../sentences/tell.ts';
import type { Settings } from '../settings.ts';
import { STUDENT_MODULE } from '../students/module.ts';
import { attempt, type Finding, off, problem } from './finding.ts';

/** A record that no Zoho has: reading it needs the permission, and shows nobody's data. */
const NO_RECORD = '1';
/** The same for an address (RFC 2606). */
const NOBODY = 'nobody@example.invalid';
/** A channel that ends sooner than this, in ms, was not renewed when it should have been. */
const SOON_MS = 24 * 3_600_000;

type CrmChecks = {
  settings: Settings;
  crm: ZohoCrm;
  desk: Zoho['desk'];
  /** Null when no channel is used. */
  channels: Subscriptions | null;
  clock: Clock;
};

/**
 * Whether the credentials are valid. The stored token is used while it is valid: Zoho issues only ten in ten
 * minutes.
 */
export async function checkToken({ zohoTokens }: Zoho): Promise<Finding> {
  const unset = tell('ZOHO_NOT_CONNECTED');
  if (zohoTokens === null) return off('ZOHO_TOKEN', unset);
  return attempt('ZOHO_TOKEN', tell('ZOHO_TOKEN_WELL'), () => zohoTokens.get());
}

/** What the configured features need from Zoho CRM, each with its own permission. */
export async function checkCrm(
  { settings, crm, desk, channels, clock }: CrmChecks,
  signal: AbortSignal,
): Promise<Finding[]> {
  return [
    await attempt('CRM_STUDENTS', tell('RECORDS_READABLE', { module: STUDENT_MODULE }), () =>
      crm.getRecord(STUDENT_MODULE, NO_RECORD, signal),
    ),
    await checkQuery(crm, settings, clock, signal),
    ...(desk === null ? [] : await checkTicketReads(crm, signal)),
    await checkChannels(channels, clock, signal),
  ];
}

async function checkQuery(crm: ZohoCrm, { RECONCILE_MINUTES }: Settings, clock: Clock, signal: AbortSignal) {
  if (RECONCILE_MINUTES === 0) return off('CRM_QUERY', tell('RECONCILE_OFF'));
  const select = `select id from ${STUDENT_MODULE} where Modified_Time >= '${zohoTime(clock.now())}'`;
  return attempt('CRM_QUERY', tell('RECONCILE_WELL'), () => crm.queryPage(select, 0, signal));
}

async function checkTicketReads(crm: ZohoCrm, signal: AbortSignal): Promise<Finding[]> {
  return [
    await attempt('CRM_SEARCH', tell('CONTACTS_WELL'), () =>
      crm.search('Contacts', { email: NOBODY }, signal),
    ),
    await attempt('CRM_DEALS', tell('DEALS_WELL'), () => crm.getRecord('Deals', NO_RECORD, signal)),
  ];
}

/** Zoho expires a channel by itself; after that it posts nothing, and nobody notices. */
async function checkChannels(
  channels: Subscriptions | null,
  clock: Clock,
  signal: AbortSignal,
): Promise<Finding> {
  const code = 'CRM_CHANNELS';
  if (channels === null) return off(code, tell('CHANNEL_OFF'));
  let ends: number[] = [];
  const listed = await attempt(code, tell('CHANNEL_WELL'), async () => {
    const ours = (await channels.list(signal)).filter(({ isOurs }) => isOurs);
    ends = ours.map(({ endsAt }) => Date.parse(String(endsAt)));
  });
  const isLasting = ends.length > 0 && Math.min(...ends) - clock.now() >= SOON_MS;
  if (listed.state === 'problem' || isLasting) return listed;
  return problem(code, tell('CHANNEL_MISSING'));
}
