import { CRM_REFUSALS } from '../../../../simulator/crm/crm.ts';
import { START_MS, test } from '../../../harness.ts';
import { startClients } from '../setup.ts';

const DAY_MS = 86_400_000;
const CHANNEL = {
  id: '100000000000017',
  events: ['BTEC_Students.all'],
  notifyUrl: 'https://hub.example.test/api/v1/events/zoho/notifications',
  token: 'a-notification-token',
  expiresMs: START_MS + 6 * DAY_MS,
};

test('a channel is made, listed, made longer and ended', async (t) => {
  const { channels, zoho, clock, signal } = await startClients(t);
  t.same(await channels.list(signal), []);
  t.equal(await channels.keep(CHANNEL, signal), CHANNEL.expiresMs);
  const { token: _, ...listed } = CHANNEL;
  t.same(await channels.list(signal), [listed]);
  clock.advance(DAY_MS);
  t.equal(
    await channels.keep({ ...CHANNEL, expiresMs: START_MS + 7 * DAY_MS }, signal),
    START_MS + 7 * DAY_MS,
  );
  await channels.unsubscribe(CHANNEL.id, signal);
  t.same(await channels.list(signal), []);
  t.same(zoho.writes, [
    'POST /crm/v8/actions/watch',
    'PUT /crm/v8/actions/watch',
    'DELETE /crm/v8/actions/watch?channel_ids=100000000000017',
  ]);
});

test('a channel that Zoho forgot is made anew', async (t) => {
  const { channels, zoho, clock, signal } = await startClients(t);
  await channels.keep(CHANNEL, signal);
  clock.advance(8 * DAY_MS);
  const expiresMs = clock.now() + DAY_MS;
  t.equal(await channels.keep({ ...CHANNEL, expiresMs }, signal), expiresMs);
  t.same(zoho.writes, ['POST /crm/v8/actions/watch', 'POST /crm/v8/actions/watch']);
});

test('an end that Zoho does not take is an hour away, and the answer says so', async (t) => {
  const { channels, clock, signal } = await startClients(t);
  t.equal(
    await channels.keep({ ...CHANNEL, expiresMs: START_MS + 9 * DAY_MS }, signal),
    START_MS + 3_600_000,
  );
  clock.advance(3_600_000);
  t.same(await channels.list(signal), []);
});

test('an answer that names no end is no number', async (t) => {
  const { channels, zoho, signal } = await startClients(t);
  zoho.failCrm({ status: 204 }, { status: 201, json: { watch: [{ code: 'SUCCESS' }] } });
  t.ok(Number.isNaN(await channels.keep(CHANNEL, signal)));
});

test('a channel of another program may say little', async (t) => {
  const { channels, zoho, signal } = await startClients(t);
  zoho.failCrm({
    status: 200,
    json: {
      watch: [{ channel_id: '1', notify_url: 'https://x.test', channel_expiry: '2026-01-25T13:00:00+03:00' }],
    },
  });
  t.same(await channels.list(signal), [
    { id: '1', events: [], notifyUrl: 'https://x.test', expiresMs: START_MS },
  ]);
});

test('a channel that cannot be made says why', async (t) => {
  const { channels, zoho, signal } = await startClients(t);
  await t.rejects(channels.unsubscribe('5', signal), {
    message: 'Zoho CRM refused to end a channel: NOT_SUBSCRIBED (status 400).',
  });
  zoho.failCrm(CRM_REFUSALS.OAUTH_SCOPE_MISMATCH);
  await t.rejects(channels.keep(CHANNEL, signal), {
    name: 'CredentialsFailure',
    message: /To list channels the Zoho token lacks the scope ZohoCRM\.notifications\.ALL/,
  });
});

test('the simulator renews no channel that it does not have', async (t) => {
  const { zoho } = await startClients(t);
  t.equal(zoho.crm.channels.renew({ watch: [{ channel_id: '5' }] }).status, 400);
});

test('a change calls back the channels that watch it', async (t) => {
  const { channels, zoho, signal } = await startClients(t);
  await channels.keep(CHANNEL, signal);
  await channels.keep({ ...CHANNEL, id: '2', events: ['Deals.edit'] }, signal);
  const callbacks = zoho.crm.channels.callbacks({ module: 'Deals', operation: 'update', id: '5' }, [
    '5',
    '6',
  ]);
  t.match(callbacks, [
    {
      url: CHANNEL.notifyUrl,
      body: { module: 'Deals', operation: 'update', ids: ['5', '6'], channel_id: '2' },
    },
  ]);
  t.same(zoho.crm.channels.callbacks({ module: 'Deals', operation: 'delete', id: '5' }, ['5']), []);
});

test('a channel on a module that Zoho does not know waits for a person', async (t) => {
  const { channels, zoho, signal } = await startClients(t);
  zoho.failCrm({ status: 400, json: { watch: [{ code: 'INVALID_MODULE', details: {}, status: 'error' }] } });
  await t.rejects(channels.list(signal), {
    name: 'CredentialsFailure',
    message: /^Zoho CRM has no module of this name for us \(INVALID_MODULE\)/,
  });
});
