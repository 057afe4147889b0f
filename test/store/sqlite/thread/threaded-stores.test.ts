import { getEventListeners } from 'node:events';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Database from 'better-sqlite3';
import tap from 'tap';
import { StoreUnavailable } from '../../../../src/log/ports.ts';
import { openThreadedStores } from '../../../../src/store/sqlite/thread/threaded-stores.ts';
import { newEvent, temporaryFolder, test } from '../../../harness.ts';
import { endNext, FAILED, OPERATOR_ACTION } from '../../contract/support.ts';

/** One thread for all: to start one takes longer than everything that is asked of it. */
const file = join(temporaryFolder(tap), 'events.db');
const { intake, queue, reading, upkeep, students, suggestions } = await openThreadedStores(file, {
  port: 8001,
  endsStudentsAtOnce: false,
});
const events = { ...intake, ...queue, ...reading, ...upkeep };
tap.teardown(() => events.close().catch(() => {}));

/** Answers the row of a new event, which belongs to a record of its own. */
async function append(eventId: string): Promise<number> {
  const [appended] = await events.append([newEvent({ eventId, recordId: eventId })]);
  return Number(appended?.id);
}

async function appendFailed(eventId: string): Promise<number> {
  const id = await append(eventId);
  await endNext(events, FAILED);
  return id;
}

test('what was appended through the thread is in the file, its raw body to the byte', async (t) => {
  const rawBody = Buffer.from([0, 255, 10]);
  t.match(await events.append([newEvent({ rawBody })]), [{ id: 1, status: 'queued' }]);
  t.equal((await events.get(1))?.raw_body, rawBody.toString('base64'));
  const other = new Database(file, { readonly: true });
  t.match(other.prepare('SELECT event_id, status FROM integration_events_log').all(), [
    { event_id: 'event_1', status: 'pending' },
  ]);
  other.close();
  await endNext(events, FAILED);
});

test('calls of one turn are answered each with its own result', async (t) => {
  const answers = await Promise.all([
    events.append([newEvent({ eventId: 'a' })]),
    events.append([newEvent({ eventId: 'b' })]),
    events.append([newEvent({ eventId: 'a' })]),
    students.find('7'),
    suggestions.get(1),
  ]);
  t.match(answers, [
    [{ eventId: 'a', status: 'queued' }],
    [{ eventId: 'b', status: 'queued' }],
    [{ eventId: 'a', status: 'duplicate', duplicateOf: 2 }],
    null,
    null,
  ]);
  await endNext(events, FAILED);
  await endNext(events, FAILED);
});

test('the listener for waiting events hears of them', async (t) => {
  const heard = new Promise<void>((resolve) => events.onPending(resolve));
  await appendFailed('awaited');
  await t.resolves(heard);
});

test('the listener for changes hears which rows changed, until it is taken away', async (t) => {
  const heard: ReadonlySet<number>[] = [];
  const first = new Promise<void>((resolve) =>
    events.onChange((ids) => {
      heard.push(ids);
      resolve();
    }),
  );
  const id = await append('watched');
  await first;
  events.onChange(null);
  await endNext(events, FAILED);
  t.same(heard, [new Set([id])]);
});

test('a listener whose place was taken is forgotten', async (t) => {
  const forgotten = new WeakRef(listenWith({}));
  events.onChange(null);
  await events.heartbeat();
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  t.equal(forgotten.deref(), undefined);
});

test('a long work tells how far it is', async (t) => {
  await appendFailed('far');
  const progress: number[] = [];
  const onProgress = (replayed: number) => void progress.push(replayed);
  const filter = { event_id: 'far' };
  t.match(await events.replayMatching(filter, OPERATOR_ACTION, { onProgress }), { replayed: 1 });
  t.same(progress, [1]);
  await endNext(events, FAILED);
});

test('a long work stops when its caller does', async (t) => {
  const id = await appendFailed('stopped');
  const filter = { event_id: 'stopped' };
  const caller = new AbortController();
  const done = events.replayMatching(filter, OPERATOR_ACTION, { signal: caller.signal });
  caller.abort();
  t.match(await done, { replayed: 0, interrupted: true });
  const late = new AbortController();
  t.match(await events.replayMatching(filter, OPERATOR_ACTION, { signal: late.signal }), { replayed: 1 });
  t.same(
    getEventListeners(late.signal, 'abort'),
    [],
    'the signal of a service that runs for months holds nothing',
  );
  late.abort();
  t.match(await events.get(id), { status: 'pending' }, 'a stop that comes after the end changes nothing');
  const { signal } = caller;
  t.match(
    await events.replayMatching(filter, OPERATOR_ACTION, { signal }),
    { replayed: 0 },
    'nor begins one',
  );
});

test('a long work needs no options', async (t) => {
  t.match(await events.planErasure({ recordId: '7', email: null }), { events: 0, students: 0 });
});

test('a database that takes no write is unavailable, as without a thread', async (t) => {
  const other = new Database(file);
  other.exec('BEGIN IMMEDIATE');
  await t.rejects(events.append([newEvent({ eventId: 'locked' })]), StoreUnavailable);
  other.exec('ROLLBACK');
  other.close();
  t.match(
    await events.append([newEvent({ eventId: 'locked' })]),
    [{ status: 'queued' }],
    'and takes the next',
  );
});

test('a defect in the store comes back as an error with its stack', async (t) => {
  const other = new Database(file);
  other.exec(`CREATE TRIGGER refuse BEFORE INSERT ON integration_events_log
    BEGIN SELECT RAISE(ABORT, 'refused by a trigger'); END`);
  other.close();
  const error = await events.append([newEvent({ eventId: 'refused' })]).catch((error) => error);
  t.match(error, { message: 'refused by a trigger' });
  t.notMatch(error, { name: 'StoreUnavailable' });
  t.match(error.stack, /append/);
});

test('a database that cannot be opened refuses with its reason', async (t) => {
  await t.rejects(openThreadedStores('/dev/null/events.db', { port: 8001, endsStudentsAtOnce: false }), {
    message: /ENOTDIR/,
    code: 'UNUSABLE_DATABASE',
  });
});

test('a call after the end is refused, and one that was on its way too', async (t) => {
  await events.close();
  const onItsWay = events.get(1);
  await t.rejects(onItsWay, StoreUnavailable);
  await t.rejects(events.get(1), StoreUnavailable);
});

/** Answers what only the listener holds on to. */
function listenWith(held: object): object {
  events.onChange(() => void held);
  return held;
}
