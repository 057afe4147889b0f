import type { EventSummary } from '../../src/log/event.ts';
import { type Change, ChangeFeed } from '../../src/log/feed.ts';
import { newEvent, type Test, TestClock, test, until } from '../harness.ts';
import { claimOne, completed } from '../store/contract/support.ts';
import { openMemory } from '../store/memory.ts';

function setUp(t: Test) {
  const clock = new TestClock();
  const { events: store } = openMemory(clock);
  t.teardown(() => store.close());
  const errors: string[] = [];
  const log = { error: (_fields: object, message: string) => void errors.push(message) };
  const named = async (events: readonly EventSummary[]) =>
    events.map((event) => ({ ...event, person: `person of ${event.id}`, number: '' }));
  const changes: Change[] = [];
  const feed = new ChangeFeed({ store, named, clock, log });
  return { clock, store, feed, changes, errors, listener: (change: Change) => void changes.push(change) };
}

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => newEvent({ eventId: `e${index}`, recordId: `${index}` }));

test('what several commits changed is told once, a quarter of a second later', async (t) => {
  const { feed, store, clock, changes, listener } = setUp(t);
  feed.subscribe(listener);
  await store.append([newEvent()]);
  await store.append([newEvent({ eventId: 'event_2', recordId: '2' })]);
  await store.settle(await claimOne(store), completed());
  clock.advance(249);
  t.same(changes, []);
  clock.advance(1);
  await until(() => changes.length === 1);
  t.match(changes, [
    {
      stats: { total_events: 2, by_status: { pending: 1, completed: 1 } },
      events: [
        { id: 2, status: 'pending', person: 'person of 2' },
        { id: 1, status: 'completed' },
      ],
      omitted: 0,
    },
  ]);
});

test('every kind of change is told: a repeat, an unreadable body, a claim, a replay', async (t) => {
  const { feed, store, clock, changes, listener } = setUp(t);
  const told = async () => {
    clock.advance(250);
    await until(() => changes.length > 0);
    return changes.splice(0)[0]?.events.map(({ id, status }) => `${id} ${status}`);
  };
  feed.subscribe(listener);
  await store.append([newEvent(), newEvent()]);
  await store.append([newEvent({ eventId: 'x', kind: { is: 'unreadable', reason: 'cut' } })]);
  t.same(await told(), ['3 failed', '2 duplicate', '1 pending']);
  const claimed = await claimOne(store);
  t.same(await told(), ['1 processing']);
  await store.settle(claimed, completed());
  t.same(await told(), ['1 completed']);
  await store.replay(1, { operator: 'o', action: 'replay', target: '1', detail: {} });
  t.same(await told(), ['1 pending']);
});

test('of a flood the newest fifty rows are told, and how many more there were', async (t) => {
  const { feed, store, clock, changes, listener } = setUp(t);
  feed.subscribe(listener);
  await store.append(many(60));
  clock.advance(250);
  await until(() => changes.length === 1);
  t.equal(changes[0]?.events.length, 50);
  t.match(changes[0], { events: { 0: { id: 60 } }, omitted: 10 });
});

test('a commit that changes no event is not told', async (t) => {
  const { feed, store, clock, listener } = setUp(t);
  feed.subscribe(listener);
  clock.advance(250);
  await store.heartbeat();
  t.equal(clock.nextInMs, null);
});

test('a new listener is told how things are, though nothing changes', async (t) => {
  const { feed, store, clock, changes, listener } = setUp(t);
  await store.append([newEvent()]);
  feed.subscribe(listener);
  clock.advance(250);
  await until(() => changes.length === 1);
  t.match(changes, [{ stats: { total_events: 1 }, omitted: 0 }]);
});

test('the store notes changes only while somebody listens', async (t) => {
  const { feed, store, clock, changes, listener } = setUp(t);
  const calls = t.capture(store, 'onChange', store.onChange);
  const [first, second] = [feed.subscribe(listener), feed.subscribe(() => {})];
  first();
  t.equal(calls().length, 1);
  second();
  t.same(calls()[0]?.args, [null]);
  clock.advance(250);
  await store.append([newEvent()]);
  t.equal(clock.nextInMs, null);
  t.same(changes, []);
});

test('a reader that comes back gets what came after the row it names', async (t) => {
  const { feed, store } = setUp(t);
  await store.append(many(60));
  t.match(await feed.since(null), { stats: { total_events: 60 }, events: [], omitted: 0 });
  t.match(await feed.since(58), { events: [{ id: 60, person: 'person of 60' }, { id: 59 }], omitted: 0 });
  t.same((await feed.since(60)).events, []);
  t.equal((await feed.since(60)).omitted, 0);
  const behind = await feed.since(4);
  t.equal(behind.events.length, 50);
  t.equal(behind.omitted, 6);
});

test('a store that cannot be read is logged, and the next change is told again', async (t) => {
  const { feed, store, clock, changes, errors, listener } = setUp(t);
  feed.subscribe(listener);
  const broken = t.intercept(store, 'stats', { value: () => Promise.reject(new Error('no')) });
  await store.append([newEvent()]);
  clock.advance(250);
  await until(() => errors.length === 1);
  t.same(errors, ['what changed in the log could not be read for those who watch it']);
  broken.restore();
  await store.append([newEvent({ eventId: 'event_2' })]);
  clock.advance(250);
  await until(() => changes.length === 1);
});
