import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openThreadedStores } from '../../../src/events/sqlite/threaded-stores.ts';
import { StoreUnavailable } from '../../../src/events/store.ts';
import { newEvent, type Test, temporaryFolder, test } from '../../harness.ts';
import { endNext, FAILED, OPERATOR_ACTION } from '../contract/support.ts';

async function open(t: Test) {
  const file = join(temporaryFolder(t), 'events.db');
  const stores = await openThreadedStores(file);
  t.teardown(() => stores.events.close().catch(() => {}));
  return { ...stores, file };
}

test('what was appended through the thread is in the file, its raw body to the byte', async (t) => {
  const { events, file } = await open(t);
  const rawBody = Buffer.from([0, 255, 10]);
  t.match(await events.append([newEvent({ rawBody })]), [{ id: 1, status: 'queued' }]);
  t.equal((await events.get(1))?.raw_body, rawBody.toString('base64'));
  const other = new Database(file, { readonly: true });
  t.match(other.prepare('SELECT event_id, status FROM integration_events_log').all(), [
    { event_id: 'event_1', status: 'pending' },
  ]);
  other.close();
});

test('calls of one turn are answered each with its own result', async (t) => {
  const { events, students, suggestions } = await open(t);
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
    [{ eventId: 'a', status: 'duplicate', duplicateOf: 1 }],
    null,
    null,
  ]);
});

test('the listener for waiting events hears of them', async (t) => {
  const { events } = await open(t);
  const heard = new Promise<void>((resolve) => events.onPending(resolve));
  await events.append([newEvent()]);
  await t.resolves(heard);
});

test('the listener for changes hears which rows changed, until it is taken away', async (t) => {
  const { events } = await open(t);
  const heard: ReadonlySet<number>[] = [];
  const first = new Promise<void>((resolve) =>
    events.onChange((ids) => {
      heard.push(ids);
      resolve();
    }),
  );
  await events.append([newEvent({ eventId: 'a' })]);
  await first;
  events.onChange(null);
  await events.append([newEvent({ eventId: 'b' })]);
  await events.get(2);
  t.same(heard, [new Set([1])]);
});

test('a long work tells how far it is', async (t) => {
  const { events } = await open(t);
  await events.append([newEvent()]);
  await endNext(events, FAILED);
  const progress: number[] = [];
  const onProgress = (replayed: number) => void progress.push(replayed);
  t.match(await events.replayMatching({}, OPERATOR_ACTION, { onProgress }), { replayed: 1 });
  t.same(progress, [1]);
});

test('a long work stops when its caller does', async (t) => {
  const { events } = await open(t);
  await events.append([newEvent()]);
  await endNext(events, FAILED);
  const caller = new AbortController();
  const done = events.replayMatching({}, OPERATOR_ACTION, { signal: caller.signal });
  caller.abort();
  t.match(await done, { replayed: 0, interrupted: true });
  const late = new AbortController();
  t.match(await events.replayMatching({}, OPERATOR_ACTION, { signal: late.signal }), { replayed: 1 });
  late.abort();
  t.match(await events.get(1), { status: 'pending' }, 'a stop that comes after the end changes nothing');
  const { signal } = caller;
  t.match(await events.replayMatching({}, OPERATOR_ACTION, { signal }), { replayed: 0 }, 'nor begins one');
});

test('a long work needs no options', async (t) => {
  const { events } = await open(t);
  t.match(await events.planErasure({ recordId: '7', email: null }), { events: 0, students: 0 });
});

test('a database that takes no write is unavailable, as without a thread', async (t) => {
  const { events, file } = await open(t);
  const other = new Database(file);
  other.exec('BEGIN IMMEDIATE');
  await t.rejects(events.append([newEvent()]), StoreUnavailable);
  other.exec('ROLLBACK');
  other.close();
  t.match(await events.append([newEvent()]), [{ status: 'queued' }], 'and takes the next');
});

test('a defect in the store comes back as an error with its stack', async (t) => {
  const { events, file } = await open(t);
  const other = new Database(file);
  other.exec(`CREATE TRIGGER refuse BEFORE INSERT ON integration_events_log
    BEGIN SELECT RAISE(ABORT, 'refused by a trigger'); END`);
  other.close();
  const error = await events.append([newEvent()]).catch((error) => error);
  t.match(error, { message: 'refused by a trigger' });
  t.notMatch(error, { name: 'StoreUnavailable' });
  t.match(error.stack, /append/);
});

test('a database that cannot be opened refuses with its reason', async (t) => {
  await t.rejects(openThreadedStores('/dev/null/events.db'), { message: /mkdir/, code: 'EEXIST' });
});

test('a call after the end is refused, and one that was on its way too', async (t) => {
  const { events } = await open(t);
  await events.close();
  const onItsWay = events.get(1);
  await t.rejects(onItsWay, StoreUnavailable);
  await t.rejects(events.get(1), StoreUnavailable);
});
