import { ChannelSubscriptions } from '../../../../src/outside/zoho/crm/channels.ts';
import { START_MS, type Test, test } from '../../../harness.ts';
import { openMemory } from '../../../store/memory.ts';
import { startClients } from '../setup.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

async function setUp(t: Test) {
  const { zoho, channels, clock, signal } = await startClients(t);
  const { events, state } = openMemory(clock);
  t.teardown(() => events.close());
  const make = (changes: { publicUrl?: string; token?: string } = {}) =>
    new ChannelSubscriptions({
      channels,
      state,
      clock,
      modules: ['BTEC_Students'],
      publicUrl: 'https://hub.example.test',
      token: 'a-notification-token',
      ...changes,
    });
  return { zoho, clock, signal, make };
}

test('subscribing twice makes one channel', async (t) => {
  const { zoho, make, signal } = await setUp(t);
  const [first] = await make().subscribe(signal);
  const [second] = await make().subscribe(signal);
  t.match(first?.id, /^1\d{14}$/);
  t.equal(second?.id, first?.id);
  t.equal((await make().list(signal)).length, 1);
  t.same(zoho.writes, ['POST /crm/v8/actions/watch', 'PUT /crm/v8/actions/watch']);
});

test('subscribing at a new address ends the channel to the old one', async (t) => {
  const { make, signal } = await setUp(t);
  await make().subscribe(signal);
  await make({ publicUrl: 'https://new.example.test' }).subscribe(signal);
  t.match(await make().list(signal), [
    { url: 'https://new.example.test/api/v1/events/zoho/notifications', isOurs: true },
  ]);
  t.equal((await make().list(signal)).length, 1);
});

test('a channel is renewed a day after it was made, and not before', async (t) => {
  const { zoho, clock, make, signal } = await setUp(t);
  t.equal(await make().renewDue(signal), 0);
  t.same(zoho.requests, [], 'without a channel Zoho is asked nothing');
  await make().subscribe(signal);
  clock.advance(DAY_MS);
  t.equal(await make().renewDue(signal), 0);
  clock.advance(1);
  t.equal(await make().renewDue(signal), 1);
  t.match(await make().list(signal), [{ endsAt: '2026-02-01T10:00:00.000Z' }]);
  t.equal(await make().renewDue(signal), 0);
});

test('a channel that ended while the service was down is made anew', async (t) => {
  const { clock, make, signal } = await setUp(t);
  const [made] = await make().subscribe(signal);
  clock.advance(30 * DAY_MS);
  t.same(await make().list(signal), []);
  t.equal(await make().renewDue(signal), 1);
  t.match(await make().list(signal), [{ id: made?.id, isOurs: true }]);
});

test('an end that Zoho does not name is an hour away', async (t) => {
  const { zoho, make, signal } = await setUp(t);
  zoho.failCrm({ status: 204 }, { status: 201, json: { watch: [{ code: 'SUCCESS' }] } });
  t.match(await make().subscribe(signal), [{ endsAt: new Date(START_MS + HOUR_MS).toISOString() }]);
});

test('what has ended by itself can be unsubscribed', async (t) => {
  const { clock, make, signal } = await setUp(t);
  await make().subscribe(signal);
  clock.advance(30 * DAY_MS);
  t.equal((await make().unsubscribe(signal)).length, 1);
  t.equal(await make().renewDue(signal), 0);
});

test('without a token nothing is made or renewed', async (t) => {
  const { zoho, make, signal } = await setUp(t);
  await t.rejects(make({ token: '' }).subscribe(signal), { message: /ZOHO_NOTIFICATION_TOKEN is not set/ });
  t.same(zoho.requests, []);
});
