import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { SLICE, slicesOf } from '../../../src/service/static/slices.ts';
import { test } from '../../harness.ts';

test('the slices together are the bytes', async (t) => {
  for (const length of [0, 1, SLICE, SLICE + 1, 3 * SLICE]) {
    const bytes = Buffer.from(Array.from({ length }, (_, index) => index % 251));
    t.ok(bytes.equals(await buffer(slicesOf(bytes))), `${length} bytes`);
  }
});

test('between two slices the event loop turns, however fast they are read', async (t) => {
  let turns = 0;
  let isOver = false;
  const turn = () => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  turn();
  const slices = slicesOf(Buffer.alloc(20 * SLICE)).resume();
  await once(slices, 'end');
  isOver = true;
  t.ok(turns >= 20, `${turns} turns`);
});
