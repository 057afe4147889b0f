import { SOURCES } from '../../src/log/event.ts';
import { newEvent, TestClock, test, until } from '../harness.ts';
import { DONE, gatedHandler, setUp, turns, untilStatus } from './processor-setup.ts';

test('the leases of events in work are renewed until they end', async (t) => {
  const { handler, calls } = gatedHandler();
  const { store, processor, clock } = setUp(t, handler);
  await processor.start();
  await store.append([newEvent()]);
  await until(() => calls.length === 1);
  const startedAt = clock.now();
  const leaseEnds = async (ms: number) => (await store.nextDueAt(SOURCES)) === startedAt + ms;
  clock.advance(20_000);
  await until(() => leaseEnds(80_000));
  clock.advance(20_000);
  await until(() => leaseEnds(100_000));
  calls[0]?.finish();
  await untilStatus(store, 'completed');
  t.match(await store.get(1), { attempts: 1 });
});

test('leases that could not be renewed are logged and renewed the next time', async (t) => {
  const { handler, calls } = gatedHandler();
  const { store, processor, clock, lines } = setUp(t, handler);
  await processor.start();
  await store.append([newEvent()]);
  await until(() => calls.length === 1);
  const renewals = t.capture(store, 'renew', () => Promise.reject(new Error('disk full')));
  clock.advance(20_000);
  await until(() => lines.length === 1);
  t.match(lines, [{ level: 'error', fields: { err: new Error('disk full') } }]);
  renewals.restore();
  clock.advance(20_000);
  await until(async () => (await store.nextDueAt(SOURCES)) === clock.now() + 60_000);
  t.equal(lines.length, 1);
});

test('the result of an event whose lease was lost is dropped with a warning', async (t) => {
  const { handler, calls } = gatedHandler();
  const { store, processor, lines } = setUp(t, handler);
  await processor.start();
  await store.append([newEvent()]);
  await until(() => calls.length === 1);
  const settles = t.capture(store, 'settle', async () => 'lost' as const);
  calls[0]?.finish();
  await until(() => lines.length === 1);
  t.equal(settles.calls.length, 1);
  t.match(lines, [{ level: 'warn', fields: { id: 1 } }]);
  t.equal((await store.get(1))?.status, 'processing');
});

test('an event whose end could not be recorded comes back when its lease ends', async (t) => {
  const { store, processor, clock, lines } = setUp(t, async () => DONE);
  const settles = t.capture(store, 'settle', () => Promise.reject(new Error('disk full')));
  await processor.start();
  await store.append([newEvent()]);
  await until(() => lines.length === 1);
  t.match(lines, [{ level: 'error', fields: { err: new Error('disk full'), id: 1 } }]);
  settles.restore();
  await turns();
  clock.advance(60_000);
  await untilStatus(store, 'completed');
  t.match((await store.get(1))?.attempts_made, [{ outcome: 'lost' }, { outcome: 'completed' }]);
});

/** The machine sleeps: the time moves on, timers do not fire. */
class SleepingClock extends TestClock {
  asleepMs = 0;

  override now(): number {
    return super.now() + this.asleepMs;
  }
}

test('an event that is in work while the machine sleeps is not begun a second time', async (t) => {
  const { handler, calls } = gatedHandler();
  const clock = new SleepingClock();
  const { store, processor } = setUp(t, handler, {}, clock);
  await processor.start();
  await store.append([newEvent()]);
  await until(() => calls.length === 1);
  clock.asleepMs = 3_600_000;
  await store.append([newEvent({ eventId: 'b', recordId: '2' })]);
  await until(() => calls.length === 2);
  await turns();
  t.same(
    calls.map(({ eventId }) => eventId),
    ['event_1', 'b'],
  );
});
