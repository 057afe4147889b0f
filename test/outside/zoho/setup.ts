import { join } from 'node:path';
import { ZohoSimulator } from '../../../simulator/zoho.ts';
import { OutsideApi } from '../../../src/outside/api.ts';
import { ZohoTokens } from '../../../src/outside/zoho/account/oauth.ts';
import { Pauses } from '../../../src/outside/zoho/account/pauses.ts';
import { CrmChannels } from '../../../src/outside/zoho/crm/channels-api.ts';
import { ZohoCrm } from '../../../src/outside/zoho/crm/crm.ts';
import { crmAway } from '../../../src/outside/zoho/crm/refusals.ts';
import { Warnings } from '../../../src/service/sight/warnings.ts';
import { type Test, TestClock, temporaryFolder, testApp } from '../../harness.ts';

export const CREDENTIALS = {
  clientId: '1000.CLIENT',
  clientSecret: 'client-secret',
  refreshToken: 'refresh',
};

/** A simulator on a free port, closed after the test; its clock is the test's. */
export async function startSimulator(t: Test, clock = new TestClock()) {
  const zoho = new ZohoSimulator(() => clock.now());
  const url = new URL(await zoho.listen());
  t.teardown(() => zoho.close());
  return { zoho, url, clock };
}

/** The clients, over real HTTP to a simulator. `lines` collects what they log. */
export async function startClients(t: Test, file = join(temporaryFolder(t), 'zoho-token.json')) {
  const { zoho, url, clock } = await startSimulator(t);
  const lines: object[] = [];
  const warnings = new Warnings(clock);
  const log = { info: (fields: object) => void lines.push(fields) };
  const api = (system: string, concurrency = 5, away?: typeof crmAway) =>
    new OutsideApi({
      system,
      concurrency,
      fetch,
      clock,
      random: () => 0,
      log,
      ...(away && { away }),
    });
  const makeTokens = (credentials = CREDENTIALS, kept: string | null = file) =>
    new ZohoTokens({
      api: api('Zoho Accounts', 1),
      accounts: url,
      credentials,
      file: kept,
      clock,
      pauses: new Pauses({ clock, warnings }),
    });
  const tokens = makeTokens();
  const crm = new ZohoCrm(api('Zoho CRM', 5, crmAway), tokens, url);
  const channels = new CrmChannels(api('Zoho CRM', 5, crmAway), tokens, url);
  return {
    zoho,
    url,
    clock,
    lines,
    warnings,
    file,
    api,
    tokens,
    makeTokens,
    crm,
    channels,
    signal: new AbortController().signal,
  };
}

/** The whole service, connected to a simulator that shares its clock. */
export async function connectedApp(t: Test, changes: Record<string, string> = {}) {
  const { zoho, url, clock } = await startSimulator(t);
  const settings = { ...connection(t, url), ...changes };
  const { app, lines } = await testApp(t, settings, clock);
  return { app, lines, zoho, url, clock, settings };
}

/** Settings that lead to a simulator; the token is kept in a folder of the test. */
export function connection(t: Test, url: URL): Record<string, string> {
  return {
    ZOHO_CLIENT_ID: CREDENTIALS.clientId,
    ZOHO_CLIENT_SECRET: CREDENTIALS.clientSecret,
    ZOHO_REFRESH_TOKEN: CREDENTIALS.refreshToken,
    ZOHO_ACCOUNTS_URL: url.href,
    ZOHO_CRM_URL: url.href,
    DATABASE_URL: `file:${join(temporaryFolder(t), 'events.db')}`,
  };
}
