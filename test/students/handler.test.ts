import type { ClaimedEvent } from '../../src/log/event.ts';
import { createStudentHandler } from '../../src/students/handler.ts';
import type { Student } from '../../src/students/student.ts';
import { claimedEvent, studentBody, type Test, TestClock, test } from '../harness.ts';
import { openMemory } from '../store/memory.ts';
import { knownStudent } from './known-student.ts';
import { unfilled } from './receive/read-events.ts';

const ID = '4554000000012345678';
const OTHER_ID = '4554000000012345679';
const NOW = '2026-01-25T10:00:00.000Z';

/** The handler over a real table that holds these students. */
function handlerFor(t: Test, ...known: Student[]) {
  const clock = new TestClock();
  const { events, students, studentTable } = openMemory(clock);
  t.teardown(() => events.close());
  for (const student of known) t.ok(studentTable.save(student));
  const handler = createStudentHandler({ students, log: events, clock, readRecord: null, outreach: null });
  return async (changes: Partial<ClaimedEvent>) => {
    const { result, write } = await handler(claimedEvent(changes), new AbortController().signal);
    return { result, write: write?.is === 'student' ? write.student : null };
  };
}

const payload = (data: Record<string, unknown>) => ({ payload: JSON.stringify(studentBody({ data })) });
const failure = (message: RegExp) => ({ name: 'PermanentFailure', message });

test('an unknown student is created from the body of the guide', async (t) => {
  const handle = handlerFor(t);
  t.strictSame(await handle({ id: 3 }), {
    result: {
      action_taken: 'created',
      record_id: ID,
      changed: ['studentNumber', 'academicEmail', 'displayName'],
    },
    write: knownStudent({ createdAt: NOW, updatedAt: NOW, lastEvent: 3 }),
  });
});

test('the row decides between insert and update, not the word in the payload', async (t) => {
  const email = { Academic_Email: 'sara@example.edu' };
  const known = await handlerFor(t, knownStudent())({ eventType: 'insert', ...payload(email) });
  t.match(known.result, { action_taken: 'updated', changed: ['academicEmail'] });
  const unknown = await handlerFor(t)({ eventType: 'update', ...payload(email) });
  t.match(unknown.result, { action_taken: 'created' });
});

test('without CRM an unknown operation is handled as an update', async (t) => {
  const handle = handlerFor(t, knownStudent());
  t.match((await handle({ eventType: 'Approve', ...payload({ City: 'Amman' }) })).result, {
    action_taken: 'updated',
  });
});

test('another module is logged only, whatever its record', async (t) => {
  const handle = handlerFor(t);
  t.strictSame(await handle({ module: 'BTEC_Grades', recordId: '', payload: 'null' }), {
    result: {
      action_taken: 'ignored',
      record_id: '',
      reason: 'Module BTEC_Grades is logged only; the service acts on BTEC_Students.',
      told: [{ code: 'MODULE_LOGGED_ONLY', params: { module: 'BTEC_Grades', acted: 'BTEC_Students' } }],
    },
    write: null,
  });
});

test('an event older than what was applied is superseded before its fields are looked at', async (t) => {
  const handle = handlerFor(t, knownStudent({ appliedTimes: { record: NOW } }));
  const older = { at: '2026-01-25T09:59:59.000Z', clock: 'record' } as const;
  const event = { occurred: older, ...payload({ Academic_Email: '' }) };
  t.match(await handle(event), { result: { action_taken: 'superseded' }, write: null });
  t.match(await handle({ ...event, eventType: 'delete' }), {
    result: { action_taken: 'superseded' },
    write: null,
  });
});

test('an update that is older than the delete does not bring the student back', async (t) => {
  const handle = handlerFor(t, knownStudent({ deletedAt: NOW, appliedTimes: { sender: NOW } }));
  const older = { at: '2026-01-25T09:59:59.000Z', clock: 'sender' } as const;
  t.match(await handle({ occurred: older }), { result: { action_taken: 'superseded' }, write: null });
});

test('a delete needs nothing but the record id', async (t) => {
  const handle = handlerFor(t, knownStudent());
  const { result, write } = await handle({ eventType: 'delete', payload: JSON.stringify({ zoho_id: ID }) });
  t.match(result, { action_taken: 'deleted', record_id: ID });
  t.match(write, { zohoId: ID, deletedAt: NOW, academicEmail: 'sara.ali@example.edu' });
});

test('a missing record id fails with a sentence', async (t) => {
  const handle = handlerFor(t);
  await t.rejects(handle({ recordId: '' }), failure(/^The record id is missing\./));
});

test('a record id that Zoho did not fill in fails with the name of the merge field', async (t) => {
  const handle = handlerFor(t);
  const recordId = unfilled('!BTEC_Students.Id');
  const start = `Zoho did not fill in the merge field ${recordId}.`;
  await t.rejects(handle({ recordId }), { name: 'PermanentFailure', message: start });
});

test('a thin body fails with the settings to fill in', async (t) => {
  const handle = handlerFor(t, knownStudent());
  const settings = /ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET and ZOHO_REFRESH_TOKEN .* replay this event\.$/;
  await t.rejects(handle({ payload: JSON.stringify({ zoho_id: ID }) }), failure(settings));
  await t.rejects(handle({ payload: 'null' }), failure(settings));
});

test('a missing or malformed e-mail fails with its sentence', async (t) => {
  const handle = handlerFor(t);
  await t.rejects(handle(payload({ Name: 'Sara Ali' })), failure(/^Academic_Email is missing\./));
  await t.rejects(handle(payload({ Academic_Email: '-None-' })), failure(/^Academic_Email is missing\./));
  await t.rejects(handle(payload({ Academic_Email: 'sara' })), failure(/^Academic_Email is malformed\./));
});

test('a known student keeps what the body does not say and what Zoho did not fill in', async (t) => {
  const handle = handlerFor(t, knownStudent({ city: 'Amman', phone: '1' }));
  const data = {
    Name: 'سارة علي',
    Academic_Email: unfilled('Academic_Email'),
    Phone: '',
    Student_ID_Number: 'STU001',
  };
  const { result, write } = await handle(payload(data));
  t.match(result, { changed: ['displayName', 'phone'] });
  t.match(write, {
    academicEmail: 'sara.ali@example.edu',
    city: 'Amman',
    phone: null,
    displayName: 'سارة علي',
  });
});

test('a number that another living student has fails and names that record', async (t) => {
  const handle = handlerFor(t, knownStudent({ zohoId: OTHER_ID }));
  const sentence = new RegExp(`^Student_ID_Number STU001 is already used by record ${OTHER_ID}\\.`);
  await t.rejects(handle({}), failure(sentence));
});

test('a number is free again once its student was deleted', async (t) => {
  const handle = handlerFor(t, knownStudent({ zohoId: OTHER_ID, deletedAt: NOW }));
  t.match((await handle({})).result, { action_taken: 'created' });
});

test('a student keeps its own number', async (t) => {
  t.match((await handlerFor(t, knownStudent())({})).result, { action_taken: 'unchanged' });
});

test('a deleted student cannot come back with a stored number that another one has now', async (t) => {
  const deleted = knownStudent({ deletedAt: NOW });
  const handle = handlerFor(t, deleted, knownStudent({ zohoId: OTHER_ID }));
  await t.rejects(handle(payload({ City: 'Amman' })), failure(/^Student_ID_Number STU001 is already used/));
});

test('a deleted student comes back when its number, which another one has now, is cleared', async (t) => {
  const handle = handlerFor(t, knownStudent({ deletedAt: NOW }), knownStudent({ zohoId: OTHER_ID }));
  const { result, write } = await handle(payload({ Student_ID_Number: '', City: 'Amman' }));
  t.equal(result.action_taken, 'created');
  t.match(write, { studentNumber: null, deletedAt: null });
});

test('students without a number do not stand in one another’s way', async (t) => {
  const handle = handlerFor(t, knownStudent({ zohoId: OTHER_ID, studentNumber: null }));
  const { write } = await handle(payload({ Academic_Email: 'jean.exemple@example.edu' }));
  t.equal(write?.studentNumber, null);
});

test('without Moodle too, one Moodle user is that of one living student', async (t) => {
  const omar = knownStudent({ zohoId: OTHER_ID, studentNumber: 'STU009', moodleUserId: '42' });
  const handle = handlerFor(t, omar);
  await t.rejects(
    handle(payload({ Academic_Email: 'sara@example.edu', Moodle_User_ID: '42.0' })),
    failure(new RegExp(`^The Moodle user 42 is already linked to record ${OTHER_ID}, .* record ${ID} too`)),
  );
  const own = await handle({ recordId: OTHER_ID, ...payload({ Moodle_User_ID: '42', City: 'Amman' }) });
  t.match(own.write, { moodleUserId: '42', moodleIdInZoho: '42' });
});

test('a Moodle id that is none is refused, one that says "none" is none', async (t) => {
  const handle = handlerFor(t, knownStudent({ moodleUserId: '42', moodleIdInZoho: '42' }));
  await t.rejects(
    handle(payload({ Moodle_User_ID: '1.5' })),
    failure(/^Moodle_User_ID is not the id of a Moodle/),
  );
  t.match((await handle(payload({ Moodle_User_ID: '0' }))).write, {
    moodleUserId: null,
    moodleIdInZoho: null,
  });
});
