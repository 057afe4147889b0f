import { join } from 'node:path';
import Database from 'better-sqlite3';
import { StoreUnavailable } from '../../../src/log/ports.ts';
import { openSqliteStores } from '../../../src/store/sqlite/open.ts';
import { newEvent, ofEachSource, type Test, TestClock, temporaryFolder, test } from '../../harness.ts';
import { completed, EVERYTHING, endNext, student } from '../contract/support.ts';
import { openMemory } from '../memory.ts';

const MANY = 1_000_000;

function open(t: Test, file = ':memory:') {
  const stores = openSqliteStores(file, new TestClock());
  t.teardown(() => stores.events.close());
  return stores;
}

test('while another connection holds the lock every write says that the store is unavailable', async (t) => {
  const file = join(temporaryFolder(t), 'events.db');
  const { events, connection } = open(t, file);
  connection.pragma('busy_timeout = 0');
  const other = new Database(file);
  t.teardown(() => other.close());
  other.exec('BEGIN IMMEDIATE');
  const answers = await Promise.allSettled([events.append([newEvent()]), events.heartbeat()]);
  t.match(answers, [{ status: 'rejected' }, { status: 'rejected' }]);
  for (const answer of answers) {
    if (answer.status === 'rejected') t.ok(answer.reason instanceof StoreUnavailable);
  }
  t.match(answers[0], {
    reason: { message: 'the database answered SQLITE_BUSY', cause: { code: 'SQLITE_BUSY' } },
  });
  t.equal((await events.stats({})).total_events, 0, 'and can still be read');

  other.exec('ROLLBACK');
  t.match(await events.append([newEvent()]), [{ status: 'queued' }]);
});

test('a full disk makes the store unavailable, keeps what it holds and loses no count', async (t) => {
  const { events, connection } = open(t);
  await events.append([newEvent({ eventId: 'kept' })]);
  const pages = connection.pragma('page_count', { simple: true });
  connection.pragma(`max_page_count = ${pages}`);
  const large = newEvent({ eventId: 'large', payload: JSON.stringify({ text: 'x'.repeat(100_000) }) });
  await t.rejects(events.append([large]), {
    name: 'StoreUnavailable',
    message: 'the database answered SQLITE_FULL',
  });
  t.match(await events.stats({}), { total_events: 1, by_status: { pending: 1 } });

  connection.pragma(`max_page_count = ${MANY}`);
  t.match(await events.append([large]), [{ status: 'queued' }]);
  t.match(await events.stats({}), { total_events: 2, by_status: { pending: 2 } });
});

test('an event too large for a full disk does not take the others of its turn with it', async (t) => {
  const { events, connection } = open(t);
  const pages = connection.pragma('page_count', { simple: true });
  connection.pragma(`max_page_count = ${pages}`);
  const large = newEvent({ eventId: 'large', payload: 'x'.repeat(100_000) });
  const answers = await Promise.allSettled([
    events.append([large]),
    events.append([newEvent({ eventId: 'small', recordId: '2' })]),
  ]);
  t.match(answers, [{ status: 'rejected' }, { status: 'fulfilled' }]);
  t.match(await events.stats({}), { total_events: 1, by_status: { pending: 1 } });
  connection.pragma(`max_page_count = ${MANY}`);
});

test('a store on a full disk can still be closed', async (t) => {
  const { events, connection } = openMemory(new TestClock());
  const pages = connection.pragma('page_count', { simple: true });
  connection.pragma(`max_page_count = ${pages}`);
  await events.append([newEvent()]);
  await t.resolves(events.close());
  t.equal(connection.open, false);
});

test('a delivery of which one event is refused is kept not at all, and its neighbours are', async (t) => {
  const { events, connection } = open(t);
  connection.exec(`CREATE TRIGGER refuse BEFORE INSERT ON integration_events_log
    WHEN new.event_id = 'refused' BEGIN SELECT RAISE(ABORT, 'refused by a trigger'); END`);
  let calls = 0;
  events.onPending(() => {
    calls += 1;
  });
  const answers = await Promise.allSettled([
    events.append([newEvent({ eventId: 'good' }), newEvent({ eventId: 'refused' })]),
    events.append([newEvent({ eventId: 'other' })]),
  ]);
  t.match(answers, [
    { status: 'rejected', reason: { code: 'SQLITE_CONSTRAINT_TRIGGER', message: 'refused by a trigger' } },
    { status: 'fulfilled', value: [{ eventId: 'other', status: 'queued' }] },
  ]);
  t.match(await events.stats({}), { total_events: 1, by_status: { pending: 1 } });
  t.equal(calls, 1, 'the listener hears of the commit only');
});

test('an event that is refused as a repeat without an original is an error, not an answer', async (t) => {
  const { events, connection } = open(t);
  connection.exec(`CREATE TRIGGER swallow BEFORE INSERT ON integration_events_log
    BEGIN SELECT RAISE(IGNORE); END`);
  await t.rejects(
    events.append([newEvent()]),
    new Error('an event was refused as a repeat, but the log holds no original'),
  );
});

test('a student that cannot be stored for another reason than its number is no conflict', async (t) => {
  const { events, studentTable, connection } = open(t);
  connection.pragma('query_only = ON');
  t.throws(() => studentTable.save(student()), { code: 'SQLITE_READONLY' });
  connection.pragma('query_only = OFF');
  connection.exec(`CREATE TRIGGER refuse BEFORE INSERT ON students BEGIN SELECT RAISE(ABORT, 'no'); END`);
  await events.append([newEvent()]);
  await t.rejects(endNext(events, completed(student())), { code: 'SQLITE_CONSTRAINT_TRIGGER' });
  t.equal((await events.get(1))?.status, 'processing');
});

test('a database that is closed rejects a write', async (t) => {
  const { events } = openMemory(new TestClock());
  await events.close();
  await t.rejects(events.append([newEvent()]));
});

test('what was committed is there after a restart, and what was in work runs again', async (t) => {
  const file = join(temporaryFolder(t), 'events.db');
  const before = openSqliteStores(file, new TestClock());
  await before.events.append([newEvent({ recordId: '1' }), newEvent({ eventId: 'b', recordId: '2' })]);
  await endNext(before.events, completed(student({ zohoId: '1' })));
  await before.events.claim({ limits: ofEachSource(1), leaseToken: 'lease-of-the-dead', leaseMs: 60_000 });
  await before.events.close();

  const { events, students } = open(t, file);
  t.same((await events.stats({})).by_status, { completed: 1, processing: 1 });
  t.same(await students.find('1'), student({ zohoId: '1' }));
  t.equal(await events.recover(EVERYTHING), 1);
  t.match(await endNext(events, completed()), { eventId: 'b', attempt: 2 });
  t.match(await events.append([newEvent({ recordId: '1' })]), [{ status: 'duplicate', duplicateOf: 1 }]);
});

test('a process that restarts with an earlier clock goes by it, and its ids keep the order', async (t) => {
  const file = join(temporaryFolder(t), 'events.db');
  const clock = new TestClock();
  clock.advance(3_600_000);
  const before = openSqliteStores(file, clock);
  await before.events.append([newEvent()]);
  await before.events.close();
  const { events } = open(t, file);
  await events.append([newEvent({ eventId: 'b' })]);
  t.equal((await events.get(2))?.created_at, '2026-01-25T10:00:00.000Z');
});

test('two processes on one file keep an id once', async (t) => {
  const file = join(temporaryFolder(t), 'events.db');
  const [one, other] = [open(t, file), open(t, file)];
  const answers = (
    await Promise.all([one.events.append([newEvent()]), other.events.append([newEvent()])])
  ).flat();
  t.same(answers.map(({ status }) => status).sort(), ['duplicate', 'queued']);
});
