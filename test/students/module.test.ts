import { isNearlyOurs, readModule } from '../../src/students/module.ts';
import { test } from '../harness.ts';

test('our module is known by its API name, its label and any other spelling of them', async (t) => {
  for (const name of [
    'BTEC_Students',
    'BTEC Students',
    'btec_students',
    'Btec-Students',
    'BTECStudents',
    'BTEC Student',
  ])
    t.equal(readModule(name), 'BTEC_Students', name);
});

test('another module keeps its name', async (t) => {
  for (const name of ['BTEC_Grades', 'Contacts', 'BTEC_Student_Requests', 'Students'])
    t.equal(readModule(name), name);
});

test('a name that was surely meant to be ours is told from another module', async (t) => {
  for (const name of [
    'Students',
    'student',
    'BTEC_Studnets',
    'BTEC_Studens',
    'BTECC_Students',
    'BTEK_Studants',
    'BTEC_Studen',
    'BTEC_Studentsss',
  ])
    t.ok(isNearlyOurs(name), name);
  for (const name of [
    'BTEC_Grades',
    'BTEC',
    'Contacts',
    'BTEC_Student_Requests',
    'BTEC_Payments',
    'BTEC_Stude',
    'XBTEK_Studants',
    '',
  ])
    t.notOk(isNearlyOurs(name), name);
});
