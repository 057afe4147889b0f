import { tell } from '../../../sentences/tell.ts';
import { BadSettings, type Settings } from '../../../settings.ts';
import { isLoopback } from '../../loopback.ts';

export type ZohoHosts = { accounts: URL; crm: URL; desk: URL };
type HostSettings = Pick<
  Settings,
  'ZOHO_DATACENTER' | 'ZOHO_ACCOUNTS_URL' | 'ZOHO_CRM_URL' | 'ZOHO_DESK_URL'
>;

/** The domains under which Zoho's own hosts stand, one pair for each data centre. */
const APEXES = ['com', 'eu', 'in', 'com.au', 'jp', 'com.cn', 'sa', 'uk', 'ca'].flatMap((dc) => [
  `zoho.${dc}`,
  `zohoapis.${dc}`,
]);
const CANADA = 'zohocloud.ca';

/**
 * Where Zoho is called. An override may name Zoho's own hosts or this machine (a simulator), nothing else: the token
 * goes wherever these point.
 *
 * @throws BadSettings naming the key
 */
export function zohoHosts(settings: HostSettings): ZohoHosts {
  const dc = settings.ZOHO_DATACENTER;
  return {
    accounts: host('ZOHO_ACCOUNTS_URL', settings.ZOHO_ACCOUNTS_URL || `https://accounts.zoho.${dc}`),
    crm: host('ZOHO_CRM_URL', settings.ZOHO_CRM_URL || `https://www.zohoapis.${dc}`),
    desk: host('ZOHO_DESK_URL', settings.ZOHO_DESK_URL || `https://desk.zoho.${dc}`),
  };
}

function host(key: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !isTrusted(url)) {
    throw new BadSettings(tell('ZOHO_ADDRESS_UNSAFE', { setting: key }));
  }
  return url;
}

function isTrusted(url: URL): boolean {
  const { protocol, hostname } = url;
  if (isLoopback(url)) return protocol === 'http:' || protocol === 'https:';
  const isZoho = [...APEXES, CANADA].some((apex) => hostname === apex || hostname.endsWith(`.${apex}`));
  return protocol === 'https:' && isZoho;
}

/** Where people see their CRM; links to deals lead there. */
export function crmWeb(dataCentre: Settings['ZOHO_DATACENTER']): string {
  return dataCentre === 'ca' ? `https://crm.${CANADA}` : `https://crm.zoho.${dataCentre}`;
}
