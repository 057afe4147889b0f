import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DeskSimulator } from '../../../../simulator/desk/desk.ts';
import { START_MS, type Test, test, testApp } from '../../../harness.ts';
import { startDesk, startDeskClient } from '../../../outside/zoho/desk/setup.ts';
import { connection, startSimulator } from '../../../outside/zoho/setup.ts';
import { cli } from '../../terminal.ts';

const DAY_MS = 86_400_000;
const PUBLIC = { PUBLIC_URL: 'https://hub.example.test', ZOHO_NOTIFICATION_TOKEN: 'new-token,old-token' };
const ADDRESS = 'https://hub.example.test/api/v1/events/zoho/notifications';

/** A log that the service made, and the command line beside it. */
async function setUp(t: Test, changes: Record<string, string> = {}) {
  const { zoho, url, clock } = await startSimulator(t);
  const settings = { ...connection(t, url), ...PUBLIC, ...changes };
  const { app } = await testApp(t, settings, clock);
  const run = (...argv: string[]) => cli(['zoho', ...argv], settings, undefined, clock);
  return { app, zoho, clock, run, settings };
}

test('subscribe says what it makes, makes it, and says when it ends', async (t) => {
  const { zoho, run } = await setUp(t);
  const { code, printed } = await run('subscribe');
  t.equal(code, 0);
  t.match(printed[0], /^Zoho CRM will post every creation, change and deletion in BTEC_Students to https:/);
  t.match(printed[1], `Zoho CRM subscribed BTEC_Students.all → ${ADDRESS}`);
  t.match(printed[1], 'until 2026-01-31T10:00:00.000Z');
  const [callback] = zoho.crm.channels.callbacks({ module: 'BTEC_Students', operation: 'update', id: '5' }, [
    '5',
  ]);
  t.match(callback, { url: ADDRESS, body: { token: 'new-token' } });
});

test('a dry run says what would be made and touches nothing', async (t) => {
  const { zoho, run } = await setUp(t);
  t.equal((await run('subscribe', '--dry-run')).code, 0);
  t.match((await run('subscribe', '--dry-run', '--json')).text, /^\{"plan":"Zoho CRM will post/);
  t.same(zoho.requests, []);
});

test('list shows every channel, renew and unsubscribe only touch ours', async (t) => {
  const { zoho, clock, run } = await setUp(t);
  t.match((await run('list')).text, 'Zoho CRM: nothing.');
  await run('subscribe');
  zoho.crm.channels.subscribe({
    watch: [{ channel_id: '5', events: ['Deals.all'], notify_url: 'https://x.test' }],
  });
  const { printed } = await run('list');
  t.equal(printed.length, 2);
  t.match(printed[1], 'Deals.all → https://x.test (5, not ours)');

  clock.advance(DAY_MS);
  const renewed = JSON.parse((await run('renew', '--json')).text);
  t.match(renewed, {
    system: 'Zoho CRM',
    action: 'renew',
    ours: true,
    ends_at: new Date(START_MS + 7 * DAY_MS).toISOString(),
  });
  t.match((await run('unsubscribe')).text, /Zoho CRM ended BTEC_Students\.all .*\)$/);
  t.match((await run('unsubscribe')).text, 'nothing');
  t.equal((await run('renew', '--json')).text, '');
});

test('wrong usage and missing settings are told apart from each other', async (t) => {
  const { run, settings } = await setUp(t);
  t.match(await run(), { code: 2, text: /subscribe, renew, list, unsubscribe/ });
  t.match(await run('delete'), { code: 2 });
  const without = (changes: Record<string, string>) =>
    cli(['zoho', 'subscribe'], { ...settings, ...changes });
  for (const PUBLIC_URL of ['', 'http://hub.example.test', 'https://', 'https://a b'])
    t.match(
      await without({ PUBLIC_URL }),
      { code: 1, text: /PUBLIC_URL must be the https address/ },
      PUBLIC_URL,
    );
  t.match(await without({ ZOHO_NOTIFICATION_TOKEN: '' }), {
    code: 1,
    text: /ZOHO_NOTIFICATION_TOKEN is not set/,
  });
  const nobody = { ZOHO_CLIENT_ID: '', ZOHO_CLIENT_SECRET: '', ZOHO_REFRESH_TOKEN: '' };
  t.match(await without(nobody), { code: 1, text: /Zoho is not connected: set ZOHO_CLIENT_ID/ });
});

test('what Zoho refuses is a sentence, a defect of ours is not hidden', async (t) => {
  const { app, zoho, run } = await setUp(t);
  zoho.failToken({ status: 200, json: { error: 'invalid_client' } });
  t.match(await run('list'), { code: 1, text: /ZOHO_CLIENT_ID/ });
  await app.state.write('zoho.channels', '{"cut');
  t.match(await run('renew'), { code: 1, text: /^This is a defect of the program\..*SyntaxError/ });
});

test('with an organisation of Zoho Desk its webhooks are listed beside the channels', async (t) => {
  const { url } = await startDesk(t);
  const { zoho, run } = await setUp(t, { ZOHO_DESK_ORG_ID: DeskSimulator.orgId, ZOHO_DESK_URL: url.href });
  t.match((await run('list')).text, /Zoho CRM: nothing\.[\s\S]*Zoho Desk: nothing\./);
  const tokens = zoho.requests.filter((request) => request === 'POST /oauth/v2/token');
  t.equal(tokens.length, 1, 'both use one token');
});

test('a webhook of Zoho Desk that is switched off is listed as such', async (t) => {
  const { desk, url, signal } = await startDeskClient(t);
  const receiver = createServer((_request, response) => void response.end());
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  t.teardown(() => receiver.close());
  const { port } = receiver.address() as AddressInfo;
  const webhook = { name: 'Other', url: `http://127.0.0.1:${port}/x`, subscriptions: { Contact_Add: null } };
  const { id } = await desk.webhooks.create(webhook, signal);
  await desk.webhooks.change(id, { isEnabled: false }, signal);
  const { run } = await setUp(t, { ZOHO_DESK_ORG_ID: DeskSimulator.orgId, ZOHO_DESK_URL: url.href });
  t.match(
    (await run('list')).text,
    `Zoho Desk has Contact_Add (switched off) → ${webhook.url} (${id}, not ours)`,
  );
});
