import type { MoodleUser } from '../../../src/outside/moodle/client.ts';
import { changesOf, numberAsUsername, usernamesFor, wantedUser } from '../../../src/students/moodle/user.ts';
import type { Student } from '../../../src/students/student.ts';
import { test } from '../../harness.ts';
import { knownStudent } from '../known-student.ts';

const ID = '4554000000012345678';
const names = (changes: Partial<Student>) => {
  const { firstname, lastname } = wantedUser(knownStudent(changes));
  return [firstname, lastname];
};

test('Moodle gets both names, the address and the record id as ID number', async (t) => {
  t.same(wantedUser(knownStudent({ firstName: 'سارة', lastName: 'علي' })), {
    firstname: 'سارة',
    lastname: 'علي',
    email: 'sara.ali@example.edu',
    idnumber: ID,
  });
});

test('a missing name comes from the display name, then from the number, then from the address', async (t) => {
  const none = { firstName: null, lastName: null, displayName: null };
  t.same(names({ ...none, displayName: 'Jean de Exemple' }), ['Jean', 'de Exemple']);
  t.same(names({ ...none, displayName: 'Jean de Exemple', firstName: 'Jean-Luc' }), [
    'Jean-Luc',
    'de Exemple',
  ]);
  t.same(names({ ...none, displayName: 'سارة' }), ['سارة', 'STU001']);
  t.same(names({ ...none, displayName: 'سارة', studentNumber: null }), ['سارة', 'sara.ali']);
  t.same(names(none), ['STU001', 'STU001']);
});

test('a name is cleaned of what Moodle refuses', async (t) => {
  t.same(names({ firstName: '  Sara <b> ', lastName: '<>', displayName: 'Sara   Ali' }), ['Sara b', 'Ali']);
  t.equal(names({ firstName: 'S'.repeat(200) })[0]?.length, 100);
  t.same(names({ firstName: 'Sa\u0000ra', lastName: '\u00a0' }), ['Sa ra', 'Ali']);
});

test('a long name is cut between characters, not within one', async (t) => {
  t.equal(names({ firstName: '😀'.repeat(101) })[0], '😀'.repeat(100));
});

test('entities of HTML, which forms leave in names, are read', async (t) => {
  const changes = { firstName: 'R&#233;my &amp; Jean', lastName: 'O&#039;Ali &lt;b&gt;' };
  t.same(names(changes), ['Rémy & Jean', "O'Ali b"]);
  t.same(names({ firstName: 'AT&T', lastName: 'R&D; &nothing;' }), ['AT&T', 'R&D; &nothing;']);
});

for (const academicEmail of [
  'سارة@example.edu',
  'sara.@example.edu',
  'sara..ali@example.edu',
  `${'s'.repeat(90)}@example.edu`,
  `${'s'.repeat(65)}@example.edu`,
  'sara@localhost',
  null,
]) {
  test(`Moodle is not asked for the address ${academicEmail?.slice(0, 12)}`, async (t) => {
    t.throws(() => wantedUser(knownStudent({ academicEmail })), {
      name: 'PermanentFailure',
      message: /^Moodle does not accept this Academic_Email\. Correct it in Zoho CRM/,
    });
  });
}

for (const [changes, usernames] of [
  [{}, ['sara.ali', 'stu001', `sara.ali.${ID}`]],
  [{ academicEmail: 'Sara+Ali@example.edu' }, ['saraali', 'stu001', `saraali.${ID}`]],
  [{ academicEmail: 'سارة@example.edu', studentNumber: 'A 01/B' }, ['a01b', ID]],
  [{ academicEmail: '..@example.edu', studentNumber: 'سارة' }, [`...${ID}`]],
  [{ academicEmail: null, studentNumber: null }, [ID]],
  [{ studentNumber: 'sara.ali' }, ['sara.ali', `sara.ali.${ID}`]],
] as const) {
  test(`the usernames of ${changes.academicEmail} ${changes.studentNumber} are clean and in order`, async (t) => {
    t.same(usernamesFor(knownStudent(changes)), usernames);
  });
}

test('no username is longer than Moodle keeps', async (t) => {
  const student = knownStudent({ academicEmail: `${'s'.repeat(120)}@example.edu`, studentNumber: null });
  t.same(
    usernamesFor(student).map((name) => name.length),
    [100, 100],
  );
});

test('a number is looked for as username only as it is', async (t) => {
  t.equal(numberAsUsername(knownStudent({ studentNumber: 'A01B0001C' })), 'a01b0001c');
  t.equal(numberAsUsername(knownStudent({ studentNumber: 'STU 001' })), null);
  t.equal(numberAsUsername(knownStudent({ studentNumber: null })), null);
});

const WANTED = wantedUser(knownStudent());
const USER: MoodleUser = {
  id: '42',
  username: 'sara.ali',
  firstName: 'Sara',
  lastName: 'Ali',
  email: 'Sara.Ali@example.edu',
  idnumber: ID,
  suspended: false,
  isDeleted: false,
};

test('nothing changes where only the letters of the address differ in case', async (t) => {
  t.same(changesOf(USER, WANTED), {});
});

test('each key that differs changes', async (t) => {
  const other = { ...USER, firstName: 'S.', lastName: 'A.', email: 'old@example.edu', idnumber: null };
  t.same(changesOf(other, WANTED), {
    firstname: 'Sara',
    lastname: 'Ali',
    email: 'sara.ali@example.edu',
    idnumber: ID,
  });
});

test('what is hidden stays, and so does an ID number of the school', async (t) => {
  const hidden = { ...USER, firstName: null, lastName: null, email: null, idnumber: 'N-77' };
  t.same(changesOf(hidden, WANTED), {});
});
