import type { SimulatedUser } from '../../../simulator/moodle-users.ts';
import { type MoodleFlags, MoodleStudents } from '../../../src/students/moodle/sync.ts';
import type { Student } from '../../../src/students/student.ts';
import { type Test, test, until } from '../../harness.ts';
import { refused, startClient } from '../../outside/moodle/setup.ts';
import { knownStudent } from '../known-student.ts';

const ID = '4554000000012345678';
const OTHER_ID = '4554000000012345679';
const NOW = '2026-01-25T10:00:00.000Z';
const OFF: MoodleFlags = { create: false, update: false, suspend: false };
const ON: MoodleFlags = { create: true, update: true, suspend: true };
/** Sara Ali, as she stands in Moodle when nothing is to be done. */
const SARA = {
  username: 'sara.ali',
  firstname: 'Sara',
  lastname: 'Ali',
  email: 'sara.ali@example.edu',
  idnumber: ID,
};
const READS = new Set(['core_webservice_get_site_info', 'core_user_get_users_by_field']);

async function setUp(t: Test, flags: MoodleFlags, ...users: Partial<SimulatedUser>[]) {
  const { moodle, client, clock, signal } = await startClient(t);
  for (const user of users) moodle.users.add(user);
  const students = new MoodleStudents(client, flags);
  const sync = (
    student: Partial<Student> = {},
    before: Student | null = null,
    sentId: string | null = null,
  ) =>
    students.sync(
      { student: knownStudent(student), before, sentId, rememberedId: before?.moodleUserId ?? null },
      signal,
    );
  return { moodle, clock, sync };
}

test('a student that Moodle lacks is created, with the record id as ID number', async (t) => {
  const { moodle, sync } = await setUp(t, ON);
  const result = await sync();
  const [user] = moodle.users.others;
  t.match(user, SARA);
  t.same(result, {
    action: 'created',
    user_id: String(user?.id),
    matched_by: null,
    changed: ['username', 'firstname', 'lastname', 'email', 'idnumber'],
  });
});

test('with the flags off Moodle is only read, and the result says what would be done', async (t) => {
  const { moodle, sync } = await setUp(t, OFF, {
    ...SARA,
    idnumber: OTHER_ID,
    email: 'x@example.edu',
    username: 'x',
  });
  t.match(await sync(), {
    action: 'would_create',
    user_id: null,
    changed: ['username', 'firstname', 'lastname', 'email', 'idnumber'],
  });
  const other = { zohoId: OTHER_ID, firstName: 'S.', academicEmail: 'y@example.edu' };
  t.match(await sync(other), {
    action: 'would_update',
    matched_by: 'idnumber',
    changed: ['firstname', 'email'],
  });
  t.match(await sync({ zohoId: OTHER_ID, deletedAt: NOW }), {
    action: 'would_suspend',
    changed: ['suspended'],
  });
  t.ok(moodle.requests.every((name) => READS.has(name)));
  t.same(moodle.writes, []);
});

test('only what differs is written', async (t) => {
  const { moodle, sync } = await setUp(t, ON, { ...SARA, lastname: 'A.', idnumber: '' });
  const [user] = moodle.users.others;
  t.same(await sync(), {
    action: 'updated',
    user_id: String(user?.id),
    matched_by: 'email',
    changed: ['lastname', 'idnumber'],
  });
  t.match(user, SARA);
  t.same(
    moodle.writes.map(({ users }) => users),
    [{ 0: { id: String(user?.id), lastname: 'Ali', idnumber: ID } }],
  );
  t.match(await sync(), { action: 'unchanged', matched_by: 'idnumber', changed: [] });
  t.match(await sync({ displayName: 'Sara Exemple' }), { action: 'updated', changed: ['lastname'] });
  t.equal(moodle.writes.length, 2);
});

test('a deleted student is suspended once', async (t) => {
  const { moodle, sync } = await setUp(t, ON, SARA);
  const deleted = { deletedAt: NOW };
  t.match(await sync(deleted), { action: 'suspended', matched_by: 'idnumber', changed: ['suspended'] });
  t.equal(moodle.users.others[0]?.suspended, true);
  t.match(await sync(deleted), { action: 'unchanged', changed: [] });
  t.equal(moodle.writes.length, 1);
});

test('a deleted student whom Moodle does not know is left alone, also one with the same address', async (t) => {
  const { moodle, sync } = await setUp(t, ON, { ...SARA, idnumber: '' });
  t.same(await sync({ deletedAt: NOW }), {
    action: 'unchanged',
    user_id: null,
    matched_by: null,
    changed: [],
  });
  t.same(moodle.writes, []);
});

test('a student that comes back after a delete is let in again, if deletes suspend here', async (t) => {
  const { moodle, sync } = await setUp(t, ON, { ...SARA, suspended: true });
  t.match(await sync(), { action: 'unchanged' }, 'the school suspended it');
  t.match(await sync({}, knownStudent()), { action: 'unchanged' }, 'and it was not deleted');
  t.match(await sync({}, knownStudent({ deletedAt: NOW })), { action: 'updated', changed: ['suspended'] });
  t.equal(moodle.users.others[0]?.suspended, false);
  const without = await setUp(t, { ...ON, suspend: false }, { ...SARA, suspended: true });
  t.match(await without.sync({}, knownStudent({ deletedAt: NOW })), { action: 'unchanged' });
});

test('a username that somebody else has is not taken', async (t) => {
  const { moodle, sync } = await setUp(t, ON, { username: 'sara.ali' }, { username: 'nobody' });
  await sync();
  t.match(moodle.users.others[2], { username: 'stu001', email: 'sara.ali@example.edu' });
});

test('two students at the same moment do not get the same username', async (t) => {
  const { moodle, sync } = await setUp(t, ON);
  await Promise.all([
    sync(),
    sync({ zohoId: OTHER_ID, studentNumber: 'STU002', academicEmail: 'sara.ali@example.test' }),
  ]);
  t.same(new Set(moodle.users.others.map(({ username }) => username)).size, 2);
});

test('a student for whom no username is free is a question for a person', async (t) => {
  const { sync } = await setUp(t, ON, { username: 'sara.ali' }, { username: `sara.ali.${ID}` });
  await t.rejects(sync({ studentNumber: null }), {
    name: 'PermanentFailure',
    message: `Moodle has no free username for this student. Find the student's user in Moodle and write ${ID} into its ID number, then replay this event.`,
  });
});

for (const fault of [{ drops: true }, { hangs: true }, { status: 200, json: '<b>Notice</b>' }] as const) {
  const how = Object.keys(fault).join(' and ');
  test(`a user that Moodle created with an answer that ${how} is found by the next attempt`, async (t) => {
    const { moodle, clock, sync } = await setUp(t, ON);
    moodle.failWrites({ ...fault, isDone: true });
    const lost = t.rejects(sync(), { name: 'TemporaryFailure' });
    await until(() => moodle.writes.length === 1);
    // The time that a call may take; it stands still for an answer that came.
    clock.advance(10_000);
    await lost;
    t.match(await sync(), { action: 'unchanged', matched_by: 'idnumber' });
    t.equal(moodle.users.others.length, 1);
  });
}

test('an attempt that was not carried out gets the same username again', async (t) => {
  const { moodle, sync } = await setUp(t, ON);
  moodle.failWrites({ drops: true });
  await t.rejects(sync(), { message: 'Moodle cannot be reached.' });
  t.match(await sync(), { action: 'created' });
  t.match(moodle.users.others, [{ username: 'sara.ali' }]);
});

test('a duplicate that cannot be seen is said to be one', async (t) => {
  const { moodle, sync } = await setUp(t, ON, { email: 'Sara.Ali@example.edu' });
  await t.rejects(sync(), {
    name: 'PermanentFailure',
    message: new RegExp(`whom MOODLE_TOKEN cannot see has the same .* write ${ID} into its ID number`),
  });
  t.equal(moodle.users.others.length, 1);
});

test('another refusal of a new user keeps its own sentence', async (t) => {
  const { moodle, sync } = await setUp(t, ON);
  moodle.failWrites(refused('invalidrecord'));
  await t.rejects(sync(), { message: 'Moodle refused core_user_create_users (invalidrecord).' });
});

test('a token that cannot see ID numbers creates no more than one user', async (t) => {
  const { moodle, sync } = await setUp(t, ON);
  moodle.users.hidden.add('idnumber');
  const blind = { name: 'CredentialsFailure', message: /cannot find users by idnumber/ };
  await t.rejects(sync(), blind);
  await t.rejects(sync({ zohoId: OTHER_ID, academicEmail: 'jean.exemple@example.edu' }), blind);
  t.equal(moodle.users.others.length, 1);
  moodle.users.hidden.clear();
  t.match(await sync(), { action: 'unchanged', matched_by: 'idnumber' });
});

test('a service without the function for a flag that is on touches nobody', async (t) => {
  for (const [flag, wsfunction] of [
    ['create', 'core_user_create_users'],
    ['update', 'core_user_update_users'],
    ['suspend', 'core_user_update_users'],
  ] as const) {
    const { moodle, sync } = await setUp(t, { ...OFF, [flag]: true });
    moodle.functions.delete(wsfunction);
    await t.rejects(sync(), { name: 'CredentialsFailure', message: new RegExp(`lacks ${wsfunction}\\.`) });
  }
});

test('an id that Zoho sends has to exist, an address has to be one for Moodle', async (t) => {
  const { sync } = await setUp(t, ON);
  await t.rejects(sync({}, null, '999'), { message: /^Moodle_User_ID not found in Moodle/ });
  await t.rejects(sync({ academicEmail: 'سارة@example.edu' }), { message: /^Moodle does not accept/ });
});
