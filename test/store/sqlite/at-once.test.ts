import { SqliteError } from 'better-sqlite3';
import type { EndAtOnce } from '../../../src/log/ports.ts';
import { openSqliteStores } from '../../../src/store/sqlite/open.ts';
import { newEvent, type Test, TestClock, test } from '../../harness.ts';

const said = { displayName: 'Sara Ali' };

function open(t: Test, endAtOnce: EndAtOnce) {
  const { events } = openSqliteStores(':memory:', new TestClock(), { endAtOnce });
  t.teardown(() => events.close());
  return events;
}

test('an event that the rule cannot decide is kept for the processor', async (t) => {
  const events = open(t, () => {
    throw new Error('Academic_Email is missing.');
  });
  t.same(await events.append([newEvent({ said })]), [{ id: 1, eventId: 'event_1', status: 'queued' }]);
  t.match(await events.get(1), { status: 'pending', attempts: 0 });
});

test('a database that breaks under the rule refuses the event, which its sender then sends again', async (t) => {
  const events = open(t, () => {
    throw new SqliteError('disk I/O error', 'SQLITE_IOERR');
  });
  await t.rejects(events.append([newEvent({ said })]), { name: 'StoreUnavailable' });
  t.equal((await events.stats({})).total_events, 0);
});
