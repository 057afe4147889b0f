import { newEvent, test, until } from '../harness.ts';
import { DONE, setUp } from './processor-setup.ts';

test('who waits for an event that another instance ends is told by looking', async (t) => {
  const endings = [
    null,
    { status: 'completed' as const, result: { action_taken: 'updated' }, error_message: null },
  ];
  const looked: number[] = [];
  const endingOf = async (id: number) => {
    looked.push(id);
    return endings[looked.length - 1] ?? null;
  };
  const { clock, store, processor } = setUp(t, async () => DONE, { endingOf });
  await store.append([newEvent()]);
  const waiting = processor.settled(1, 5_000);
  clock.advance(250);
  await until(() => looked.length === 1);
  clock.advance(250);
  t.match(await waiting, { status: 'completed' });
  clock.advance(5_000);
  t.same(looked, [1, 1], 'nobody looks for what was found');
});

test('a look that fails is logged, and the wait goes on to its end', async (t) => {
  const endingOf = async () => {
    throw new Error('the store is away');
  };
  const { clock, lines, processor } = setUp(t, async () => DONE, { endingOf });
  const waiting = processor.settled(1, 1_000);
  clock.advance(250);
  await until(() => lines.length === 1);
  t.match(lines, [{ level: 'error', message: 'the end of an event could not be looked for' }]);
  clock.advance(1_000);
  t.equal(await waiting, null);
});
