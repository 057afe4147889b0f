import type { ClaimedEvent, JsonObject } from '../../src/log/event.ts';
import { createStudentHandler } from '../../src/students/handler.ts';
import type { Student } from '../../src/students/student.ts';
import { claimedEvent, studentBody, type Test, TestClock, test } from '../harness.ts';
import { openMemory } from '../store/memory.ts';
import { knownStudent } from './known-student.ts';
import { unfilled } from './receive/read-events.ts';

const ID = '4554000000012345678';
const NOW = '2026-01-25T10:00:00.000Z';
const BEFORE = '2026-01-25T09:00:00.000Z';
const RECORD = {
  id: ID,
  Student_ID_Number: 'STU001',
  Name: 'Sara Ali',
  Academic_Email: 'sara.ali@example.edu',
  City: 'Irbid',
  Modified_Time: '2026-01-25T09:30:00Z',
};

/** The handler with a CRM that has this record, or none, and counts how often it is asked. */
function handlerFor(t: Test, record: JsonObject | null, ...known: Student[]) {
  const clock = new TestClock();
  const { events, students, studentTable } = openMemory(clock);
  t.teardown(() => events.close());
  for (const student of known) t.ok(studentTable.save(student));
  const asked: string[] = [];
  const readRecord = async (module: string, id: string) => {
    asked.push(`${module}/${id}`);
    return record;
  };
  const handler = createStudentHandler({ students, log: events, clock, readRecord, outreach: null });
  const handle = async (changes: Partial<ClaimedEvent>) => {
    const { result, write } = await handler(claimedEvent(changes), new AbortController().signal);
    return { result, write: write?.is === 'student' ? write.student : null };
  };
  return { handle, asked };
}

const body = (value: unknown) => ({ payload: JSON.stringify(value) });

for (const [what, sent] of [
  ['only an id', { zoho_id: ID }],
  ['an id and a time', { id: ID, module: 'BTEC_Students', Modified_Time: '2026-01-25T09:45:00Z' }],
  ['a list with a record of which only the id is there', { module: 'BTEC_Students', data: [{ id: ID }] }],
  ['empty data', { record_id: ID, data: {} }],
  ['merge fields that nobody filled', { record_id: ID, data: { City: unfilled('City'), Name: '{{name}}' } }],
  ['fields that we do not know', { record_id: ID, Nationality: 'Jordanian' }],
] as const) {
  test(`a body that says nothing of the student is read from CRM: ${what}`, async (t) => {
    const { handle, asked } = handlerFor(t, RECORD, knownStudent());
    const { result, write } = await handle(body(sent));
    t.match(result, { action_taken: 'updated', changed: ['city'] });
    t.match(write, { city: 'Irbid', appliedTimes: { record: '2026-01-25T09:30:00.000Z' } });
    t.same(asked, [`BTEC_Students/${ID}`]);
  });
}

test('a body with fields needs no look', async (t) => {
  const { handle, asked } = handlerFor(t, RECORD, knownStudent());
  t.match((await handle(body(studentBody({ data: { City: 'Amman' } })))).write, { city: 'Amman' });
  t.same(asked, []);
});

test('of a student who is not known, a body without the address is completed from CRM', async (t) => {
  const { handle } = handlerFor(t, RECORD);
  t.match((await handle(body(studentBody({ data: { City: 'Amman' } })))).write, { city: 'Irbid' });
});

test('an unknown operation means a look at CRM, whatever the body says', async (t) => {
  const { handle } = handlerFor(t, RECORD, knownStudent());
  const event = { eventType: 'Approve', ...body(studentBody({ data: { City: 'Amman' } })) };
  t.match((await handle(event)).write, { city: 'Irbid' });
  const gone = handlerFor(t, null, knownStudent());
  await t.rejects(gone.handle(event), { message: /^Zoho CRM has no record/ });
});

test('a restored record keeps its old time, and is taken all the same', async (t) => {
  const deleted = knownStudent({ deletedAt: NOW, appliedTimes: { record: NOW } });
  const event = {
    occurred: { at: BEFORE, clock: 'record' } as const,
    ...body(studentBody({ data: RECORD })),
  };
  const { handle } = handlerFor(t, RECORD, deleted);
  t.match((await handle(event)).write, {
    deletedAt: null,
    appliedTimes: { record: '2026-01-25T09:30:00.000Z' },
  });
  const gone = handlerFor(t, null, deleted);
  t.match(await gone.handle(event), { result: { action_taken: 'superseded' }, write: null });
});

test('without CRM the sentence names what the body carried instead of fields', async (t) => {
  const clock = new TestClock();
  const { events, students } = openMemory(clock);
  t.teardown(() => events.close());
  const handler = createStudentHandler({ students, log: events, clock, readRecord: null, outreach: null });
  const handle = (sent: unknown) => handler(claimedEvent(body(sent)), new AbortController().signal);
  await t.rejects(handle({ zoho_id: ID, data: [{ id: ID }] }), {
    message: /^The webhook carried only the record id\. Set/,
  });
  await t.rejects(handle({ record_id: ID, data: { Nationality: 'Jordanian' } }), {
    message: /^The webhook carried no field of the student that is known here, only Nationality\. Set/,
  });
  await t.rejects(handle({ record_id: ID, Nationality: 'Jordanian' }), {
    message: /only record_id, Nationality\. Set/,
  });
});

for (const [recordId, sentence] of [
  ['4.554E+18', /^The record id 4\.554E\+18 has lost digits/],
  ['CRMID', /^The record id CRMID is no id of a record in Zoho\. Send the whole id/],
  ['-None-', /^The record id is missing\./],
  ['$CRMID', /^Zoho did not fill in the merge field \$CRMID\./],
  ['{{record.id}}', /^Zoho did not fill in the merge field \{\{record\.id\}\}\./],
] as const) {
  test(`no student is made of the record id ${recordId}`, async (t) => {
    const { handle, asked } = handlerFor(t, RECORD);
    await t.rejects(handle({ recordId }), { name: 'PermanentFailure', message: sentence });
    t.same(asked, []);
  });
}

test('a module that was surely meant to be ours is a failure, not passed over', async (t) => {
  const { handle } = handlerFor(t, RECORD);
  await t.rejects(handle({ module: 'BTEC_Studnets' }), {
    name: 'PermanentFailure',
    message: /^The module BTEC_Studnets is not BTEC_Students, though nearly\./,
  });
});
