import { test } from '../../harness.ts';
import type { Open } from './support.ts';

export function stateContract(name: string, open: Open): void {
  test(`${name}: what was remembered is read back, the newest value of each key`, async (t) => {
    const { state } = await open(t);
    t.equal(await state.read('mark'), null);
    await state.write('mark', '1');
    await state.write('other', 'x');
    await state.write('mark', '2');
    t.equal(await state.read('mark'), '2');
    t.equal(await state.read('other'), 'x');
  });

  test(`${name}: in each period one caller takes the turn, also after a clock that was ahead`, async (t) => {
    const { state, clock } = await open(t);
    const both = await Promise.all([state.takeTurn('turn', 60_000), state.takeTurn('turn', 60_000)]);
    t.same(both.sort(), [false, true]);
    t.equal(await state.takeTurn('other', 60_000), true);
    clock.advance(60_000);
    t.equal(await state.takeTurn('turn', 60_000), true);
    clock.advance(-10_000);
    t.equal(
      await state.takeTurn('turn', 60_000),
      false,
      'the clocks of two instances are never quite the same',
    );
    clock.advance(-20_000);
    t.equal(await state.takeTurn('turn', 60_000), true, 'nobody waits for a time that was wrong');
  });

  test(`${name}: one owner at a time holds a lease, until it lets go or is silent for too long`, async (t) => {
    const { state, clock } = await open(t);
    t.equal(await state.lease('ticket', 'one', 30_000), true);
    t.equal(await state.lease('ticket', 'other', 30_000), false);
    t.equal(await state.lease('another ticket', 'other', 30_000), true);
    clock.advance(-10_000);
    t.equal(await state.lease('ticket', 'other', 30_000), false, 'nor by a clock that is a little behind');
    clock.advance(30_000);
    t.equal(await state.lease('ticket', 'one', 30_000), true, 'it is prolonged');
    clock.advance(20_000);
    t.equal(await state.lease('ticket', 'other', 30_000), false);
    await state.letGo('ticket', 'other');
    t.equal(await state.lease('ticket', 'other', 30_000), false, 'only its owner lets go');
    await state.letGo('ticket', 'one');
    t.equal(await state.lease('ticket', 'other', 30_000), true);
    clock.advance(30_000);
    t.equal(await state.lease('ticket', 'one', 30_000), true, 'whoever is silent has lost it');
    clock.advance(-60_000);
    t.equal(await state.lease('ticket', 'other', 30_000), true, 'nobody waits for a time that was wrong');
  });
}
