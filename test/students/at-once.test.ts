import { endStudentAtOnce, needsNothingOutside } from '../../src/students/at-once.ts';
import type { Student } from '../../src/students/student.ts';
import { claimedEvent, test } from '../harness.ts';
import { knownStudent } from './known-student.ts';

const NOW = '2026-01-25T10:00:00.000Z';
const SAID = { academicEmail: 'sara.ali@example.edu', city: 'Amman' };
type Changes = Parameters<typeof claimedEvent>[0];

/** How an event ends while it is kept, given what is known of its student; null when it does not. */
function end(changes: Changes, known: Student | null = null, said: Record<string, string | null> = SAID) {
  return endStudentAtOnce(claimedEvent({ id: 10, ...changes }), said, NOW, (id) =>
    id === known?.zohoId ? known : null,
  );
}

test('with a Moodle to tell, a student needs something outside', async (t) => {
  t.ok(needsNothingOutside({ MOODLE_BASE_URL: '' }));
  t.notOk(needsNothingOutside({ MOODLE_BASE_URL: 'https://moodle.example.edu' }));
});

test('a student that is new is created, one that is known is updated or left as it is', async (t) => {
  t.match(end({ eventType: 'insert' }), {
    result: { action_taken: 'created' },
    write: { city: 'Amman', moodleIdInZoho: null, lastEvent: 10, createdAt: NOW },
  });
  t.match(end({}, knownStudent()), {
    result: { action_taken: 'updated', changed: ['city'] },
    write: { city: 'Amman' },
  });
  t.match(end({}, knownStudent({ city: 'Amman' })), { result: { action_taken: 'unchanged' } });
});

test('a Moodle id that Zoho sends is remembered as what Zoho holds', async (t) => {
  t.match(end({}, knownStudent(), { ...SAID, moodleUserId: '42' }), {
    write: { moodleUserId: '42', moodleIdInZoho: '42' },
  });
  t.match(end({}, knownStudent({ moodleIdInZoho: '42' }), { ...SAID, moodleUserId: null }), {
    write: { moodleUserId: null, moodleIdInZoho: null },
  });
  t.match(end({}, knownStudent({ moodleIdInZoho: '42' })), { write: { moodleIdInZoho: '42' } });
});

test('a deletion marks the student', async (t) => {
  t.match(end({ eventType: 'delete' }, knownStudent(), {}), {
    result: { action_taken: 'deleted' },
    write: { deletedAt: NOW },
  });
});

test('what is out of the ordinary is left to the handler', async (t) => {
  t.equal(end({ module: 'BTEC_Grades' }), null, 'another module');
  t.equal(end({ recordId: 'no id' }), null, 'an id that Zoho never gave');
  t.equal(end({ eventType: 'look' }), null, 'a word that nobody knows');
  t.equal(end({}, knownStudent({ lastEvent: 11 })), null, 'something newer was applied');
  t.equal(end({}, knownStudent({ deletedAt: NOW })), null, 'the student was deleted');
  t.throws(() => end({}, null, { city: 'Amman' }), /Academic_Email is missing/);
});
