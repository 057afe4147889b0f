import type { Handler } from '../../src/events/processor.ts';
import { takeTurns } from '../../src/events/turns.ts';
import { claimedEvent, newEvent, TestClock, test, until } from '../harness.ts';
import { DONE, gatedHandler, setUp, turns, untilStatus } from './processor-setup.ts';

const never = new AbortController().signal;

test('two events are in work, the third waits for one of them', async (t) => {
  const clock = new TestClock();
  const { handler, calls } = gatedHandler();
  const inTurn = takeTurns(handler, 2, clock);
  const ends = ['a', 'b', 'c'].map((eventId) => inTurn(claimedEvent({ eventId }), never));
  await until(() => calls.length === 2);
  calls[1]?.finish();
  await until(() => calls.length === 3);
  t.equal(calls[2]?.eventId, 'c');
  t.equal(clock.nextInMs, null, 'whose turn came has no more reason for patience');
  for (const { finish } of calls) finish();
  t.equal((await Promise.all(ends)).length, 3);
});

test('an event whose turn does not come makes room, and its attempt does not count', async (t) => {
  const { handler, calls } = gatedHandler();
  const clock = new TestClock();
  const { store, processor } = setUp(t, takeTurns(handler, 1, clock), {}, clock);
  await processor.start();
  await store.append([newEvent(), newEvent({ eventId: 'b', recordId: '2' })]);
  await until(() => calls.length === 1);
  await turns();
  clock.advance(20_000);
  await until(async () => (await store.get(2))?.attempts_made.length === 1);
  t.match(await store.get(2), { error_message: null, attempts_made: [{ attempt: 1, outcome: 'released' }] });
  calls[0]?.finish();
  await until(() => calls.length === 2);
  t.match(calls[1], { eventId: 'b', attempt: 1 });
  calls[1]?.finish();
  await untilStatus(store, 'completed', 2);
});

test('a handler that fails lets the next one in', async (t) => {
  let count = 0;
  const handler: Handler = async () => {
    count += 1;
    if (count === 1) throw new Error('broken');
    return DONE;
  };
  const inTurn = takeTurns(handler, 1, new TestClock());
  await t.rejects(inTurn(claimedEvent(), never), { message: 'broken' });
  t.same(await inTurn(claimedEvent(), never), DONE);
});

test('an event that is stopped while it waits ends with that reason', async (t) => {
  const { handler, calls } = gatedHandler();
  const clock = new TestClock();
  const inTurn = takeTurns(handler, 1, clock);
  const first = inTurn(claimedEvent(), never);
  const stop = new AbortController();
  const second = t.rejects(inTurn(claimedEvent(), stop.signal), { message: 'stopped on purpose' });
  stop.abort(new Error('stopped on purpose'));
  await second;
  t.equal(clock.nextInMs, null);
  calls[0]?.finish();
  await first;
});
