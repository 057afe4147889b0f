import type { JsonObject, NewEvent } from '../../src/log/event.ts';
import { createStudentHandler, type ReadRecord } from '../../src/students/handler.ts';
import type { Student } from '../../src/students/student.ts';
import { newEvent, ofEachSource, type Test, TestClock, test } from '../harness.ts';
import { openMemory } from '../store/memory.ts';
import { knownStudent } from './known-student.ts';

const A = '4554000000000000001';
const B = '4554000000000000002';
const holder = (zohoId: string, studentNumber: string) =>
  knownStudent({ zohoId, studentNumber, appliedTimes: {}, lastEvent: 0 });

/** A log whose events are worked off one by one, as the processor does. */
function setUp(t: Test, readRecord: ReadRecord | null, ...known: Student[]) {
  const clock = new TestClock();
  const { events, students, studentTable } = openMemory(clock);
  t.teardown(() => events.close());
  for (const student of known) t.ok(studentTable.save(student));
  const handle = createStudentHandler({ students, log: events, clock, readRecord, outreach: null });
  /** Works off what is due, and answers how it ended. */
  const work = async () => {
    const claimed = await events.claim({ limits: ofEachSource(10), leaseToken: 'lease', leaseMs: 60_000 });
    const ends: string[] = [];
    for (const event of claimed) {
      try {
        const { result, write } = await handle(event, new AbortController().signal);
        await events.settle(event, { status: 'completed', result, write });
        ends.push('completed');
      } catch (error) {
        const { name, message } = error as Error;
        const retryAt = clock.now() + 1000;
        const isOver = name === 'PermanentFailure';
        await events.settle(
          event,
          isOver ? { status: 'failed', error: message } : { status: 'retry', error: message, retryAt },
        );
        ends.push(`${name}: ${message}`);
      }
    }
    clock.advance(1000);
    return ends;
  };
  const numbers = async () => [
    (await students.find(A))?.studentNumber ?? null,
    (await students.find(B))?.studentNumber ?? null,
  ];
  return { events, students, work, numbers };
}

let count = 0;
const says = (recordId: string, data: JsonObject, changes: Partial<NewEvent> = {}) =>
  newEvent({
    eventId: `event-${++count}`,
    recordId,
    payload: JSON.stringify({ record_id: recordId, data }),
    ...changes,
  });
const number = (Student_ID_Number: string) => ({ Student_ID_Number, Academic_Email: 'sara.ali@example.edu' });

test('two records that swap their numbers end swapped, without CRM', async (t) => {
  const { events, work, numbers } = setUp(t, null, holder(A, 'SW-1'), holder(B, 'SW-2'));
  await events.append([says(A, number('SW-2'))]);
  t.match(await work(), [
    /^TemporaryFailure: Student_ID_Number SW-2 is still that of record 4554000000000000002\./,
  ]);
  await events.append([says(B, number('SW-1'))]);
  for (let turn = 0; turn < 3; turn++) await work();
  t.same(await numbers(), ['SW-2', 'SW-1']);
  t.match(await events.stats({}), { by_status: { completed: 2 } });
  t.match((await events.get(1))?.result, { number_from: B });
});

test('a number whose event failed long ago is let go of all the same', async (t) => {
  const { events, work, numbers } = setUp(t, null, holder(A, 'SW-1'), holder(B, 'SW-2'));
  await events.append([says(A, number('SW-2'))]);
  for (let turn = 0; turn < 6; turn++) await work();
  t.match(await events.get(1), {
    status: 'failed',
    error_message: /^Student_ID_Number SW-2 is already used/,
  });
  await events.append([says(B, number('SW-1'))]);
  t.same(await work(), ['completed']);
  t.same(await numbers(), [null, 'SW-1']);
});

test('a deletion that waits gives the number up', async (t) => {
  const { events, students, work, numbers } = setUp(t, null, holder(A, 'SW-1'), holder(B, 'SW-2'));
  await events.append([says(B, {}, { eventType: 'delete' }), says(A, number('SW-2'))]);
  const [first] = await events.claim({ limits: ofEachSource(1), leaseToken: 'other', leaseMs: 60_000 });
  t.equal(first?.recordId, B);
  t.same(await work(), ['completed']);
  t.same(await numbers(), ['SW-2', null]);
  t.equal((await students.find(B))?.deletedAt, null, 'its own event says that');
});

test('what the other record says of other fields is no number given up', async (t) => {
  const { events, work } = setUp(t, null, holder(A, 'SW-1'), holder(B, 'SW-2'));
  await events.append([says(B, { City: 'Amman' })]);
  await events.claim({ limits: ofEachSource(1), leaseToken: 'other', leaseMs: 600_000 });
  await events.append([says(A, number('SW-2'))]);
  t.match(await work(), [/^TemporaryFailure/]);
});

test('a word of the other record that holds no fields is passed over for an older one', async (t) => {
  const { events, work, numbers } = setUp(t, null, holder(A, 'SW-1'), holder(B, 'SW-2'));
  await events.append([says(B, number('SW-3')), newEvent({ recordId: B, payload: `{"record_id":"${B}"}` })]);
  await events.claim({ limits: ofEachSource(1), leaseToken: 'other', leaseMs: 600_000 });
  await events.append([says(A, number('SW-2'))]);
  t.same(await work(), ['completed']);
  t.same(await numbers(), ['SW-2', null]);
});

test('events of the other record that were applied are over', async (t) => {
  const { events, work } = setUp(t, null, holder(A, 'SW-1'), holder(B, 'SW-2'));
  await events.append([says(B, number('SW-3'))]);
  await work();
  await events.append([says(B, number('SW-2'))]);
  await events.append([says(B, number('SW-2'), { eventId: 'again', module: 'BTEC_Grades' })]);
  await work();
  await work();
  await events.append([says(A, number('SW-2'))]);
  t.match(await work(), [/^TemporaryFailure/]);
});

test('with CRM the other record is read, and its number taken when it has another one or is gone', async (t) => {
  for (const record of [{ id: B, Student_ID_Number: 'SW-1' }, null]) {
    const { events, work, numbers } = setUp(t, async () => record, holder(A, 'SW-1'), holder(B, 'SW-2'));
    await events.append([says(A, number('SW-2'))]);
    t.same(await work(), ['completed']);
    t.same(await numbers(), ['SW-2', null]);
  }
});

test('a number that the other record really has is waited for some minutes, then the event fails', async (t) => {
  const held = { id: B, Student_ID_Number: 'SW-2' };
  const { events, work } = setUp(t, async () => held, holder(A, 'SW-1'), holder(B, 'SW-2'));
  await events.append([says(A, number('SW-2'))]);
  for (let turn = 0; turn < 5; turn++) t.match(await work(), [/^TemporaryFailure/]);
  t.match(await work(), [
    /^PermanentFailure: Student_ID_Number SW-2 is already used by record 4554000000000000002\./,
  ]);
});

test('a new student with the number of another one fails at once', async (t) => {
  const { events, work } = setUp(t, null, holder(B, 'SW-2'));
  await events.append([says(A, number('SW-2'))]);
  t.match(await work(), [/^PermanentFailure/]);
});
