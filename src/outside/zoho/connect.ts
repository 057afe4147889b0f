import { join } from 'node:path';
import { CredentialsFailure } from '../../log/failures.ts';
import type { StateStore } from '../../log/stores.ts';
import { tell } from '../../sentences/tell.ts';
import type { Warnings } from '../../service/sight/warnings.ts';
import type { Settings } from '../../settings.ts';
import { dataFolder } from '../../store/open.ts';
import { OutsideApi, type OutsideOptions } from '../api.ts';
import { NO_ZOHO, type Zoho, zohoAccess } from './account/access.ts';
import { ZohoTokens } from './account/oauth.ts';
import { Pauses } from './account/pauses.ts';
import { CrmChannels } from './crm/channels-api.ts';
import { ZohoCrm } from './crm/crm.ts';
import { crmAway } from './crm/refusals.ts';
import { ZohoDesk } from './desk/desk.ts';
import { deskAway } from './desk/refusals.ts';

type Outside = Pick<OutsideOptions, 'clock' | 'random' | 'fetch' | 'log' | 'health' | 'notes'> & {
  /** Where it stands what Zoho refuses until a person has mended it. */
  warnings?: Pick<Warnings, 'raise' | 'clear'>;
  /** Of a hub of several instances: they share one token. */
  shared?: StateStore | null;
};

/** Calls at the same time. Zoho allows the smallest paid edition ten, for everything that uses the account. */
const CRM_CONCURRENCY = 5;
const DESK_CONCURRENCY = 5;

/**
 * The clients of Zoho, with one token for all of them, kept beside the database.
 *
 * @throws BadSettings as `zohoAccess`
 */
export function connectZoho(settings: Settings, { warnings, shared = null, ...outside }: Outside): Zoho {
  const access = zohoAccess(settings);
  if (access === null) return NO_ZOHO;
  const { hosts, credentials } = access;
  const { clock } = outside;
  const folder = dataFolder(settings.DATABASE_URL);
  const tokens = new ZohoTokens({
    api: new OutsideApi({
      ...outside,
      system: 'Zoho Accounts',
      concurrency: 1,
      redirected: redirectedTo('Zoho Accounts', 'ZOHO_ACCOUNTS_URL'),
    }),
    accounts: hosts.accounts,
    credentials,
    file: folder && join(folder, 'zoho-token.json'),
    shared,
    clock,
    pauses: new Pauses({ clock, notes: outside.notes ?? null, ...(warnings && { warnings }) }),
  });
  const crmApi = new OutsideApi({
    ...outside,
    system: 'Zoho CRM',
    concurrency: CRM_CONCURRENCY,
    away: crmAway,
    redirected: redirectedTo('Zoho CRM', 'ZOHO_CRM_URL'),
  });
  const { ZOHO_DESK_ORG_ID: orgId, ZOHO_DESK_SPACING_MS: spacingMs } = settings;
  const deskApi = new OutsideApi({
    ...outside,
    system: 'Zoho Desk',
    concurrency: DESK_CONCURRENCY,
    spacingMs,
    away: deskAway,
    redirected: redirectedTo('Zoho Desk', 'ZOHO_DESK_URL'),
  });
  return {
    crm: new ZohoCrm(crmApi, tokens, hosts.crm),
    crmChannels: new CrmChannels(crmApi, tokens, hosts.crm),
    desk: orgId === '' ? null : new ZohoDesk({ api: deskApi, tokens, base: hosts.desk, orgId, clock }),
    zohoTokens: tokens,
  };
}

/** Another data centre answers with the way to itself. The token does not follow. */
function redirectedTo(system: string, key: string) {
  return (to: URL) => new CredentialsFailure(tell('ACCOUNT_ELSEWHERE', { system, address: to.origin, key }));
}
