import { tell } from '../../../sentences/tell.ts';
import { BadSettings, type Settings } from '../../../settings.ts';
import type { CrmChannels } from '../crm/channels-api.ts';
import type { ZohoCrm } from '../crm/crm.ts';
import type { ZohoDesk } from '../desk/desk.ts';
import { type ZohoHosts, zohoHosts } from './hosts.ts';
import type { ZohoCredentials, ZohoTokens } from './oauth.ts';

/** The way to Zoho, for the service and for the command line. */
export type Zoho = {
  /** Null when no credentials are set. */
  crm: ZohoCrm | null;
  /** The same. */
  crmChannels: CrmChannels | null;
  /** Null when no credentials or no organisation is set. */
  desk: ZohoDesk | null;
  /** The token that they share; null when no credentials are set. */
  zohoTokens: ZohoTokens | null;
};

export const NO_ZOHO: Zoho = { crm: null, crmChannels: null, desk: null, zohoTokens: null };

/**
 * Where Zoho is called, and as whom; null when no credentials are set.
 *
 * @throws BadSettings when only some are set, or an address is none of Zoho's
 */
export function zohoAccess(settings: Settings): { hosts: ZohoHosts; credentials: ZohoCredentials } | null {
  const hosts = zohoHosts(settings);
  const credentials = readCredentials(settings);
  return credentials && { hosts, credentials };
}

/** All three or none: one that is missing would fail much later, at the first webhook. */
function readCredentials(settings: Settings): ZohoCredentials | null {
  const { ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET, ZOHO_REFRESH_TOKEN } = settings;
  const missing = Object.entries({ ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET, ZOHO_REFRESH_TOKEN })
    .filter(([, value]) => value.trim() === '')
    .map(([key]) => key);
  if (missing.length === 3) return null;
  if (missing.length > 0)
    throw new BadSettings(tell('ZOHO_SETTINGS_BELONG_TOGETHER', { settings: missing.join(', ') }));
  return { clientId: ZOHO_CLIENT_ID, clientSecret: ZOHO_CLIENT_SECRET, refreshToken: ZOHO_REFRESH_TOKEN };
}
