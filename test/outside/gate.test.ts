import { Gate, waitFor } from '../../src/outside/gate.ts';
import { test, until } from '../harness.ts';

/** Work that lasts until it is told to end. */
function job() {
  let isRunning = false;
  const { promise, resolve } = Promise.withResolvers<void>();
  const work = async () => {
    isRunning = true;
    await promise;
  };
  return { work, end: resolve, isRunning: () => isRunning };
}
const never = new AbortController().signal;

test('a gate lets in as many as it has places, and the others in the order they came', async (t) => {
  const gate = new Gate(2);
  const jobs = [job(), job(), job(), job()];
  const running = () => jobs.map((one) => one.isRunning());
  const ends = jobs.map((one) => gate.run(never, one.work));
  const count = () => running().filter(Boolean).length;
  await until(() => count() === 2);
  t.same(running(), [true, true, false, false]);
  jobs[1]?.end();
  await until(() => count() === 3);
  t.same(running(), [true, true, true, false]);
  for (const one of jobs) one.end();
  await Promise.all(ends);
  t.same(running(), [true, true, true, true]);
});

test('work that fails frees its place', async (t) => {
  const gate = new Gate(1);
  await t.rejects(
    gate.run(never, () => Promise.reject(new Error('broken'))),
    { message: 'broken' },
  );
  t.equal(await gate.run(never, async () => 'next'), 'next');
});

test('whoever is told to stop while it waits leaves the queue at once, and the next one moves up', async (t) => {
  const gate = new Gate(1);
  const [first, second, third] = [job(), job(), job()];
  const stop = new AbortController();
  const ends = [gate.run(never, first.work)];
  const stopped = t.rejects(gate.run(stop.signal, second.work), { message: 'stopped on purpose' });
  ends.push(gate.run(never, third.work));
  stop.abort(new Error('stopped on purpose'));
  await stopped;
  first.end();
  await until(third.isRunning);
  third.end();
  await Promise.all(ends);
  t.notOk(second.isRunning());
});

test('whoever was told to stop before takes no place', async (t) => {
  const gate = new Gate(1);
  const { work, isRunning } = job();
  await t.rejects(gate.run(AbortSignal.abort(new Error('too late')), work), { message: 'too late' });
  t.notOk(isRunning());
  t.equal(await gate.run(never, async () => 'free'), 'free');
});

test('a signal that aborts after the wait undoes nothing', async (t) => {
  const stop = new AbortController();
  let finish = () => {};
  let undone = 0;
  const wait = waitFor(stop.signal, (done) => {
    finish = done;
    return () => {
      undone += 1;
    };
  });
  finish();
  await wait;
  stop.abort();
  t.equal(undone, 0);
});
