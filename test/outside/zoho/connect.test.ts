import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { connectZoho } from '../../../src/outside/zoho/connect.ts';
import { temporaryFolder, test, testSettings } from '../../harness.ts';
import { CREDENTIALS, startSimulator } from './setup.ts';

const log = { info: () => {} };

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
