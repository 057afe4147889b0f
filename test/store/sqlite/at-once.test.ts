import { SqliteError } from 'better-sqlite3';
import type { EndAtOnce, EventStore } from '../../../src/log/ports.ts';
import { endStudentAtOnce } from '../../../src/students/at-once.ts';
import { newEvent, ofEachSource, type Test, TestClock, test } from '../../harness.ts';
import { openMemory } from '../memory.ts';

const said = { displayName: 'Sara Ali' };

function open(t: Test, endAtOnce: EndAtOnce) {
  const { events } = openMemory(new TestClock(), { endAtOnce });
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

const RECORD = '4554000000012345678';
const LEASE = { leaseToken: 'lease', leaseMs: 60_000 };
const carrying = (fields: object) => ({ recordId: RECORD, payload: JSON.stringify({ data: fields }) });
const WHOLE = { Academic_Email: 'sara.ali@example.edu', Student_ID_Number: 'STU001', Name: 'Sara Ali' };
const claimEnding = (events: EventStore) =>
  events.claim({ ...LEASE, limits: ofEachSource(10), mayEnd: true });

test('an event that had to wait is ended where it is kept, and handed out as ended, without its payload', async (t) => {
  const { events, students } = openMemory(new TestClock(), { endAtOnce: endStudentAtOnce });
  t.teardown(() => events.close());
  await events.append([newEvent(carrying(WHOLE))]);
  t.match(await claimEnding(events), [{ id: 1, payload: '', ended: { action_taken: 'created' } }]);
  t.match(await events.get(1), {
    status: 'completed',
    attempts: 1,
    attempts_made: [{ attempt: 1, outcome: 'completed' }],
  });
  t.match(await students.find(RECORD), { academicEmail: 'sara.ali@example.edu', lastEvent: 1 });
  t.same((await events.stats({})).by_status, { completed: 1 });
  await events.append([newEvent({ eventId: 'event_2', recordId: RECORD, eventType: 'delete' })]);
  t.match(await claimEnding(events), [{ id: 2, ended: { action_taken: 'deleted' } }]);
});

/** Students that waited: complete ones, but for those that need a worker. */
function waiting(numbers: Iterable<number>, isThin: (n: number) => boolean = () => false) {
  return Array.from(numbers, (n) => {
    const recordId = `45540000000000${String(n).padStart(5, '0')}`;
    const fields = { Academic_Email: `student.${n}@example.edu`, Name: 'Sara Ali' };
    const payload = JSON.stringify(isThin(n) ? { zoho_id: recordId } : { data: fields });
    return newEvent({ eventId: `waited_${n}`, recordId, payload });
  });
}

const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);

test('where what is claimed can be ended, many more than there are places are ended at a time', async (t) => {
  const events = open(t, endStudentAtOnce);
  await events.append(waiting(upTo(250)));
  const counts: number[] = [];
  for (let n = 0; n < 4; n++) counts.push((await claimEnding(events)).length);
  t.same(counts, [10, 210, 30, 0]);
  t.same((await events.stats({})).by_status, { completed: 250 });
});

test('a few that need a worker among many that do not leave the claims large', async (t) => {
  const events = open(t, endStudentAtOnce);
  await events.append(waiting(upTo(250), (n) => n % 50 === 5));
  const counts: number[] = [];
  for (let n = 0; n < 4; n++) counts.push((await claimEnding(events)).length);
  t.same(counts, [10, 210, 30, 0]);
  t.same((await events.stats({})).by_status, { completed: 245, processing: 5 });
});

test('of many that turn out to need a worker as many go out as there are places, and the others wait untouched', async (t) => {
  const events = open(t, endStudentAtOnce);
  await events.append(waiting(upTo(40), (n) => n >= 10));
  t.equal((await claimEnding(events)).length, 10);
  const second = await claimEnding(events);
  t.same(
    second.map(({ eventId }) => eventId),
    upTo(10).map((n) => `waited_${n + 10}`),
  );
  t.same((await events.stats({})).by_status, { completed: 10, processing: 10, pending: 20 });
  t.match(await events.get(40), { status: 'pending', attempts: 0, attempts_made: [], error_message: null });
  // Some had to be given back: the next claim asks for no more than it has places for.
  t.same(
    (await claimEnding(events)).map(({ eventId }) => eventId),
    upTo(10).map((n) => `waited_${n + 20}`),
  );
});

test('what was tried before is claimed with no more than there are places: it may be what ended the process', async (t) => {
  const clock = new TestClock();
  const { events } = openMemory(clock, { endAtOnce: endStudentAtOnce });
  t.teardown(() => events.close());
  await events.append(waiting(upTo(12), () => true));
  for (const event of await events.claim({ ...LEASE, limits: ofEachSource(12) }))
    await events.settle(event, { status: 'retry', retryAt: clock.now() + 1, error: 'Zoho CRM is away.' });
  await events.append(waiting(upTo(20).map((n) => n + 100)));
  t.equal((await claimEnding(events)).length, 10, 'all of them ended');
  clock.advance(1);
  t.equal((await claimEnding(events)).length, 10, 'none that was tried before is among the many');
  const tried = await claimEnding(events);
  t.same(
    tried.map(({ attempt }) => attempt),
    Array(10).fill(2),
  );
});

test('an event that waited and needs a worker is handed out whole', async (t) => {
  const events = open(t, endStudentAtOnce);
  await events.append([newEvent({ payload: `{"zoho_id":"${RECORD}"}` })]);
  await events.append([newEvent({ source: 'zoho_desk' })]);
  await events.append([
    newEvent({ ...carrying({ Name: 'Sara Ali' }), recordId: '4554000000000000002', eventId: 'no-email' }),
  ]);
  const claimed = await claimEnding(events);
  t.same(
    claimed.map(({ ended, attempt }) => [ended, attempt]),
    [
      [undefined, 1],
      [undefined, 1],
      [undefined, 1],
    ],
  );
  t.equal(claimed[0]?.payload, `{"zoho_id":"${RECORD}"}`);
  t.same((await events.stats({})).by_status, { processing: 3 });
});

test('a worker gets the event whose number another student holds, and says so', async (t) => {
  const events = open(t, endStudentAtOnce);
  await events.append([newEvent({ said: { studentNumber: 'STU001', academicEmail: 'a@example.edu' } })]);
  await events.append([
    newEvent({ ...carrying(WHOLE), eventId: 'event_2', recordId: '4554000000000000002' }),
  ]);
  t.match(await claimEnding(events), [{ eventId: 'event_2', ended: undefined }]);
  t.match(await events.get(2), { status: 'processing', result: null });
});

test('whoever does not ask for it gets every event to work on', async (t) => {
  const events = open(t, endStudentAtOnce);
  await events.append([newEvent(carrying(WHOLE))]);
  t.match(await events.claim({ ...LEASE, limits: ofEachSource(1) }), [{ id: 1, ended: undefined }]);
});

test('an event that changes nothing ends without a student', async (t) => {
  const events = open(t, () => ({ result: { action_taken: 'ignored' }, write: null }));
  await events.append([newEvent(carrying(WHOLE))]);
  t.match(await claimEnding(events), [{ ended: { action_taken: 'ignored' } }]);
  t.match(await events.get(1), { status: 'completed', result: { action_taken: 'ignored' } });
});

test('a database that breaks under the rule leaves an event that waited under its lease', async (t) => {
  const events = open(t, () => {
    throw new SqliteError('disk I/O error', 'SQLITE_IOERR');
  });
  await events.append([newEvent(carrying(WHOLE))]);
  await t.rejects(claimEnding(events), { name: 'StoreUnavailable' });
  t.match(await events.get(1), { status: 'processing', attempts: 1 });
});
