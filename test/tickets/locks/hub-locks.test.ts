import { HubLocks } from '../../../src/tickets/locks/hub-locks.ts';
import { type Test, TestClock, test, until } from '../../harness.ts';
import { openMemory } from '../../store/memory.ts';

/** Two instances of a hub, by the state that they share. */
function hub(t: Test) {
  const clock = new TestClock();
  const { state, events } = openMemory(clock);
  t.teardown(() => events.close());
  const logged: string[] = [];
  const log = { error: (_fields: object, message: string) => void logged.push(message) };
  const instance = (owner: string, shared: Pick<typeof state, 'lease' | 'letGo'> = state) =>
    new HubLocks({ state: shared, owner, clock, log });
  return { clock, state, logged, instance };
}

test('two instances work on one ticket one after the other, and on two at once', async (t) => {
  const { clock, instance } = hub(t);
  const [one, other] = [instance('one'), instance('other')];
  const done: string[] = [];
  const first = Promise.withResolvers<void>();
  const running = one.run('1', async () => {
    await first.promise;
    done.push('one');
  });
  const waiting = other.run('1', async () => void done.push('other'));
  await other.run('2', async () => void done.push('another ticket'));
  await until(() => clock.nextInMs === 250);
  t.same(done, ['another ticket']);
  clock.advance(250);
  await until(() => clock.nextInMs === 250);
  first.resolve();
  await running;
  clock.advance(250);
  await waiting;
  t.same(done, ['another ticket', 'one', 'other']);
  t.equal(clock.nextInMs, null, 'no timer is left');
});

test('a ticket stays with an instance for as long as its work takes', async (t) => {
  const { clock, state, instance } = hub(t);
  const work = Promise.withResolvers<void>();
  const running = instance('one').run('1', () => work.promise);
  for (let turn = 0; turn < 6; turn++) {
    await until(() => clock.nextInMs === 10_000);
    clock.advance(10_000);
  }
  await until(() => clock.nextInMs === 10_000);
  t.equal(await state.lease('ticket.1', 'other', 30_000), false);
  work.resolve();
  await running;
  t.equal(await state.lease('ticket.1', 'other', 30_000), true);
});

test('work that ends while its lease is being prolonged leaves no timer behind', async (t) => {
  const { clock, state, instance } = hub(t);
  const renewal = Promise.withResolvers<boolean>();
  const work = Promise.withResolvers<void>();
  let asked = 0;
  const shared = {
    lease: (...about: Parameters<typeof state.lease>) =>
      ++asked === 2 ? renewal.promise : state.lease(...about),
    letGo: state.letGo.bind(state),
  };
  const running = instance('one', shared).run('1', () => work.promise);
  await until(() => clock.nextInMs === 10_000);
  clock.advance(10_000);
  work.resolve();
  await running;
  renewal.resolve(true);
  await renewal.promise;
  t.equal(clock.nextInMs, null);
});

test('what was done counts, also where the database is away afterwards', async (t) => {
  const { clock, state, logged, instance } = hub(t);
  let isAway = false;
  const refuse = async () => {
    throw new Error('the database is away');
  };
  const shared = {
    lease: (...about: Parameters<typeof state.lease>) => (isAway ? refuse() : state.lease(...about)),
    letGo: refuse,
  };
  const work = Promise.withResolvers<string>();
  const running = instance('one', shared).run('1', () => work.promise);
  await until(() => clock.nextInMs === 10_000);
  isAway = true;
  clock.advance(10_000);
  await until(() => logged.length === 1);
  work.resolve('written');
  t.equal(await running, 'written');
  t.same(logged, [
    'the lease of a ticket could not be prolonged',
    'a ticket stays taken until its lease ends',
  ]);
});
