import { join } from 'node:path';
import { openSqliteStores } from '../../../../src/store/sqlite/open.ts';
import { newEvent, type Test, TestClock, temporaryFolder, test } from '../../../harness.ts';

function setUp(t: Test) {
  const file = join(temporaryFolder(t), 'events.db');
  const clock = new TestClock();
  const [ours, theirs] = [openSqliteStores(file, clock), openSqliteStores(file, clock)];
  t.teardown(() => Promise.all([ours.events.close(), theirs.events.close()]));
  let woken = 0;
  ours.events.onPending(() => {
    woken += 1;
  });
  return { clock, connection: ours.connection, ours: ours.events, theirs: theirs.events, woken: () => woken };
}

test('what another process commits wakes us within two seconds, once', async (t) => {
  const { clock, ours, theirs, woken } = setUp(t);
  await ours.watchOthers();
  clock.advance(2_000);
  t.equal(woken(), 0);
  await theirs.append([newEvent()]);
  clock.advance(2_000);
  t.equal(woken(), 1);
  clock.advance(10_000);
  t.equal(woken(), 1);
});

test('those who watch the log are told that something changed', async (t) => {
  const { clock, ours, theirs } = setUp(t);
  const heard: number[] = [];
  ours.onChange((ids) => void heard.push(ids.size));
  await ours.watchOthers();
  await theirs.append([newEvent()]);
  clock.advance(2_000);
  t.same(heard, [0]);
});

test('our own commits do not count, and after the close nobody looks', async (t) => {
  const { clock, ours, woken } = setUp(t);
  await ours.watchOthers();
  await ours.heartbeat();
  clock.advance(2_000);
  t.equal(woken(), 0);
});

test('a database that does not answer for a while ends nothing, and what came meanwhile is noticed', async (t) => {
  const { clock, connection, ours, theirs, woken } = setUp(t);
  await ours.watchOthers();
  connection.pragma = () => {
    throw new Error('disk I/O error');
  };
  await theirs.append([newEvent()]);
  clock.advance(2_000);
  t.equal(woken(), 0);
  Reflect.deleteProperty(connection, 'pragma');
  clock.advance(2_000);
  t.equal(woken(), 1);
});
