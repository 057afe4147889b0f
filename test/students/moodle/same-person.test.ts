import { isSamePerson } from '../../../src/students/moodle/same-person.ts';
import type { Student } from '../../../src/students/student.ts';
import { test } from '../../harness.ts';
import { knownStudent } from '../known-student.ts';

const same = (one: Partial<Student>, other: Partial<Student>) =>
  isSamePerson(knownStudent(one), knownStudent(other));

test('an equal number is the same person, whatever the name and the address have become', async (t) => {
  t.ok(same({}, { displayName: 'Sara Exemple', academicEmail: 'sara.exemple@example.edu' }));
  t.ok(same({}, { studentNumber: 'stu001 ', academicEmail: 'other@example.edu' }));
});

test('an equal address and name are the same person under a new number', async (t) => {
  t.ok(
    same({}, { studentNumber: 'STU002', academicEmail: 'Sara.Ali@example.edu', displayName: 'SARA  Ali' }),
  );
  const named = { displayName: null, firstName: 'Sara', lastName: 'Ali' };
  t.ok(same(named, { studentNumber: 'STU002' }));
});

test('an equal address with another name or number is a brother or sister', async (t) => {
  t.notOk(same({}, { studentNumber: 'STU002', displayName: 'Omar Ali' }));
  t.notOk(same({ studentNumber: null }, { displayName: 'Omar Ali' }));
  t.notOk(same({}, { studentNumber: 'STU002', displayName: null }));
  t.notOk(same({}, { studentNumber: 'STU002', displayName: 'Saraali' }));
});

test('an equal address counts where nothing speaks against it', async (t) => {
  t.ok(same({ studentNumber: null, displayName: null }, {}));
  t.notOk(same({ studentNumber: null, academicEmail: null }, {}));
});

test('an equal name alone is nothing', async (t) => {
  t.notOk(same({}, { studentNumber: 'STU002', academicEmail: 'other@example.edu' }));
});
