import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { connectZoho } from '../../../src/outside/zoho/connect.ts';
import { temporaryFolder, test, testSettings } from '../../harness.ts';
import { CREDENTIALS, startSimulator } from './setup.ts';

const log = { info: () => {} };

test('a redirect is not followed, and says where to and what to set', async (t) => {
  const { zoho, url, clock } = await startSimulator(t);
  const settings = await testSettings({
    ZOHO_ACCOUNTS_URL: url.href,
    ZOHO_CRM_URL: url.href,
    ZOHO_CLIENT_ID: CREDENTIALS.clientId,
    ZOHO_CLIENT_SECRET: CREDENTIALS.clientSecret,
    ZOHO_REFRESH_TOKEN: CREDENTIALS.refreshToken,
  });
  const { crm } = connectZoho(settings, { clock, random: () => 0, fetch, log });
  zoho.failCrm({ status: 302, headers: { location: 'https://www.zohoapis.eu/crm/v8/BTEC_Students/1' } });
  const read = async () => crm?.getRecord('BTEC_Students', '1', new AbortController().signal);
  await t.rejects(read(), {
    name: 'CredentialsFailure',
    message:
      /^Zoho CRM redirects to https:\/\/www\.zohoapis\.eu\. If the account is there, set ZOHO_DATACENTER/,
  });
});

for (const { kept, name } of [
  { kept: true, name: 'the token is kept beside the database' },
  { kept: false, name: 'a database in memory leaves no token behind' },
]) {
  test(name, async (t) => {
    const { url, clock } = await startSimulator(t);
    const folder = temporaryFolder(t);
    const settings = await testSettings({
      DATABASE_URL: kept ? `file:${folder}/events.db` : 'file::memory:',
      ZOHO_ACCOUNTS_URL: url.href,
      ZOHO_CLIENT_ID: CREDENTIALS.clientId,
      ZOHO_CLIENT_SECRET: CREDENTIALS.clientSecret,
      ZOHO_REFRESH_TOKEN: CREDENTIALS.refreshToken,
    });
    const { zohoTokens } = connectZoho(settings, { clock, random: () => 0, fetch, log });
    t.equal(await zohoTokens?.get(), 'token-1');
    t.equal(existsSync(join(kept ? folder : '.', 'zoho-token.json')), kept);
  });
}
