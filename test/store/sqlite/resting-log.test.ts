import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openSqliteStores } from '../../../src/store/sqlite/open.ts';
import { newEvent, type Test, TestClock, temporaryFolder, test } from '../../harness.ts';
import { completed, endNext, FAILED, OPERATOR_ACTION } from '../contract/support.ts';

/** A log whose long works rest, and how often another connection took its lock meanwhile. */
async function open(t: Test) {
  const file = join(temporaryFolder(t), 'events.db');
  let turns = 0;
  const { events } = openSqliteStores(file, new TestClock(), {
    rest: async () => {
      other.exec('BEGIN IMMEDIATE; ROLLBACK');
      turns += 1;
    },
  });
  const other = new Database(file, { timeout: 0 });
  t.teardown(() => {
    other.close();
    return events.close();
  });
  await events.append([newEvent({ eventId: 'a', recordId: 'a' })]);
  await endNext(events, FAILED);
  await events.append([newEvent({ eventId: 'b', recordId: 'b' })]);
  await endNext(events, completed());
  return { events, turns: () => turns };
}

test('writes that are no long work do not rest', async (t) => {
  const { turns } = await open(t);
  t.equal(turns(), 0);
});

test('the service gets its turn after each write of a replay', async (t) => {
  const { events, turns } = await open(t);
  t.match(await events.replayMatching({}, OPERATOR_ACTION), { replayed: 2 });
  t.equal(turns(), 1);
});

test('the service gets its turn after each write of a pruning', async (t) => {
  const { events, turns } = await open(t);
  await events.prune('2100-01-01T00:00:00.000Z', OPERATOR_ACTION);
  t.ok(turns() >= 3, `${turns()} turns`);
});

test('the service gets its turn after each write of an erasure', async (t) => {
  const { events, turns } = await open(t);
  t.match(await events.erase({ recordId: 'b', email: null }, OPERATOR_ACTION), { events: 1 });
  t.equal(turns(), 3);
});
