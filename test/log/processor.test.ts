import type { ClaimedEvent } from '../../src/log/event.ts';
import { newEvent, ofEachSource, TestClock, test, until } from '../harness.ts';
import { DONE, gatedHandler, setUp, turns, untilStatus } from './processor-setup.ts';

test('an event is handed to its handler and its result is kept', async (t) => {
  const seen: ClaimedEvent[] = [];
  const { store, processor } = setUp(t, async (event) => {
    seen.push(event);
    return DONE;
  });
  await processor.start();
  await store.append([newEvent()]);
  await untilStatus(store, 'completed');
  t.match(seen, [{ id: 1, eventId: 'event_1', attempt: 1 }]);
  t.match(await store.get(1), { result: DONE.result });
});

test('each source has its own handler', async (t) => {
  const handled: string[] = [];
  const handlerOf = (name: string) => async (event: ClaimedEvent) => {
    handled.push(`${name} ${event.source}`);
    return DONE;
  };
  const workerOf = (name: string) => ({ handle: handlerOf(name), concurrency: 1 });
  const workers = { zoho: workerOf('students'), zoho_desk: workerOf('tickets') };
  const { store, processor } = setUp(t, workers.zoho.handle, { workers });
  await processor.start();
  await store.append([newEvent(), newEvent({ source: 'zoho_desk' })]);
  await untilStatus(store, 'completed', 2);
  t.same(handled.sort(), ['students zoho', 'tickets zoho_desk']);
});

test('nothing is claimed before the start', async (t) => {
  const { store, processor } = setUp(t, async () => DONE);
  await store.append([newEvent()]);
  processor.wake();
  await turns();
  t.equal(processor.isRunning, false);
  t.equal((await store.get(1))?.status, 'pending');
  await processor.start();
  t.equal(processor.isRunning, true);
  await untilStatus(store, 'completed');
});

test('the start takes back what a dead process had in work, and says so', async (t) => {
  const { store, processor, lines } = setUp(t, async () => DONE);
  await store.append([newEvent()]);
  await store.claim({ limits: ofEachSource(1), leaseToken: 'of-the-dead', leaseMs: 60_000 });
  await processor.start();
  await untilStatus(store, 'completed');
  t.match(lines, [{ level: 'warn', fields: { recovered: 1 } }]);
  t.match(await store.get(1), {
    attempts: 2,
    attempts_made: [{ outcome: 'lost' }, { outcome: 'completed' }],
  });
});

test('a start after a clean stop has nothing to say', async (t) => {
  const { processor, lines } = setUp(t, async () => DONE);
  await processor.start();
  await turns();
  t.same(lines, []);
});

test('no more events are in work than there are places, and a free place is filled at once', async (t) => {
  const { handler, calls } = gatedHandler();
  const worker = { handle: handler, concurrency: 2 };
  const { store, processor } = setUp(t, handler, { workers: { zoho: worker, zoho_desk: worker } });
  await processor.start();
  await store.append(['1', '2', '3'].map((recordId) => newEvent({ eventId: recordId, recordId })));
  await turns();
  t.same(
    calls.map(({ eventId }) => eventId),
    ['1', '2'],
  );
  calls[0]?.finish();
  await until(() => calls.length === 3);
  t.equal(calls[2]?.eventId, '3');
});

test('a backlog of tickets does not keep students waiting', async (t) => {
  const tickets = gatedHandler();
  const students = gatedHandler();
  const { store, processor, clock } = setUp(t, students.handler, {
    workers: {
      zoho: { handle: students.handler, concurrency: 3 },
      zoho_desk: { handle: tickets.handler, concurrency: 2 },
    },
  });
  const ticketEvents = Array.from({ length: 200 }, (_, index) =>
    newEvent({ source: 'zoho_desk', eventId: `ticket-${index}`, recordId: `${index}` }),
  );
  await store.append(ticketEvents);
  await processor.start();
  await until(() => tickets.calls.length === 2);
  await store.append([newEvent()]);
  await until(() => students.calls.length === 1);
  t.match(await store.stats({ source: 'zoho_desk' }), { by_status: { pending: 198, processing: 2 } });
  students.calls[0]?.finish();
  await untilStatus(store, 'completed', 201);
  tickets.calls[0]?.finish();
  await until(() => tickets.calls.length === 3);
  t.equal(tickets.calls[2]?.eventId, 'ticket-2', 'those that came first go first');
  t.equal(clock.nextInMs, 20_000, 'what is due and has no place is not looked for again and again');
});

test('events of one record are handled one at a time, in the order received', async (t) => {
  const { handler, calls } = gatedHandler();
  const { store, processor } = setUp(t, handler);
  await processor.start();
  await store.append(['a', 'b', 'c'].map((eventId) => newEvent({ eventId })));
  for (const [index, eventId] of ['a', 'b', 'c'].entries()) {
    await turns();
    t.equal(calls.length, index + 1);
    t.equal(calls[index]?.eventId, eventId);
    calls[index]?.finish();
  }
  await untilStatus(store, 'completed', 3);
});

test('an event that arrives while others are in work does not wait for them', async (t) => {
  const { handler, calls } = gatedHandler();
  const { store, processor } = setUp(t, handler);
  await processor.start();
  await store.append([newEvent()]);
  await until(() => calls.length === 1);
  await store.append([newEvent({ eventId: 'b', recordId: '2' })]);
  await until(() => calls.length === 2);
  t.equal(calls[1]?.eventId, 'b');
});

test('at rest it reads nothing and plans nothing', async (t) => {
  const { store, processor, clock } = setUp(t, async () => DONE);
  await processor.start();
  await turns();
  t.equal(clock.nextInMs, null, 'after a start on an empty log');
  await store.append([newEvent()]);
  await untilStatus(store, 'completed');
  await turns();
  clock.advance(20_000);
  const claims = t.capture(store, 'claim', store.claim);
  const reads = t.capture(store, 'nextDueAt', store.nextDueAt);
  t.equal(clock.nextInMs, null, 'once the last check of leases has passed');
  clock.advance(3_600_000);
  await turns();
  t.equal(claims.calls.length + reads.calls.length, 0);
});

test('a log that cannot be claimed from is tried again a second later', async (t) => {
  const { store, processor, clock, lines } = setUp(t, async () => DONE);
  await processor.start();
  await turns();
  const claims = t.capture(store, 'claim', () => Promise.reject(new Error('disk full')));
  await store.append([newEvent()]);
  await until(() => lines.length === 1);
  t.match(lines, [{ level: 'error', fields: { err: new Error('disk full') } }]);
  t.equal(claims.calls.length, 1);
  claims.restore();
  t.equal(clock.nextInMs, 1_000);
  clock.advance(1_000);
  await untilStatus(store, 'completed');
});

test('a log whose next due time cannot be read is tried again a second later', async (t) => {
  const { store, processor, clock, lines } = setUp(t, async () => DONE);
  const reads = t.capture(store, 'nextDueAt', () => Promise.reject(new Error('disk broken')));
  await processor.start();
  await until(() => lines.length === 1);
  reads.restore();
  clock.advance(1_000);
  await turns();
  t.equal(clock.nextInMs, null);
});

test('a start on a broken store fails', async (t) => {
  const { store, processor } = setUp(t, async () => DONE);
  t.capture(store, 'recover', () => Promise.reject(new Error('disk broken')));
  await t.rejects(processor.start(), new Error('disk broken'));
  t.equal(processor.isRunning, false);
});

test('what was received under a clock that ran ahead is processed at the next start', async (t) => {
  const clock = new TestClock();
  clock.advance(3_600_000);
  const { store, processor } = setUp(t, async () => DONE, {}, clock);
  await store.append([newEvent()]);
  clock.advance(-3_600_000);
  await processor.start();
  await untilStatus(store, 'completed');
  t.match(await store.get(1), { status: 'completed', attempts: 1 });
});

test('an event that is kept while the log is asked for due ones is not forgotten', async (t) => {
  const { store, processor } = setUp(t, async () => DONE);
  const nextDueAt = store.nextDueAt.bind(store);
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<null>();
  store.nextDueAt = () => {
    store.nextDueAt = nextDueAt;
    asked.resolve();
    return answer.promise;
  };
  await processor.start();
  await asked.promise;
  // Its commit wakes the processor, which still waits for an answer from before it.
  await store.append([newEvent()]);
  await turns();
  t.equal((await store.get(1))?.status, 'pending');
  answer.resolve(null);
  await untilStatus(store, 'completed');
});

test('whoever waits for an event is told when it ended where it is kept, and no handler sees it', async (t) => {
  const { store, processor } = setUp(t, async () => {
    throw new Error('nobody works on what has ended');
  });
  const ended = { action_taken: 'created' };
  store.claim = async () => {
    const events = [{ ...CLAIMED, ended }];
    store.claim = async () => [];
    return events;
  };
  const waiting = processor.settled(CLAIMED.id, 10_000);
  await processor.start();
  t.same(await waiting, { status: 'completed', result: ended, error_message: null });
});

const CLAIMED: ClaimedEvent = {
  id: 7,
  source: 'zoho',
  eventId: 'event_7',
  module: 'BTEC_Students',
  eventType: 'update',
  recordId: '4554000000012345678',
  occurred: { at: null, clock: null },
  payload: '',
  createdAt: '2026-01-25T10:00:00.000Z',
  attempt: 1,
  leaseToken: 'lease',
  startedAt: '2026-01-25T10:00:00.000Z',
};
