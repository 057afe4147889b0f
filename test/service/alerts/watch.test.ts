import type { Alert } from '../../../src/service/alerts/alert.ts';
import { AlertWatch } from '../../../src/service/alerts/watch.ts';
import { newEvent, type Test, TestClock, test } from '../../harness.ts';
import { completed, endNext, FAILED, OPERATOR_ACTION } from '../../store/contract/support.ts';
import { openMemory } from '../../store/memory.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function setUp(t: Test, rules: { suggestionHours?: number; silenceHours?: number; digestAt?: string } = {}) {
  const clock = new TestClock();
  const { events: store, suggestions, problems, state } = openMemory(clock);
  t.teardown(() => store.close());
  const sent: { way: string; alert: Alert }[] = [];
  const broken = new Set<string>();
  const way = (name: 'webhook' | 'mail') => ({
    name,
    async send(alert: Alert) {
      if (broken.has(name)) throw new Error(`${name} is broken`);
      sent.push({ way: name, alert });
    },
  });
  const watch = new AlertWatch({
    ways: [way('webhook'), way('mail')],
    rules: { suggestionHours: 24, silenceHours: 0, digestAt: null, ...rules },
    reading: store,
    problems,
    suggestions,
    state,
    warnings: { list: () => [] },
    freeBytes: async () => null,
    clock,
    log: { info() {} },
  });
  const run = () => watch.run(new AbortController().signal);
  const kinds = () => sent.splice(0).map(({ way: name, alert }) => `${name} ${alert.kind}`);
  return { clock, store, suggestions, state, run, kinds, broken, watch, sent };
}

test('a new problem is told over each way, once, also after a restart', async (t) => {
  const { store, run, kinds } = setUp(t);
  await store.append([newEvent()]);
  await endNext(store, FAILED);
  await run();
  t.same(kinds(), ['webhook problem', 'mail problem']);
  await run();
  t.same(kinds(), [], 'what was told stands in the database');
});

test('what one way does not take is told over the other, and over that one when it works again', async (t) => {
  const { store, run, kinds, broken } = setUp(t);
  await store.append([newEvent()]);
  await endNext(store, FAILED);
  broken.add('webhook');
  await t.rejects(run(), { message: 'webhook is broken' });
  t.same(kinds(), ['mail problem']);
  broken.clear();
  await run();
  t.same(kinds(), ['webhook problem']);
});

test('a stop ends a look between two ways', async (t) => {
  const { watch, kinds, store } = setUp(t);
  await store.append([newEvent()]);
  await endNext(store, FAILED);
  await watch.run(AbortSignal.abort());
  t.same(kinds(), []);
});

test('suggestions that wait too long are found behind many younger ones', async (t) => {
  const { suggestions, clock, run, sent } = setUp(t);
  const waiting = (ticketId: string) =>
    suggestions.replaceWaiting({
      ticketId,
      waiting: [{ eventRow: null, ticketId, step: 'link', key: 'a', proposal: {}, guard: {} }],
    });
  await waiting('1');
  await waiting('2');
  clock.advance(25 * HOUR_MS);
  for (let n = 0; n < 201; n++) await waiting(`young ${n}`);
  await run();
  t.match(sent[0]?.alert.title.params, { count: '2', hours: '24' });
  const none = setUp(t, { suggestionHours: 0 });
  await none.run();
  t.same(none.kinds(), []);
});

test('a decision that did not leave is told, also where an earlier version kept what it told', async (t) => {
  const { suggestions, state, run, kinds } = setUp(t);
  await state.write(
    'alerts.webhook',
    '{"problems":{},"suggestion":0,"warnings":{},"silence":0,"disk":false,"digest":""}',
  );
  const waiting = [
    { eventRow: null, ticketId: '1', step: 'reply' as const, key: 'a', proposal: { to: 'x' }, guard: {} },
  ];
  await suggestions.replaceWaiting({ ticketId: '1', waiting });
  await suggestions.claim(1, OPERATOR_ACTION);
  await suggestions.giveBack(1, { reason: 'Zoho Desk cannot be reached.' });
  await run();
  t.same(kinds(), ['webhook departures', 'mail departures']);
  await run();
  t.same(kinds(), []);
});

test('silence is told where the same hours were busy a week before', async (t) => {
  const { store, clock, run, kinds } = setUp(t, { silenceHours: 12 });
  await store.append([newEvent({ eventId: 'first' })]);
  clock.advance(DAY_MS);
  await store.append([newEvent({ eventId: 'monday' })]);
  clock.advance(6 * DAY_MS);
  await store.append([newEvent({ eventId: 'sunday' })]);
  clock.advance(11 * HOUR_MS);
  await run();
  t.same(kinds(), []);
  clock.advance(HOUR_MS);
  await run();
  t.same(kinds(), [], 'that is usual for a Sunday');
  clock.advance(12 * HOUR_MS + 60_000);
  await run();
  t.same(kinds(), ['webhook silence', 'mail silence'], 'but not for a Monday');
});

test('of a young log nothing is usual yet', async (t) => {
  const { store, clock, run, kinds } = setUp(t, { silenceHours: 12 });
  await store.append([newEvent()]);
  clock.advance(12 * HOUR_MS);
  await run();
  t.same(kinds(), []);
});

test('the digest counts the last day', async (t) => {
  const { store, run, sent, clock } = setUp(t, { digestAt: '06:00' });
  await store.append([newEvent(), newEvent({ eventId: 'b', recordId: 'b' }), newEvent({ eventId: 'c' })]);
  await endNext(store, completed());
  await endNext(store, FAILED);
  await run();
  const [digest] = sent.filter(({ alert }) => alert.kind === 'digest');
  t.match(digest?.alert.title.params, { well: '1', problems: '1' });
  t.same(
    digest?.alert.lines.map(({ params }) => params.count),
    ['3', '1', '1', '0'],
  );
  sent.length = 0;
  await store.replay(1, OPERATOR_ACTION);
  clock.advance(60_000);
  await run();
  t.same(sent, []);
});

test('the digest of an empty log is told too', async (t) => {
  const { run, sent } = setUp(t, { digestAt: '06:00' });
  await run();
  t.match(sent[0]?.alert.title.params, { well: '0', problems: '0' });
});
