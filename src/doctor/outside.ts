import type { MoodleClient } from '../outside/moodle/client.ts';
import type { Zoho } from '../outside/zoho/account/access.ts';
import type { Subscriptions } from '../outside/zoho/crm/subscriptions.ts';
import type { Settings } from '../settings.ts';
import { checkDesk, checkKeys } from './desk.ts';
import type { Finding } from './finding.ts';
import { checkMoodle } from './moodle.ts';
import type { ProbeOptions } from './probe.ts';
import { checkCrm, checkToken } from './zoho.ts';

/** The connections to the outside systems, as far as they are configured. */
export type OutsideSystems = {
  settings: Settings;
  outside: ProbeOptions;
  zoho: Zoho;
  moodle: MoodleClient | null;
  /** The channels of Zoho CRM; null when none is used. */
  channels: Subscriptions | null;
};

/** Checks whether each outside system does what the configured features need. Read-only. */
export async function checkOutside(systems: OutsideSystems, signal: AbortSignal): Promise<Finding[]> {
  const { settings, outside, moodle } = systems;
  const lists = await Promise.all([
    checkZoho(systems, signal),
    checkKeys(settings, outside, signal),
    checkMoodle(moodle, settings, signal),
  ]);
  return lists.flat();
}

async function checkZoho({ settings, zoho, channels, outside }: OutsideSystems, signal: AbortSignal) {
  const token = await checkToken(zoho);
  // Without a token each of the others would ask for another one, and fail for the same reason.
  const { crm, desk } = zoho;
  if (token.state !== 'well' || crm === null) return [token];
  const { clock } = outside;
  return [
    token,
    ...(await checkCrm({ settings, crm, desk, channels, clock }, signal)),
    ...(await checkDesk(desk, settings, clock, signal)),
  ];
}
