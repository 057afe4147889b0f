import {
  decideDelete,
  decideUpsert,
  isSuperseded,
  superseded,
  validateStudent,
} from '../../src/students/decide.ts';
import type { Student, StudentFields } from '../../src/students/student.ts';
import { claimedEvent, test } from '../harness.ts';
import { knownStudent } from './known-student.ts';

const NOW = '2026-01-25T10:00:00.000Z';
const EARLIER = '2026-01-25T09:00:00.000Z';
const LATER = '2026-01-25T09:00:01.000Z';
const at = (time: string, clock: 'record' | 'sender' = 'record') =>
  claimedEvent({ id: 9, occurred: { at: time, clock } });
const untimed = claimedEvent({ id: 9, occurred: { at: '2020-01-01T00:00:00', clock: null } });
const upsert = (current: Student | null, fields: Partial<StudentFields>, event = untimed) =>
  decideUpsert(event, current, fields, NOW);

test('an event older than what was applied is superseded', async (t) => {
  const current = knownStudent({ appliedTimes: { record: LATER } });
  t.ok(isSuperseded(at(EARLIER), current));
  t.strictSame(superseded(at(EARLIER)), {
    result: { action_taken: 'superseded', record_id: '4554000000012345678' },
    write: null,
  });
});

test('equal times are not stale: two edits of one second arrive in order', async (t) => {
  t.notOk(isSuperseded(at(LATER), knownStudent({ appliedTimes: { record: LATER } })));
  t.notOk(isSuperseded(at(LATER), knownStudent({ appliedTimes: { record: EARLIER } })));
});

test('times of different kinds of clock are never compared', async (t) => {
  t.notOk(isSuperseded(at(EARLIER, 'sender'), knownStudent({ appliedTimes: { record: LATER } })));
  t.ok(
    isSuperseded(at(EARLIER, 'sender'), knownStudent({ appliedTimes: { record: EARLIER, sender: LATER } })),
  );
});

test('a time without a zone never decides, and an unknown student is never newer', async (t) => {
  t.notOk(isSuperseded(untimed, knownStudent({ appliedTimes: { record: LATER, sender: LATER } })));
  t.notOk(isSuperseded(at(EARLIER), null));
});

test('an unknown student is created, with nothing but what was said', async (t) => {
  const { result, write } = upsert(null, { academicEmail: 'sara.ali@example.edu', city: null }, at(EARLIER));
  t.strictSame(result, {
    action_taken: 'created',
    record_id: '4554000000012345678',
    changed: ['academicEmail'],
  });
  t.strictSame(
    write,
    knownStudent({
      studentNumber: null,
      displayName: null,
      appliedTimes: { record: EARLIER },
      createdAt: NOW,
      updatedAt: NOW,
      lastEvent: 9,
    }),
  );
});

test('a known student keeps what was not said and names what changed', async (t) => {
  const { result, write } = upsert(knownStudent({ city: 'Amman' }), {
    city: 'Irbid',
    displayName: 'Sara Ali',
  });
  t.strictSame(result, { action_taken: 'updated', record_id: '4554000000012345678', changed: ['city'] });
  t.strictSame(write, knownStudent({ city: 'Irbid', updatedAt: NOW, lastEvent: 9 }));
});

test('an empty field clears what was stored', async (t) => {
  const { result, write } = upsert(knownStudent({ city: 'Amman' }), { city: null });
  t.match(result, { action_taken: 'updated', changed: ['city'] });
  t.equal(write?.city, null);
});

test('an event that changes nothing leaves its row, so that an older one is still seen as older', async (t) => {
  t.strictSame(upsert(knownStudent(), { displayName: 'Sara Ali' }), {
    result: { action_taken: 'unchanged', record_id: '4554000000012345678' },
    write: knownStudent({ lastEvent: 9 }),
  });
});

test('an event that changes nothing leaves its time', async (t) => {
  const current = knownStudent({ appliedTimes: { sender: EARLIER, record: EARLIER } });
  const { result, write } = upsert(current, {}, at(LATER));
  t.equal(result.action_taken, 'unchanged');
  t.strictSame(write, { ...current, appliedTimes: { sender: EARLIER, record: LATER }, lastEvent: 9 });
});

test('where times do not decide, an older row never undoes a younger one', async (t) => {
  const current = knownStudent({ appliedTimes: { record: EARLIER }, lastEvent: 10 });
  t.equal(isSuperseded(untimed, current), true, 'without a time');
  t.equal(isSuperseded(at(EARLIER), current), true, 'at the same second');
  t.equal(isSuperseded(at(LATER), current), false, 'a later time decides');
  t.equal(isSuperseded(untimed, knownStudent({ lastEvent: 8 })), false, 'a younger row');
  t.equal(isSuperseded(untimed, null), false, 'an unknown student');
});

test('an update after a delete brings the student back with what is known', async (t) => {
  const deleted = knownStudent({ deletedAt: EARLIER, city: 'Amman' });
  const { result, write } = upsert(deleted, { displayName: 'Sara Ali' });
  t.match(result, { action_taken: 'created', changed: [] });
  t.strictSame(write, knownStudent({ city: 'Amman', updatedAt: NOW, lastEvent: 9 }));
});

test('a delete marks the student and keeps the row', async (t) => {
  const { result, write } = decideDelete(at(LATER), knownStudent({ appliedTimes: { record: EARLIER } }), NOW);
  t.strictSame(result, { action_taken: 'deleted', record_id: '4554000000012345678' });
  const deleted = { deletedAt: NOW, updatedAt: NOW, lastEvent: 9, appliedTimes: { record: LATER } };
  t.strictSame(write, knownStudent(deleted));
});

test('a delete of an unknown student leaves a mark, so that an older update cannot create it', async (t) => {
  const { result, write } = decideDelete(at(LATER), null, NOW);
  t.equal(result.action_taken, 'deleted');
  t.match(write, { zohoId: '4554000000012345678', deletedAt: NOW, academicEmail: null });
  t.ok(isSuperseded(at(EARLIER), write));
});

test('a second delete changes nothing and keeps the time of the first', async (t) => {
  const deleted = knownStudent({ deletedAt: EARLIER });
  t.strictSame(decideDelete(untimed, deleted, NOW), {
    result: { action_taken: 'unchanged', record_id: '4554000000012345678' },
    write: { ...deleted, lastEvent: 9 },
  });
  t.match(decideDelete(at(LATER), deleted, NOW).write, {
    deletedAt: EARLIER,
    appliedTimes: { record: LATER },
  });
});

const MISSING = { name: 'PermanentFailure', message: /^Academic_Email is missing\./ };
const MALFORMED = { name: 'PermanentFailure', message: /^Academic_Email is malformed\./ };

test('an unknown student needs an e-mail', async (t) => {
  t.throws(() => validateStudent({}, null, true), MISSING);
  t.throws(() => validateStudent({}, knownStudent({ academicEmail: null }), true), MISSING);
  t.doesNotThrow(() => validateStudent({ academicEmail: 'sara.ali@example.edu' }, null, true));
});

test('a known student keeps the e-mail that is stored, and it cannot be cleared', async (t) => {
  t.doesNotThrow(() => validateStudent({}, knownStudent(), true));
  t.throws(() => validateStudent({}, null, false), { message: /^Academic_Email is missing\. The body/ });
  t.throws(() => validateStudent({ academicEmail: null }, knownStudent(), true), MISSING);
});

for (const email of [
  'sara',
  'sara@example',
  '@example.edu',
  'sara@.edu',
  'sara@example.',
  'sara@example..edu',
  'sara@ali@example.edu',
  'sara ali@example.edu',
  `${'s'.repeat(243)}@example.edu`,
]) {
  test(`"${email.slice(0, 20)}" of ${email.length} characters is no e-mail address`, async (t) => {
    t.throws(() => validateStudent({ academicEmail: email }, knownStudent(), true), MALFORMED);
  });
}

for (const email of [
  's@example.edu',
  'sara+x@mail.example.edu',
  'سارة@example.edu',
  `${'s'.repeat(64)}@${'school.'.repeat(26)}example`,
]) {
  test(`"${email.slice(0, 20)}" of ${email.length} characters is an e-mail address`, async (t) => {
    t.doesNotThrow(() => validateStudent({ academicEmail: email }, null, true));
  });
}

test('a failure does not quote the e-mail address, which is personal', async (t) => {
  t.throws(() => validateStudent({ academicEmail: 'sara.ali' }, null, true), { message: /^(?!.*sara)/ });
});

test('equal times, and none at all, leave it to the order of arrival', async (t) => {
  for (const event of [at(LATER), untimed]) {
    t.ok(isSuperseded(event, knownStudent({ appliedTimes: { record: LATER }, lastEvent: 10 })));
    t.notOk(isSuperseded(event, knownStudent({ appliedTimes: { record: LATER }, lastEvent: 9 })), 'itself');
  }
});

test('a time that was applied already leaves the times as they are', async (t) => {
  const current = knownStudent({ appliedTimes: { record: LATER } });
  t.equal(upsert(current, { city: 'Amman' }, at(LATER)).write?.appliedTimes, current.appliedTimes);
});

test('a record that is whole and says nothing of the address keeps the one that is known', async (t) => {
  t.doesNotThrow(() => validateStudent({ city: 'Amman' }, knownStudent(), true));
  t.throws(() => validateStudent({ city: 'Amman' }, null, true), /Fill it in on the student/);
  t.throws(() => validateStudent({}, knownStudent({ academicEmail: null }), true), /Fill it in/);
  t.throws(() => validateStudent({}, null, false), /The body of the webhook does not carry it/);
});

test('a Moodle id that is none is refused by its name, an empty one is not', async (t) => {
  const fields = (moodleUserId: string | null) => ({ academicEmail: 'sara.ali@example.edu', moodleUserId });
  t.throws(() => validateStudent(fields('see notes'), null, false), /Moodle_User_ID is not the id/);
  for (const id of ['42', null]) t.doesNotThrow(() => validateStudent(fields(id), null, false));
});
