import type { DeskJwt, JwtResult } from '../../../src/inbound/signatures/desk-jwt.ts';
import { HeldDeliveries } from '../../../src/inbound/signatures/held-deliveries.ts';
import type { HeldDelivery, HeldStore } from '../../../src/log/stores.ts';
import { newEvent, START_MS, TestClock, test, until } from '../../harness.ts';

const DAY_MS = 86_400_000;
const AWAY: JwtResult = { is: 'keys-away' };
const GOOD: JwtResult = { is: 'match', kid: 'desk-key-1' };
const BAD: JwtResult = { is: 'refused', reason: 'signature' };

/** Deliveries by the token that they came with, and what each token proves to be. */
function setUp(results: Record<string, JwtResult>, { hasJwt = true } = {}) {
  const clock = new TestClock();
  const held = new Map<number, HeldDelivery>();
  const done: string[] = [];
  const lines: [object, string][] = [];
  let isBroken = false;
  const asked: [string, number][] = [];
  const store: HeldStore = {
    async hold(events, { jwt }) {
      const id = held.size + 1;
      held.set(id, { id, jwt, receivedAtMs: clock.now() });
      return events.map(({ eventId }) => ({ id, eventId, status: 'queued' }));
    },
    async list() {
      if (isBroken) throw new Error('the disk is gone');
      return [...held.values()];
    },
    async release(id, verifiedBy) {
      held.delete(id);
      done.push(`released ${id} by ${verifiedBy}`);
    },
    async refuse(id, reason) {
      held.delete(id);
      done.push(`refused ${id}: ${reason}`);
      return 2;
    },
  };
  const jwt: Pick<DeskJwt, 'verify'> = {
    verify: async (token, atMs) => {
      asked.push([token, atMs]);
      return results[token] ?? AWAY;
    },
  };
  const say = (fields: object, message: string) => void lines.push([fields, message]);
  const log = { info: say, warn: say, error: say };
  const deliveries = new HeldDeliveries({ store, jwt: hasJwt ? jwt : null, clock, log });
  const keep = (jwt: string) => deliveries.keep([newEvent()], { jwt, address: '10.0.0.1' });
  const breakStore = (broken: boolean) => {
    isBroken = broken;
  };
  return { deliveries, keep, clock, done, lines, asked, results, breakStore };
}

test('what is held is checked thirty seconds later, and again every thirty seconds while its key is away', async (t) => {
  const { deliveries, keep, clock, done, lines, asked, results } = setUp({});
  await deliveries.start();
  t.equal(clock.nextInMs, null, 'nothing is held, and nothing planned');
  t.match(await keep('a'), [{ id: 1, status: 'queued' }]);
  clock.advance(29_999);
  t.same(asked, []);
  clock.advance(1);
  await until(() => asked.length === 1 && clock.nextInMs === 30_000);
  t.same(asked, [['a', START_MS]], 'as of the time when it came');
  t.same(done, []);
  results.a = GOOD;
  clock.advance(30_000);
  await until(() => lines.length === 1);
  t.same(done, ['released 1 by jwt:desk-key-1']);
  t.same(lines, [[{ held: 1 }, 'a held webhook was verified']]);
  t.equal(clock.nextInMs, null);
});

test('what arrives does not put the check off', async (t) => {
  const { deliveries, keep, clock, asked } = setUp({});
  await deliveries.start();
  await keep('a');
  clock.advance(20_000);
  await keep('b');
  t.equal(clock.nextInMs, 10_000);
  clock.advance(10_000);
  await until(() => asked.length === 1 && clock.nextInMs === 30_000);
});

test('one that proves false is deleted, and the next one is looked at', async (t) => {
  const { deliveries, keep, clock, done, lines } = setUp({ a: BAD, b: GOOD });
  await deliveries.start();
  await keep('a');
  await keep('b');
  clock.advance(30_000);
  await until(() => done.length === 2);
  t.same(done, ['refused 1: signature', 'released 2 by jwt:desk-key-1']);
  t.same(lines[0], [
    { held: 1, reason: 'signature', deleted: 2 },
    'a held webhook was not verified; it was deleted',
  ]);
});

test('the first one whose key is away ends the round', async (t) => {
  const { deliveries, keep, clock, asked, done } = setUp({ b: GOOD });
  await deliveries.start();
  await keep('a');
  await keep('b');
  clock.advance(30_000);
  await until(() => clock.nextInMs === 30_000);
  t.same(asked.length, 1);
  t.same(done, []);
});

test('what waited for a day is deleted, unless its key comes at last', async (t) => {
  const { deliveries, keep, clock, done, results } = setUp({});
  await keep('a');
  await keep('b');
  clock.advance(DAY_MS - 1);
  await deliveries.start();
  t.same(done, []);
  await deliveries.stop();
  clock.advance(1);
  results.a = GOOD;
  await deliveries.start();
  t.same(done, ['released 1 by jwt:desk-key-1', 'refused 2: too old']);
});

test('what was held before the settings were emptied waits for them, for a day', async (t) => {
  const { deliveries, keep, clock, done } = setUp({ a: GOOD }, { hasJwt: false });
  await keep('a');
  await deliveries.start();
  t.same(done, []);
  await deliveries.stop();
  clock.advance(DAY_MS);
  await deliveries.start();
  t.same(done, ['refused 1: too old']);
});

test('nothing is planned before the start and after the stop', async (t) => {
  const { deliveries, keep, clock, asked } = setUp({});
  await keep('a');
  t.equal(clock.nextInMs, null, 'before the start');
  await deliveries.stop();
  await deliveries.start();
  t.equal(asked.length, 1, 'the start looks at once');
  t.equal(clock.nextInMs, 30_000);
  await deliveries.stop();
  t.equal(clock.nextInMs, null);
  await keep('b');
  t.equal(clock.nextInMs, null, 'after the stop');
});

test('the stop waits for a check that is under way', async (t) => {
  const { deliveries, keep, done } = setUp({ a: GOOD });
  await keep('a');
  void deliveries.start();
  await deliveries.stop();
  t.same(done, ['released 1 by jwt:desk-key-1']);
});

test('a store that fails is said, and asked again', async (t) => {
  const { deliveries, keep, clock, lines, done, breakStore } = setUp({ a: GOOD });
  await keep('a');
  breakStore(true);
  await deliveries.start();
  t.match(lines, [[{ err: Error }, 'held webhooks could not be checked; trying again shortly']]);
  breakStore(false);
  clock.advance(30_000);
  await until(() => done.length === 1);
});
