import type { ClaimedEvent } from '../../src/log/event.ts';
import { SOURCES } from '../../src/log/event.ts';
import {
  CredentialsFailure,
  PermanentFailure,
  SystemAway,
  TemporaryFailure,
} from '../../src/log/failures.ts';
import type { Outcome } from '../../src/log/ports.ts';
import { newEvent, test, until } from '../harness.ts';
import { student } from '../store/contract/support.ts';
import { DONE, gatedHandler, setUp, turns, untilStatus } from './processor-setup.ts';

test('a temporary failure is tried again after a pause, not earlier', async (t) => {
  let calls = 0;
  const { store, processor, clock } = setUp(t, async () => {
    calls += 1;
    if (calls === 1) throw new TemporaryFailure('Zoho is away.');
    return DONE;
  });
  await processor.start();
  await store.append([newEvent()]);
  await until(async () => (await store.get(1))?.error_message === 'Zoho is away.');
  clock.advance(9_999);
  await turns();
  t.equal(calls, 1);
  clock.advance(1);
  await untilStatus(store, 'completed');
  t.match(await store.get(1), { attempts: 2, error_message: null });
});

test('the pause that the other side asked for is kept', async (t) => {
  const { store, processor, clock } = setUp(t, async () => {
    throw new TemporaryFailure('Zoho is busy.', 90_000);
  });
  await processor.start();
  await store.append([newEvent()]);
  await until(async () => (await store.get(1))?.error_message === 'Zoho is busy.');
  t.equal(await store.nextDueAt(SOURCES), clock.now() + 90_000);
});

test('an event fails when its attempts are used up, and pauses grow until then', async (t) => {
  const { store, processor, clock } = setUp(t, async () => {
    throw new TemporaryFailure('Zoho is away.');
  });
  await processor.start();
  await store.append([newEvent()]);
  for (const [attempt, pause] of [10_000, 20_000].entries()) {
    await until(async () => (await store.get(1))?.attempts_made.length === attempt + 1);
    t.equal(await store.nextDueAt(SOURCES), clock.now() + pause);
    await turns();
    clock.advance(pause);
  }
  await untilStatus(store, 'failed');
  t.match(await store.get(1), { attempts: 3, error_message: 'Zoho is away. Given up after 3 attempts.' });
});

test('twelve attempts last for more than an hour, and a second event of the record waits for the end of the first', async (t) => {
  const calls: string[] = [];
  const handler = async ({ eventId }: ClaimedEvent) => {
    calls.push(eventId);
    if (eventId === 'closed') throw new TemporaryFailure('Zoho does not let us read this one.');
    return DONE;
  };
  const { store, processor, clock } = setUp(t, handler, { maxAttempts: 12 });
  await processor.start();
  const startedMs = clock.now();
  await store.append([newEvent({ eventId: 'closed' })]);
  await store.append([newEvent({ eventId: 'next' })]);
  while ((await store.get(1))?.status !== 'failed') {
    await turns();
    if (clock.now() - startedMs < 3_600_000) t.not((await store.get(1))?.status, 'failed');
    clock.advance(60_000);
  }
  const hours = (clock.now() - startedMs) / 3_600_000;
  t.ok(hours > 3 && hours < 7, `given up after ${hours} hours`);
  t.match(await store.get(1), { attempts: 12, error_message: /Given up after 12 attempts/ });
  await untilStatus(store, 'completed', 2);
  t.same(calls, [...Array(12).fill('closed'), 'next']);
});

test('wrong credentials use up no attempts, however long they stay wrong', async (t) => {
  let isMended = false;
  const { store, processor, clock } = setUp(t, async () => {
    if (!isMended) throw new CredentialsFailure('Zoho refused ZOHO_REFRESH_TOKEN: make a new one.');
    return DONE;
  });
  await processor.start();
  await store.append([newEvent()]);
  for (let tries = 1; tries <= 4; tries++) {
    await until(async () => (await store.get(1))?.attempts_made.length === tries);
    t.match(await store.get(1), {
      status: 'pending',
      attempts: 0,
      error_message: /^Zoho refused .* The event waits for that and is tried again by itself\.$/,
    });
    t.equal(await store.nextDueAt(SOURCES), clock.now() + 600_000);
    await turns();
    clock.advance(600_000);
    isMended = tries === 4;
  }
  await untilStatus(store, 'completed');
  t.match(await store.get(1), { attempts: 1, error_message: null });
});

test('a system that is away for longer than all attempts would last fails no event', async (t) => {
  let isBack = false;
  const { store, processor, clock } = setUp(t, async () => {
    if (!isBack) throw new SystemAway('Moodle cannot be reached.', 900_000);
    return DONE;
  });
  await processor.start();
  await store.append([newEvent()]);
  for (let tries = 1; tries <= 5; tries++) {
    await until(async () => (await store.get(1))?.attempts_made.length === tries);
    t.match(await store.get(1), {
      status: 'pending',
      attempts: 0,
      error_message: 'Moodle cannot be reached. The event is tried again by itself, as often as it takes.',
    });
    await turns();
    isBack = tries === 5;
    clock.advance(900_000);
  }
  await untilStatus(store, 'completed');
});

test('a permanent failure ends the event at once with its sentence', async (t) => {
  const { store, processor, lines } = setUp(t, async () => {
    throw new PermanentFailure('Academic_Email is missing.');
  });
  await processor.start();
  await store.append([newEvent()]);
  await untilStatus(store, 'failed');
  t.match(await store.get(1), { attempts: 1, error_message: 'Academic_Email is missing.' });
  t.same(lines, []);
});

test('an unexpected error is logged, hidden from the event and tried again', async (t) => {
  const { store, processor, lines } = setUp(t, async () => {
    throw new TypeError('sara.ali@example.edu is not a function');
  });
  await processor.start();
  await store.append([newEvent()]);
  await until(() => lines.length === 1);
  t.match(lines, [{ level: 'error', fields: { err: TypeError, id: 1 } }]);
  await until(async () => (await store.get(1))?.attempts_made.length === 1);
  t.match(await store.get(1), {
    status: 'pending',
    error_message: 'The service met an unexpected error; its log has the details.',
  });
});

test('of two records with one student number in one batch the second sees the first and fails', async (t) => {
  let runs = 0;
  const { store, processor, students } = setUp(t, async (event) => {
    runs += 1;
    const holder = await students.findByNumber('STU001');
    if (holder !== null && holder.zohoId !== event.recordId)
      throw new PermanentFailure('The number is taken.');
    return { result: {}, write: { is: 'student' as const, student: student({ zohoId: event.recordId }) } };
  });
  await store.append([newEvent({ recordId: '1' }), newEvent({ eventId: 'b', recordId: '2' })]);
  await processor.start();
  await untilStatus(store, 'failed', 2);
  t.match(
    [await store.get(1), await store.get(2)],
    [{ status: 'completed' }, { error_message: 'The number is taken.', attempts: 1 }],
  );
  t.equal(runs, 3);
});

const WRITES = { result: {}, write: { is: 'student' as const, student: student() } };
const conflictOnWrite = async (_: ClaimedEvent, outcome: Outcome) =>
  outcome.status === 'completed' ? ('conflict' as const) : ('settled' as const);

test('a write that keeps meeting other records is given up after three runs and retried later', async (t) => {
  let runs = 0;
  const { store, processor, clock } = setUp(t, async () => {
    runs += 1;
    return WRITES;
  });
  const settles = t.capture(store, 'settle', conflictOnWrite);
  await processor.start();
  await store.append([newEvent()]);
  await until(() => settles.calls.length === 4);
  t.equal(runs, 3);
  const message = 'Other records kept changing at the same moment.';
  t.same(settles.calls[3]?.args[1], {
    status: 'retry',
    error: message,
    told: [{ code: 'RECORDS_KEPT_CHANGING', params: {} }],
    retryAt: clock.now() + 10_000,
    isFree: false,
  });
});

test('whoever waits for an event hears that its last attempt was given up for conflicts', async (t) => {
  const { store, processor } = setUp(t, async () => WRITES, { maxAttempts: 1 });
  const settles = t.capture(store, 'settle', conflictOnWrite);
  await processor.start();
  const [appended] = await store.append([newEvent()]);
  let ending: unknown = 'not told';
  void processor.settled(appended?.id ?? 0, 60_000).then((told) => {
    ending = told;
  });
  await until(() => settles.calls.length === 4);
  await turns();
  t.match(ending, { status: 'failed', error_message: /^Other records kept changing/ });
});

test('a handler that runs again after its time was up is stopped too', async (t) => {
  const { handler, calls } = gatedHandler();
  const { store, processor, clock } = setUp(t, handler);
  const outcomes: Outcome[] = [];
  t.capture(store, 'settle', async (event: ClaimedEvent, outcome: Outcome) => {
    outcomes.push(outcome);
    if (outcomes.length === 1) clock.advance(45_000);
    return conflictOnWrite(event, outcome);
  });
  await processor.start();
  await store.append([newEvent()]);
  await until(() => calls.length === 1);
  calls[0]?.finish();
  await until(() => calls.length === 2);
  await turns();
  t.match(outcomes[1], {
    status: 'retry',
    error: 'It took longer than 45 seconds and was stopped.',
  });
});

test('a handler that takes too long is told to stop, and its event is tried again', async (t) => {
  const { handler, calls } = gatedHandler();
  const { store, processor, clock } = setUp(t, handler);
  await processor.start();
  await store.append([newEvent()]);
  await until(() => calls.length === 1);
  clock.advance(44_999);
  t.equal(calls[0]?.signal.aborted, false);
  clock.advance(1);
  t.equal(calls[0]?.signal.aborted, true);
  await untilStatus(store, 'pending');
  t.match(await store.get(1), { error_message: 'It took longer than 45 seconds and was stopped.' });
  calls[0]?.finish();
  await turns();
  t.equal((await store.get(1))?.status, 'pending', 'what it answers afterwards is ignored');
});

test('a handler that ended in time is not told to stop later', async (t) => {
  const { handler, calls } = gatedHandler();
  const { store, processor, clock } = setUp(t, handler);
  await processor.start();
  await store.append([newEvent()]);
  await until(() => calls.length === 1);
  calls[0]?.finish();
  await untilStatus(store, 'completed');
  await turns();
  clock.advance(45_000);
  t.equal(calls[0]?.signal.aborted, false);
});

test('work that failed in part fails the event and keeps what the rest achieved', async (t) => {
  const achieved = { result: { moved: true }, failure: 'The note was refused.' };
  const { store, students, processor } = setUp(t, async () => ({ ...WRITES, ...achieved }));
  await processor.start();
  await store.append([newEvent()]);
  const ending = await processor.settled(1, 60_000);
  t.same(ending, { status: 'failed', result: { moved: true }, error_message: 'The note was refused.' });
  t.match(await store.get(1), { status: 'failed', result: { moved: true } });
  t.equal((await students.find('4554000000012345678'))?.displayName, 'Sara Ali');
});
