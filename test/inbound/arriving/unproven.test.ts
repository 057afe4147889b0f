import { UnprovenBodies } from '../../../src/inbound/arriving/unproven.ts';
import { TestClock, test } from '../../harness.ts';

function room(mostBytes: number) {
  const clock = new TestClock();
  const out: string[] = [];
  let full = 0;
  const bodies = new UnprovenBodies({ clock, onFull: () => void full++, mostBytes });
  const enter = (name: string, bytes = 0) => {
    const place = bodies.enter(() => out.push(name));
    place.grow(bytes);
    return place;
  };
  return { clock, bodies, out, enter, full: () => full };
}

test('bodies count while they arrive, and no longer', (t) => {
  const { bodies, enter, out } = room(100_000);
  const first = enter('first', 60_000);
  enter('second', 30_000);
  t.equal(bodies.bytes, 90_000);
  first.leave();
  first.leave();
  t.equal(bodies.bytes, 30_000);
  t.same(out, []);
  t.end();
});

test('when the room is full the body that came most slowly is put out, once', (t) => {
  const { clock, bodies, enter, out, full } = room(100_000);
  const slow = enter('half a body, held open', 40_000);
  clock.advance(10_000);
  enter('at a normal pace', 40_000);
  enter('another', 40_000);
  t.same(out, ['half a body, held open']);
  t.equal(full(), 1);
  t.equal(bodies.bytes, 80_000);
  slow.leave();
  t.equal(bodies.bytes, 80_000);
  t.end();
});

test('a byte now and then keeps no place', (t) => {
  const { clock, enter, out } = room(100_000);
  const dribbling = enter('dribbling', 90_000);
  for (let time = 1; time <= 10; time++) {
    clock.advance(1_000);
    dribbling.grow(1);
  }
  enter('whole', 50_000);
  t.same(out, ['dribbling']);
  t.end();
});

test('small bodies are never put out, though they fill the room', (t) => {
  const { clock, enter, out } = room(100_000);
  for (let n = 1; n <= 10; n++) enter('small', 16_000);
  t.same(out, []);
  clock.advance(1_000);
  enter('large', 20_000);
  t.same(out, ['large']);
  t.end();
});

test('of large bodies four go on in a turn of the event loop, and none waits for ever', async (t) => {
  const { enter } = room(1_000_000);
  const went: number[] = [];
  t.notOk(
    enter('small', 16_384).mustWait(() => {}),
    'a small one never waits',
  );
  for (let n = 1; n <= 9; n++) t.ok(enter('large', 20_000).mustWait(() => void went.push(n)));
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  await turn();
  t.same(went, [1, 2, 3, 4]);
  await turn();
  await turn();
  t.same(went, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
});
