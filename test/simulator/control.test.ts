import { controlOf } from '../../simulator/control.ts';
import { STUDENTS } from '../../simulator/seed.ts';
import { test } from '../harness.ts';
import { startWorld } from './setup.ts';

async function setUp(t: Parameters<typeof startWorld>[0]) {
  const { world } = await startWorld(t);
  const control = controlOf(world);
  t.teardown(() => control.close());
  const fault = (payload: object) => control.inject({ method: 'POST', url: '/_faults', payload });
  const { ZOHO_CRM_URL, ZOHO_DESK_URL, MOODLE_BASE_URL } = world.settings;
  const mint = () =>
    fetch(`${ZOHO_CRM_URL}/oauth/v2/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'refresh' }),
    });
  const { access_token } = (await (await mint()).json()) as { access_token: string };
  const headers = {
    authorization: `Zoho-oauthtoken ${access_token}`,
    orgId: String(world.settings.ZOHO_DESK_ORG_ID),
  };
  const crmUrl = `${ZOHO_CRM_URL}/crm/v8/BTEC_Students/${STUDENTS.marie.id}`;
  const crm = () => fetch(crmUrl, { headers });
  const desk = () => fetch(`${ZOHO_DESK_URL}/api/v1/departments`, { headers });
  const moodle = (wsfunction = 'core_webservice_get_site_info') =>
    fetch(`${MOODLE_BASE_URL}/webservice/rest/server.php`, {
      method: 'POST',
      body: new URLSearchParams({ wstoken: world.moodle.token, wsfunction, moodlewsrestformat: 'json' }),
    });
  return { world, control, fault, calls: { accounts: mint, crm, crmUrl, headers, desk, moodle } };
}

const API_NAMES = ['accounts', 'crm', 'desk', 'moodle'] as const;
for (const api of API_NAMES) {
  test(`${api} fails as often as it was told to, then works`, async (t) => {
    const { fault, calls } = await setUp(t);
    t.equal((await fault({ api, kind: '500', count: 2 })).statusCode, 200);
    await fault({ api, kind: '429' });
    t.equal((await calls[api]()).status, 500);
    t.equal((await calls[api]()).status, 500);
    const busy = await calls[api]();
    t.same([busy.status, busy.headers.get('retry-after')], [429, '1']);
    t.equal((await calls[api]()).status, 200);
  });

  test(`${api} drops a connection, and a DELETE ends what still waits`, async (t) => {
    const { control, fault, calls } = await setUp(t);
    await fault({ api, kind: 'drop', count: 5 });
    await t.rejects(calls[api]());
    t.equal((await control.inject({ method: 'DELETE', url: '/_faults' })).statusCode, 200);
    t.equal((await calls[api]()).status, 200);
  });
}

test('a slow answer is a right one', async (t) => {
  const { world } = await setUp(t);
  world.moodle.fail({ delayMs: 1 });
  const answer = await fetch(`${world.settings.MOODLE_BASE_URL}/webservice/rest/server.php`);
  t.equal(answer.status, 200);
});

test('an expired token is refused', async (t) => {
  const { fault, calls } = await setUp(t);
  t.equal((await calls.desk()).status, 200);
  for (const api of API_NAMES) await fault({ api, kind: 'expire-token' });
  t.equal((await calls.crm()).status, 401);
  t.equal((await calls.desk()).status, 401);
  t.match(await (await calls.moodle()).json(), { errorcode: 'invalidtoken' });
  t.match(await (await calls.moodle()).json(), { sitename: 'École Exemple' }, 'as often as it was told to');
});

test('Zoho CRM refuses by a code, and any API answers with what is no answer', async (t) => {
  const { fault, calls } = await setUp(t);
  const ask = async () => {
    const answer = await fetch(calls.crmUrl, { headers: calls.headers, redirect: 'manual' });
    return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
  };
  for (const kind of ['authentication-failure', 'internal-error', 'redirect', 'html', 'empty'])
    t.equal((await fault({ api: 'crm', kind })).statusCode, 200, kind);
  t.match(await ask(), { status: 401, text: /"AUTHENTICATION_FAILURE"/ });
  t.match(await ask(), { status: 400, text: /"INTERNAL_ERROR"/ });
  t.match(await ask(), { status: 302, location: 'https://zoho.example.edu/signin' });
  t.match(await ask(), { status: 200, text: /^<!doctype html>/ });
  t.match(await ask(), { status: 200, text: '' });
  t.match(await ask(), { status: 200, text: /"Academic_Email"/ });
  t.equal((await fault({ api: 'desk', kind: 'internal-error' })).statusCode, 400);
  await fault({ api: 'desk', kind: 'html' });
  t.match(await (await calls.desk()).text(), 'Maintenance');
});

test('what is wrong with Moodle itself stays so until it is mended', async (t) => {
  const { control, fault, calls } = await setUp(t);
  await fault({ api: 'moodle', kind: 'rest-off' });
  for (let call = 0; call < 2; call++) {
    const answer = await calls.moodle();
    t.same([answer.status, await answer.text()], [403, '']);
  }
  await control.inject({ method: 'DELETE', url: '/_faults' });
  await fault({ api: 'moodle', kind: 'no-create' });
  await fault({ api: 'moodle', kind: 'blind' });
  t.match(await (await calls.moodle('core_user_create_users')).json(), { errorcode: 'accessexception' });
  await control.inject({ method: 'DELETE', url: '/_faults' });
  t.match(await (await calls.moodle()).json(), { sitename: 'École Exemple' });
  t.equal((await fault({ api: 'crm', kind: 'rest-off' })).statusCode, 400);
});

test('an order that nobody knows is refused', async (t) => {
  const { fault } = await setUp(t);
  t.equal((await fault({ api: 'fax', kind: '500' })).statusCode, 400);
  t.equal((await fault({ api: 'crm', kind: 'fire' })).statusCode, 400);
  t.equal((await fault({ api: 'crm', kind: '500', count: 0 })).statusCode, 400);
});

test('the log shows what was asked, and apart what was written', async (t) => {
  const { control, calls } = await setUp(t);
  await calls.moodle('core_user_create_users');
  t.match((await control.inject('/_log')).json(), {
    requests: { zoho: ['POST /oauth/v2/token'], moodle: ['core_user_create_users'] },
    writes: { zoho: [], desk: [], moodle: [] },
  });
});
