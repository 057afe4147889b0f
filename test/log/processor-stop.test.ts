import { PermanentFailure, TemporaryFailure } from '../../src/log/failures.ts';
import { newEvent, test, until } from '../harness.ts';
import { DONE, gatedHandler, setUp, turns, untilStatus } from './processor-setup.ts';

/** Follows a promise without waiting for it. */
function follow<T>(promise: Promise<T>): { value: T | 'still waiting' } {
  const followed: { value: T | 'still waiting' } = { value: 'still waiting' };
  void promise.then((value) => {
    followed.value = value;
  });
  return followed;
}

test('a stop waits for the handlers in work and claims nothing more', async (t) => {
  const { handler, calls } = gatedHandler();
  const { store, processor, clock } = setUp(t, handler);
  await processor.start();
  await store.append([newEvent()]);
  await until(() => calls.length === 1);
  await turns();
  const stopped = follow(processor.stop());
  t.equal(processor.isRunning, false);
  await store.append([newEvent({ eventId: 'b', recordId: '2' })]);
  clock.advance(9_000);
  await turns();
  t.equal(stopped.value, 'still waiting');
  calls[0]?.finish();
  await until(() => stopped.value === undefined);
  t.match([await store.get(1), await store.get(2)], [{ status: 'completed' }, { status: 'pending' }]);
  t.equal(calls.length, 1);
  t.equal(clock.nextInMs, null);
});

test('a handler that does not end in time is interrupted and its event given back unharmed', async (t) => {
  const { handler, calls } = gatedHandler();
  const { store, processor, clock, lines } = setUp(t, handler);
  await processor.start();
  await store.append([newEvent()]);
  await until(() => calls.length === 1);
  const stopped = follow(processor.stop());
  await turns();
  clock.advance(9_999);
  t.equal(calls[0]?.signal.aborted, false);
  clock.advance(1);
  await until(() => stopped.value === undefined);
  t.match(calls[0]?.signal.reason, { name: 'Released' });
  t.match(await store.get(1), { status: 'pending', attempts: 0, attempts_made: [{ outcome: 'released' }] });
  t.same(lines, []);
});

test('an event that is claimed at the moment of the stop is still brought to its end', async (t) => {
  const worker = { handle: async () => DONE, concurrency: 1 };
  const { store, processor } = setUp(t, worker.handle, { workers: { zoho: worker, zoho_desk: worker } });
  await processor.start();
  await turns();
  const claims = t.capture(store, 'claim', store.claim);
  await store.append([newEvent()]);
  await until(() => claims.calls.length === 1);
  await processor.stop();
  t.equal((await store.get(1))?.status, 'completed');
});

test('a stop while the log is about to be read reads nothing', async (t) => {
  const { store, processor } = setUp(t, async () => DONE);
  await processor.start();
  await turns();
  const claims = t.capture(store, 'claim', store.claim);
  await store.append([newEvent()]);
  await processor.stop();
  t.equal(claims.calls.length, 0);
  t.equal((await store.get(1))?.status, 'pending');
});

test('a stop at rest ends at once, and a wake afterwards does nothing', async (t) => {
  const { store, processor } = setUp(t, async () => DONE);
  await processor.start();
  await processor.stop();
  await store.append([newEvent()]);
  processor.wake();
  await turns();
  t.equal((await store.get(1))?.status, 'pending');
});

test('it can be started again after a stop', async (t) => {
  const { store, processor } = setUp(t, async () => DONE);
  await processor.start();
  await processor.stop();
  await store.append([newEvent()]);
  await processor.start();
  await untilStatus(store, 'completed');
  t.equal(processor.isRunning, true);
});

test('whoever waits for an event hears its result', async (t) => {
  const { store, processor, clock } = setUp(t, async () => DONE);
  await processor.start();
  await turns();
  await store.append([newEvent()]);
  const endings = [processor.settled(1, 5_000), processor.settled(1, 5_000)];
  const ending = { status: 'completed', result: DONE.result, error_message: null };
  t.same(await Promise.all(endings), [ending, ending]);
  await turns();
  clock.advance(20_000);
  t.equal(clock.nextInMs, null, 'and nothing waits any more');
});

test('whoever waits for an event hears why it failed', async (t) => {
  const { store, processor } = setUp(t, async () => {
    throw new PermanentFailure('Academic_Email is missing.');
  });
  await processor.start();
  await store.append([newEvent()]);
  const ending = { status: 'failed', result: null, error_message: 'Academic_Email is missing.' };
  t.same(await processor.settled(1, 5_000), ending);
});

test('whoever waits for an event that needs another attempt hears of its end only', async (t) => {
  let calls = 0;
  const { store, processor, clock } = setUp(t, async () => {
    calls += 1;
    if (calls === 1) throw new TemporaryFailure('Zoho is away.');
    return DONE;
  });
  await processor.start();
  await store.append([newEvent()]);
  const ending = follow(processor.settled(1, 60_000));
  await until(async () => (await store.get(1))?.attempts_made.length === 1);
  await turns();
  t.equal(ending.value, 'still waiting');
  clock.advance(10_000);
  await until(() => ending.value !== 'still waiting');
  t.match(ending.value, { status: 'completed' });
});

test('whoever waits longer than allowed hears nothing, and others wait on', async (t) => {
  const { handler, calls } = gatedHandler();
  const { store, processor, clock } = setUp(t, handler);
  await processor.start();
  await store.append([newEvent()]);
  await until(() => calls.length === 1);
  const short = follow(processor.settled(1, 1_000));
  const long = follow(processor.settled(1, 2_000));
  clock.advance(999);
  await turns();
  t.equal(short.value, 'still waiting');
  clock.advance(1);
  await turns();
  t.equal(short.value, null);
  calls[0]?.finish();
  await until(() => long.value !== 'still waiting');
  t.match(long.value, { status: 'completed' });
});

test('a stop ends the waiting of everyone whose event has not ended', async (t) => {
  const { processor, clock } = setUp(t, async () => DONE);
  await processor.start();
  const endings = [processor.settled(1, 60_000), processor.settled(1, 60_000), processor.settled(2, 60_000)];
  await processor.stop();
  t.same(await Promise.all(endings), [null, null, null]);
  t.equal(clock.nextInMs, null);
});

test('a stop that comes while the processor starts is not undone by the start', async (t) => {
  const { store, processor } = setUp(t, async () => DONE);
  await store.append([newEvent()]);
  const starting = processor.start();
  await processor.stop();
  await starting;
  await turns();
  t.equal(processor.isRunning, false);
  t.match(await store.get(1), { status: 'pending', attempts: 0 });
});

test('whoever asks while the processor starts waits for the end all the same', async (t) => {
  const { store, processor } = setUp(t, async () => DONE);
  await store.append([newEvent()]);
  const started = processor.start();
  const ending = processor.settled(1, 60_000);
  await started;
  t.match(await ending, { status: 'completed' });
});
