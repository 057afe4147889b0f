import { tell } from '../../../src/sentences/tell.ts';
import { banner } from '../../../src/service/starting/banner.ts';
import { OPERATOR_TOKEN, SECRET, test, testSettings } from '../../harness.ts';

const shared = {
  version: '1.2.3',
  address: 'http://localhost:8001',
  operatorToken: OPERATOR_TOKEN,
  cautions: [],
};

test('the banner says where it listens, what it writes to and how to sign in', async (t) => {
  const settings = await testSettings({ LOG_FILE: 'logs/app.log', ZOHO_WEBHOOK_SECRET: SECRET });
  const text = banner({ ...shared, settings, openRoutes: [], readsCrm: false, readsDesk: false });
  for (const word of [
    'Zoho Event Hub 1.2.3',
    'http://localhost:8001',
    'file::memory:',
    'logs/app.log',
    `http://localhost:8001/dashboard/sign-in?token=${OPERATOR_TOKEN}`,
  ]) {
    t.ok(text.includes(word), word);
  }
  t.match(text, /Verification +on\n/);
  t.match(text, /Open routes +none\n/);
  t.match(text, /Zoho CRM +not connected\n/);
  t.match(text, /Zoho Desk +not connected\n/);
  t.notMatch(text, SECRET);
});

test('the banner warns while webhooks are not verified and names the open routes', async (t) => {
  const settings = await testSettings();
  const text = banner({ ...shared, settings, openRoutes: ['/a', '/b'], readsCrm: true, readsDesk: true });
  t.match(text, /Verification +OFF: anyone may send webhooks\. Set ZOHO_WEBHOOK_SECRET/);
  t.match(text, /Open routes +\/a, \/b/);
  t.match(text, /Zoho CRM +read/);
  t.match(text, /Zoho Desk +read/);
});

test('without a log file the banner says that the terminal is all', async (t) => {
  t.match(
    banner({ ...shared, settings: await testSettings(), openRoutes: [], readsCrm: false, readsDesk: false }),
    /Log +terminal only/,
  );
});

test('the banner lists the six flags as they stand', async (t) => {
  const settings = await testSettings({ WEBHOOK_AUTO_LINK: 'true' });
  const text = banner({ ...shared, settings, openRoutes: [], readsCrm: true, readsDesk: true });
  t.match(text, /Auto dispatch +off\n/);
  t.match(text, /Auto link +on\n/);
  for (const name of ['Auto respond', 'Auto update ticket', 'Auto update deal', 'Auto add note'])
    t.match(text, new RegExp(`${name} +off\n`));
});

test('the banner says whether Moodle is connected and what may be written for students', async (t) => {
  const shown = async (changes: Record<string, string>) =>
    banner({
      ...shared,
      settings: await testSettings(changes),
      openRoutes: [],
      readsCrm: true,
      readsDesk: true,
    });
  const moodle = { MOODLE_BASE_URL: 'https://moodle.example.edu', MOODLE_TOKEN: SECRET };
  t.match(await shown({}), /Moodle +not connected\n/);
  t.match(await shown(moodle), /Moodle +read; nothing is written\n/);
  const flags = { MOODLE_CREATE_USERS: 'true', CRM_WRITE_BACK: 'true' };
  t.match(
    await shown({ ...moodle, ...flags }),
    /Moodle +connected, with MOODLE_CREATE_USERS, CRM_WRITE_BACK\n/,
  );
  t.notMatch(await shown(moodle), SECRET);
});

test('what is probably set wrong stands in the banner, a line each', async (t) => {
  const cautions = [tell('NODE_ENV_UNKNOWN'), tell('SECRET_SHORT', { setting: 'B', count: 24 })];
  const rest = { settings: await testSettings(), openRoutes: [], readsCrm: false, readsDesk: false };
  t.match(
    banner({ ...shared, ...rest, cautions }),
    /Attention +NODE_ENV is neither .*\n +Attention +B holds fewer than 24 characters\. .*\n/,
  );
});

test('on a server the banner says what this instance does, and on how many processes', async (t) => {
  const rolesOf = async (changes: Record<string, string>) =>
    banner({
      ...shared,
      settings: await testSettings({ DATABASE_URL: 'postgres://hub:secret@db.example.edu/hub', ...changes }),
      openRoutes: [],
      readsCrm: false,
      readsDesk: false,
    });
  t.match(await rolesOf({}), /Role +all: receives and works\n/);
  t.match(
    await rolesOf({ HUB_ROLE: 'web', WEB_CONCURRENCY: '3' }),
    /Role +web: .*; 3 processes on this port\n/,
  );
  const worker = await rolesOf({ HUB_ROLE: 'worker' });
  t.match(worker, /Role +worker: .*takes no webhooks\n/);
  t.match(worker, /Dashboard +on the instances that receive\n/);
  t.notMatch(worker, 'secret');
});
