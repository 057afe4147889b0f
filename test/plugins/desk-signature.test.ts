import { join } from 'node:path';
import { DeskSimulator } from '../../simulator/desk/desk.ts';
import { DeskKeys, type SignOptions } from '../../simulator/desk/keys.ts';
import { SOURCES } from '../../src/log/event.ts';
import { tell } from '../../src/sentences/tell.ts';
import { BadSettings } from '../../src/settings.ts';
import { OPERATOR, SECRET, START_MS, type Test, temporaryFolder, test, testApp, until } from '../harness.ts';
import { startDesk } from '../outside/zoho/desk/setup.ts';

const URL = '/webhook/zoho-desk';
const WEBHOOK = '198709000000077001';
const DAY_MS = 86_400_000;
const event = (n: number) => ({
  payload: { id: `19870900004451700${n}` },
  eventTime: String(START_MS),
  eventType: 'Ticket_Add',
  orgId: DeskSimulator.orgId,
});

async function setUp(t: Test, changes: Record<string, string> = {}) {
  const { simulator, url } = await startDesk(t);
  const settings = {
    ZOHO_DESK_ORG_ID: DeskSimulator.orgId,
    ZOHO_DESK_WEBHOOK_ID: WEBHOOK,
    ZOHO_DESK_URL: url.href,
    ...changes,
  };
  const { app, clock, lines } = await testApp(t, settings);
  await app.heldDeliveries.start();
  const sign = (options: Partial<SignOptions> = {}) =>
    simulator.keys.sign({ issuedAt: clock.now() / 1000, ...options });
  const post = async (payload: object, headers: Record<string, string> = {}, remoteAddress = '10.0.0.1') =>
    app.inject({ method: 'POST', url: URL, payload, headers, remoteAddress });
  const send = async (payload: object, options: Partial<SignOptions> = {}, remoteAddress = '10.0.0.1') =>
    post(payload, { 'x-zdesk-jwt': await sign(options) }, remoteAddress);
  const events = async () => (await app.inject({ url: '/api/v1/events', headers: OPERATOR })).json().events;
  const statuses = async () => (await app.reading.stats({})).by_status;
  return { simulator, app, clock, lines, settings, post, send, events, statuses };
}

test('the organisation belongs to the webhook', async (t) => {
  await t.rejects(
    testApp(t, { ZOHO_DESK_WEBHOOK_ID: WEBHOOK }),
    new BadSettings(tell('DESK_SIGNATURE_NEEDS_ORG')),
  );
});

test('a token of Zoho lets an event in and names its key', async (t) => {
  const { send, post, events, simulator } = await setUp(t);
  t.equal((await send([event(1)])).statusCode, 200);
  t.match(await events(), [{ verified_by: `jwt:${simulator.keys.published.keys[0]?.kid}` }]);
  t.equal((await post([event(1)])).json().code, 'MISSING_SIGNATURE');
  t.equal((await send([event(1)], { webhookId: '1' })).json().code, 'INVALID_SIGNATURE');
});

test('a secret beside it is enough as well', async (t) => {
  const { post, send, events } = await setUp(t, { ZOHO_WEBHOOK_SECRET: SECRET });
  t.equal((await post({ ticket_id: '198709000044517001' }, { 'x-webhook-secret': SECRET })).statusCode, 200);
  t.equal((await send([event(2)])).statusCode, 200);
  t.match(await events(), [{ verified_by: /^jwt:/ }, { verified_by: 'secret:1' }]);
});

test('while the keys are away an event waits, and goes to work once they are back', async (t) => {
  const { simulator, send, events, clock, app, statuses, lines } = await setUp(t);
  simulator.areKeysDown = true;
  const answer = await send([event(1), event(2)], {}, '10.0.0.1');
  t.match(answer.json(), { status: 'queued', ticket_id: '198709000044517001' });
  t.match(await events(), [
    { status: 'pending', verified_by: 'unverified' },
    { status: 'pending', verified_by: 'unverified' },
  ]);
  t.equal(await app.queue.nextDueAt(SOURCES), null, 'nobody may claim them');
  clock.advance(30_000);
  await until(() => lines.filter((line) => line.includes('keys that webhooks')).length === 2);
  t.same(await statuses(), { pending: 2 });
  simulator.areKeysDown = false;
  clock.advance(30_000);
  await until(async () => (await statuses()).pending === undefined || (await statuses()).pending === 0);
  t.ok((await events()).every((one: { verified_by: string }) => one.verified_by.startsWith('jwt:')));
  t.same(await app.held.list(), [], 'the token is forgotten');
  t.notMatch(lines.join(''), /eyJ/, 'and was never logged');
});

test('an event signed with a key that Zoho made a moment ago waits until the keys may be asked for again', async (t) => {
  const { simulator, send, events, clock, app } = await setUp(t);
  await send([event(1)]);
  await simulator.keys.rotate();
  clock.advance(10_000);
  t.equal((await send([event(2)])).statusCode, 200);
  t.equal((await app.held.list()).length, 1);
  clock.advance(30_000);
  await until(async () => (await app.held.list()).length === 0);
  const [newest] = simulator.keys.published.keys;
  t.match(await events(), [{ verified_by: `jwt:${newest?.kid}` }, { verified_by: /^jwt:/ }]);
});

test('what waits for its proof is shown as waiting, and is not claimed', async (t) => {
  const { simulator, send, app, clock } = await setUp(t);
  simulator.areKeysDown = true;
  await send([event(1)]);
  clock.advance(1_000);
  t.match(await app.reading.list({ status: 'pending' }, { limit: 5, before: null }), {
    events: [{ id: 1 }],
    total: 1,
  });
  t.same(await app.reading.oldestWaiting(), { id: 1, since: new Date(START_MS).toISOString() });
  t.match(await app.upkeep.planReplay({ status: 'pending' }), { matched: 1, skipped: { unfinished: 1 } });
  const limits = { zoho: 1, zoho_desk: 1 };
  t.same(await app.queue.claim({ limits, leaseToken: 'x', leaseMs: 1_000 }), []);
});

test('an erased person takes what waits for its proof along, with its token', async (t) => {
  const { simulator, send, app, clock, statuses } = await setUp(t);
  simulator.areKeysDown = true;
  await send([event(1)]);
  await send([event(2)]);
  const person = { recordId: event(1).payload.id, email: null };
  const by = { operator: '127.0.0.1', action: 'erase', target: 'record', detail: {} };
  const plan = await app.upkeep.planErasure(person);
  t.match(plan, { events: 1, ended: 1 });
  t.same(await app.upkeep.erase(person, by), { ...plan, left_in: [] });
  t.match(await app.held.list(), [{ id: 2 }]);
  simulator.areKeysDown = false;
  clock.advance(30_000);
  await until(async () => (await app.held.list()).length === 0);
  t.match(await app.reading.get(1), { status: 'completed', result: { action_taken: 'erased' } });
  await until(async () => (await statuses()).pending === undefined);
});

test('one that turns out to be bad is deleted with its repeats, and the counts stay true', async (t) => {
  const { simulator, send, clock, app, events, statuses, lines } = await setUp(t);
  simulator.areKeysDown = true;
  t.equal((await send([event(1)], { wrongKey: true })).statusCode, 200);
  t.equal((await send([event(1)], { wrongKey: true })).json().status, 'duplicate');
  t.same(await statuses(), { pending: 1, duplicate: 1 });
  simulator.areKeysDown = false;
  clock.advance(30_000);
  await until(async () => (await app.held.list()).length === 0);
  t.same(await events(), []);
  const stats = await app.reading.stats({});
  t.same([stats.total_events, stats.by_status.pending ?? 0, stats.by_status.duplicate ?? 0], [0, 0, 0]);
  t.ok(lines.some((line) => line.includes('"reason":"signature"') && line.includes('it was deleted')));
});

test('a good repeat saves an event whose first token was bad', async (t) => {
  const { simulator, send, clock, app, events } = await setUp(t);
  simulator.areKeysDown = true;
  await send([event(1)], { wrongKey: true });
  await send([event(1)]);
  simulator.areKeysDown = false;
  clock.advance(30_000);
  await until(async () => (await app.held.list()).length === 0);
  const original = (await events()).find((one: { duplicate_of: number | null }) => one.duplicate_of === null);
  t.match(original.verified_by, /^jwt:/);
});

test('whoever proves itself otherwise vouches for the same event that waits', async (t) => {
  const { simulator, send, post, events, app, clock } = await setUp(t, { ZOHO_WEBHOOK_SECRET: SECRET });
  simulator.areKeysDown = true;
  await send([event(1)]);
  t.equal((await post([event(1)], { 'x-webhook-secret': SECRET })).json().status, 'duplicate');
  await until(async () => (await events())[1].status !== 'pending');
  t.equal((await events())[1].verified_by, 'secret:1');
  simulator.areKeysDown = false;
  clock.advance(30_000);
  await until(async () => (await app.held.list()).length === 0);
  t.equal((await events())[1].verified_by, 'secret:1', 'its own token changes nothing any more');
  await app.held.release(1, 'jwt:late');
  t.equal((await events())[1].verified_by, 'secret:1', 'nor does a delivery that is settled already');
});

test('after a day without keys it is deleted', async (t) => {
  const { simulator, send, clock, app, lines, statuses } = await setUp(t);
  simulator.areKeysDown = true;
  await send([event(1)]);
  await app.heldDeliveries.stop();
  clock.advance(DAY_MS - 1);
  await app.heldDeliveries.start();
  t.same(await statuses(), { pending: 1 });
  await app.heldDeliveries.stop();
  clock.advance(1);
  await app.heldDeliveries.start();
  t.same(await app.held.list(), []);
  t.ok(lines.some((line) => line.includes('"reason":"too old"')));
});

test('what waits survives a restart', async (t) => {
  const file = `file:${join(temporaryFolder(t), 'events.db')}`;
  const first = await setUp(t, { DATABASE_URL: file });
  first.simulator.areKeysDown = true;
  await first.send([event(1)]);
  await first.app.close();
  first.simulator.areKeysDown = false;
  const { app } = await testApp(t, { ...first.settings, DATABASE_URL: file });
  t.equal((await app.held.list()).length, 1);
  await app.heldDeliveries.start();
  t.same(await app.held.list(), []);
  t.match(await app.reading.get(1), { verified_by: /^jwt:/ });
});

test('settings that were emptied meanwhile leave it waiting', async (t) => {
  const file = `file:${join(temporaryFolder(t), 'events.db')}`;
  const first = await setUp(t, { DATABASE_URL: file });
  first.simulator.areKeysDown = true;
  await first.send([event(1)]);
  await first.app.close();
  const { app } = await testApp(t, { DATABASE_URL: file });
  await app.heldDeliveries.start();
  t.equal((await app.held.list()).length, 1);
});

test('of one address fifty wait; one more is asked to come back', async (t) => {
  const { simulator, app, send } = await setUp(t);
  simulator.areKeysDown = true;
  for (let i = 0; i < 50; i++)
    t.equal((await send([{ ...event(1), eventTime: `${START_MS + i}` }])).statusCode, 200);
  const refused = await send([event(2)]);
  t.equal(refused.statusCode, 503);
  t.ok(refused.headers['retry-after']);
  t.equal((await send([event(2)], {}, '10.0.0.2')).statusCode, 200);
  t.equal((await app.held.list()).length, 51);
});

test('what cannot be read is not kept before its sender is proven', async (t) => {
  const { simulator, app, statuses } = await setUp(t);
  simulator.areKeysDown = true;
  const jwt = await simulator.keys.sign({ issuedAt: START_MS / 1000 });
  const headers = { 'content-type': 'application/json', 'x-zdesk-jwt': jwt };
  const answer = await app.inject({ method: 'POST', url: URL, headers, payload: '{"ticket_id": "' });
  t.equal(answer.json().code, 'INVALID_JSON');
  t.same(await statuses(), {});
});

test('a repeat of an event that was done waits for its proof like any other', async (t) => {
  const { simulator, app, clock, send } = await setUp(t);
  await send([event(1)]);
  simulator.areKeysDown = true;
  clock.advance(3_600_000);
  await simulator.keys.rotate();
  t.equal((await send([event(1)])).json().status, 'duplicate');
  t.match(await app.held.list(), [{ id: 1 }]);
});

test('a round that meets a broken store is tried again', async (t) => {
  const { simulator, app, send, lines, clock } = await setUp(t);
  simulator.areKeysDown = true;
  await send([event(1)]);
  const { list } = app.held;
  app.held.list = async () => {
    throw new Error('the disk is gone');
  };
  clock.advance(30_000);
  await until(() => lines.some((line) => line.includes('held webhooks could not be checked')));
  app.held.list = list;
  simulator.areKeysDown = false;
  clock.advance(30_000);
  await until(async () => (await list.call(app.held)).length === 0);
});

test('forged tokens with keys up leave a handful of places taken, and no row for each', async (t) => {
  const { simulator, send, clock, app, statuses } = await setUp(t, { RATE_LIMIT_FAILURES: '1000' });
  t.equal((await send([event(1)])).statusCode, 200);
  clock.advance(10_000);
  const forger = await DeskKeys.create();
  const genuine = simulator.keys;
  const forged = async (n: number) => {
    // Under a name that nobody published.
    Object.assign(simulator, { keys: forger });
    await forger.rotate();
    const answer = await send([{ ...event(2), eventTime: `${START_MS + n}` }]);
    Object.assign(simulator, { keys: genuine });
    return answer.statusCode;
  };
  const codes = [];
  for (let n = 1; n <= 8; n++) codes.push(await forged(n));
  t.same(codes.sort(), [200, 200, 200, 200, 200, 401, 401, 401]);
  t.equal((await send([event(3)])).statusCode, 200, 'a genuine one of the same address passes');
  clock.advance(30_000);
  await until(async () => (await app.held.list()).length === 0);
  t.match(await statuses(), { completed: 2 });
});

test('what arrives does not put off the check of what is held', async (t) => {
  const { simulator, send, clock, app } = await setUp(t);
  simulator.areKeysDown = true;
  await send([event(1)]);
  clock.advance(20_000);
  await send([event(2)]);
  simulator.areKeysDown = false;
  clock.advance(10_000);
  await until(async () => (await app.held.list()).length === 0);
  t.pass('thirty seconds after the first one');
});

test('keys that were known before a restart are good while they are away', async (t) => {
  const file = `file:${join(temporaryFolder(t), 'events.db')}`;
  const first = await setUp(t, { DATABASE_URL: file });
  t.equal((await first.send([event(1)])).statusCode, 200);
  await first.app.close();
  first.simulator.areKeysDown = true;
  const { app } = await testApp(t, { ...first.settings, DATABASE_URL: file });
  const jwt = await first.simulator.keys.sign({ issuedAt: START_MS / 1000 });
  const headers = { 'x-zdesk-jwt': jwt };
  t.equal((await app.inject({ method: 'POST', url: URL, payload: [event(2)], headers })).statusCode, 200);
  t.same(await app.held.list(), []);
});
