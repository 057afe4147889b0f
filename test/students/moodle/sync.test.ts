import type { SimulatedUser } from '../../../simulator/moodle/users.ts';
import { Warnings } from '../../../src/service/sight/warnings.ts';
import type { Links } from '../../../src/students/moodle/ownership.ts';
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
  const known: Student[] = [];
  const links: Links = {
    find: async (zohoId) => known.find((student) => student.zohoId === zohoId) ?? null,
    findByMoodleUser: async (userId) => known.filter(({ moodleUserId }) => moodleUserId === userId),
  };
  const warnings = new Warnings(clock);
  const students = new MoodleStudents({ moodle: client, flags, links, clock, warnings });
  const sync = (
    student: Partial<Student> = {},
    before: Student | null = null,
    sentId: string | null = null,
  ) =>
    students.sync(
      { student: knownStudent(student), before, sentId, rememberedId: before?.moodleUserId ?? null },
      signal,
    );
  return { moodle, clock, known, warnings, sync };
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

test('an address that somebody else has in other capital letters is said to be a duplicate', async (t) => {
  const { moodle, sync } = await setUp(t, ON, { email: 'Sara.Ali@example.edu' });
  await t.rejects(sync(), {
    name: 'PermanentFailure',
    message: new RegExp(`the same Academic_Email, written with other capital letters.* write ${ID} into its`),
  });
  t.equal(moodle.users.others.length, 1);
});

test('a token that cannot see ID numbers creates no more than one user', async (t) => {
  const { moodle, sync } = await setUp(t, ON);
  moodle.users.hidden.add('idnumber');
  const blind = { name: 'CredentialsFailure', message: /cannot see the usernames and ID numbers/ };
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

test('an address is looked for as Zoho wrote it and in small letters, and the new user gets it in small ones', async (t) => {
  const { moodle, sync } = await setUp(t, ON, { email: 'Case.User@Example.edu' });
  t.match(await sync({ academicEmail: 'Case.User@Example.edu' }), {
    action: 'updated',
    matched_by: 'email',
    changed: ['firstname', 'lastname', 'idnumber'],
  });
  await sync({ zohoId: OTHER_ID, academicEmail: 'Jean@Example.edu', studentNumber: null });
  t.match(moodle.users.others, [{ email: 'Case.User@Example.edu' }, { email: 'jean@example.edu' }]);
});

for (const blindness of ['blind', 'blind-email', 'blind-username', 'blind-idnumber'] as const) {
  test(`a token that is ${blindness} creates nobody, and whoever waits is told of once`, async (t) => {
    const { moodle, warnings, sync } = await setUp(t, ON, SARA);
    moodle.break(blindness);
    const blind = { name: 'CredentialsFailure', message: /cannot see .* so that students could be created/ };
    await t.rejects(sync(), blind);
    await t.rejects(
      sync({ zohoId: OTHER_ID, academicEmail: 'jean@example.edu', studentNumber: null }),
      blind,
    );
    t.equal(warnings.list().length, 1);
    t.same(moodle.writes, []);
    moodle.mend();
    t.match(await sync(), { action: 'unchanged', matched_by: 'idnumber' });
    t.equal(warnings.list().length, 1, 'the other one still waits');
    await sync({ zohoId: OTHER_ID, academicEmail: 'jean@example.edu', studentNumber: null });
    t.same(warnings.list(), []);
  });

  test(`a token that becomes ${blindness} while we run creates nobody`, async (t) => {
    const { moodle, sync } = await setUp(t, ON, { ...SARA, idnumber: '', username: 'x' });
    await sync({ zohoId: OTHER_ID, academicEmail: 'jean@example.edu', studentNumber: null });
    moodle.break(blindness);
    const writes = moodle.writes.length;
    await t.rejects(sync(), { name: 'CredentialsFailure' });
    t.equal(moodle.writes.length, writes);
  });
}

test('a delete believes "nobody" only from a token that sees', async (t) => {
  const { moodle, sync } = await setUp(t, ON, SARA);
  moodle.break('blind');
  await t.rejects(sync({ deletedAt: NOW }), { name: 'CredentialsFailure' });
});

test('a user of another living student is refused, with both records named, and not touched', async (t) => {
  const user = { email: 'fam@example.edu', idnumber: 'SCHOOL-9', username: 'fam', id: 42 };
  const { moodle, known, sync } = await setUp(t, ON, user);
  known.push(knownStudent({ zohoId: OTHER_ID, moodleUserId: '42', displayName: 'Omar Ali' }));
  const held = {
    name: 'PermanentFailure',
    message: new RegExp(`^The Moodle user 42 is already linked to record ${OTHER_ID}, .* record ${ID} too`),
  };
  await t.rejects(sync({ academicEmail: 'fam@example.edu' }), held);
  await t.rejects(sync({}, null, '42'), held);
  await t.rejects(sync({}, knownStudent({ moodleUserId: '42' })), held);
  await t.rejects(sync({ studentNumber: 'FAM' }), held);
  Object.assign(moodle.users.others[0] ?? {}, { idnumber: ID });
  await t.rejects(sync(), held);
  t.same(moodle.writes, []);
});

test('a delete leaves alone a user that another living student has', async (t) => {
  const { moodle, known, sync } = await setUp(t, ON, { ...SARA, idnumber: 'SCHOOL-9', id: 42 });
  known.push(knownStudent({ zohoId: OTHER_ID, moodleUserId: '42' }));
  t.same(await sync({ deletedAt: NOW }, knownStudent({ moodleUserId: '42' })), {
    action: 'unchanged',
    user_id: null,
    matched_by: null,
    changed: [],
    reason: `The Moodle user 42 is now that of record ${OTHER_ID}.`,
    told: [{ code: 'MOODLE_USER_PASSED_ON', params: { user: '42', record: OTHER_ID } }],
  });
  t.same(moodle.writes, []);
});

test("neither the token's own user nor the guest nor an administrator is ever written", async (t) => {
  const { moodle, sync } = await setUp(t, ON);
  const own = String(moodle.users.own.id);
  await t.rejects(sync({}, null, own), {
    name: 'PermanentFailure',
    message: new RegExp(`^The Moodle user ${own} is the user behind MOODLE_TOKEN itself and is never linked`),
  });
  await t.rejects(sync({ academicEmail: 'hub@example.edu' }), { message: /user behind MOODLE_TOKEN itself/ });
  await t.rejects(sync({ studentNumber: 'event-hub' }), { message: /user behind MOODLE_TOKEN itself/ });
  await t.rejects(sync({}, null, '1'), { message: /^The Moodle user 1 is Moodle's guest/ });
  await t.rejects(sync({}, null, '2'), { message: /\(usernotupdatedadmin\)\. It is a site administrator/ });
  t.match(await sync({ deletedAt: NOW }, knownStudent({ moodleUserId: own })), {
    action: 'unchanged',
    reason: /user behind MOODLE_TOKEN itself/,
  });
  t.match(moodle.users.own, { firstname: 'Jean', suspended: false, idnumber: '' });
});

test("an administrator's token changes only users that bear the record id", async (t) => {
  const { moodle, sync } = await setUp(t, ON, SARA, { email: 'jean@example.edu', id: 77 });
  moodle.users.admins.add(moodle.users.own.id);
  t.match(await sync({ displayName: 'Sara Exemple' }), { action: 'updated' });
  const jean = { zohoId: OTHER_ID, academicEmail: 'jean@example.edu', studentNumber: null };
  const mighty = { name: 'CredentialsFailure', message: /is a site administrator.* whether user 77 is one/ };
  await t.rejects(sync(jean), mighty);
  await t.rejects(sync({ ...jean, deletedAt: NOW }, knownStudent({ ...jean, moodleUserId: '77' })), mighty);
  t.equal(moodle.users.others[1]?.firstname, 'Jean');
});

const FORMER = { zohoId: OTHER_ID, deletedAt: NOW, moodleUserId: '42' };

test('the user of a deleted record goes over to a new record of the same person, who is let in again', async (t) => {
  const { moodle, known, sync } = await setUp(t, ON, {
    ...SARA,
    id: 42,
    idnumber: OTHER_ID,
    suspended: true,
  });
  known.push(knownStudent(FORMER));
  t.same(await sync(), {
    action: 'updated',
    user_id: '42',
    matched_by: 'email',
    changed: ['idnumber', 'suspended'],
    taken_over_from: OTHER_ID,
  });
  t.match(moodle.users.others, [{ idnumber: ID, suspended: false }]);
  t.match(await sync(), { action: 'unchanged', matched_by: 'idnumber' });
});

test('so does one with an ID number of the school, which our own table knows', async (t) => {
  const { moodle, known, sync } = await setUp(t, ON, { ...SARA, id: 42, idnumber: 'N-7', suspended: true });
  known.push(knownStudent(FORMER));
  t.match(await sync(), { changed: ['suspended'], taken_over_from: OTHER_ID });
  t.match(moodle.users.others, [{ idnumber: 'N-7', suspended: false }]);
  known.push(knownStudent({ moodleUserId: '42' }));
  t.match(await sync({}, knownStudent({ moodleUserId: '42' })), { action: 'unchanged' });
});

test('with the flag off that is only said', async (t) => {
  const { moodle, known, sync } = await setUp(t, OFF, { ...SARA, id: 42, idnumber: OTHER_ID });
  known.push(knownStudent(FORMER));
  t.match(await sync(), { action: 'would_update', changed: ['idnumber'], taken_over_from: OTHER_ID });
  t.same(moodle.writes, []);
});

test('it does not go over to a brother or sister with the same address', async (t) => {
  const { moodle, known, sync } = await setUp(t, ON, {
    ...SARA,
    id: 42,
    idnumber: OTHER_ID,
    suspended: true,
  });
  known.push(knownStudent({ ...FORMER, displayName: 'Omar Ali', studentNumber: 'STU009' }));
  await t.rejects(sync(), {
    name: 'PermanentFailure',
    message: new RegExp(`was that of record ${OTHER_ID}, which was deleted and does not .* record ${ID}\\.`),
  });
  t.same(moodle.writes, []);
});

test('a user that names a record which nobody here knows, or which lives, is not taken', async (t) => {
  const { known, sync } = await setUp(t, ON, { ...SARA, id: 42, idnumber: OTHER_ID });
  const another = { message: /^The Moodle user 42 belongs to another CRM record: its ID number is/ };
  await t.rejects(sync(), another);
  known.push(knownStudent({ zohoId: OTHER_ID }));
  await t.rejects(sync(), another);
});

test('two students who are found in one user at the same moment: one waits until the database knows', async (t) => {
  const { moodle, clock, known, sync } = await setUp(t, ON, { email: 'fam@example.edu', id: 42 });
  const fam = { academicEmail: 'fam@example.edu', studentNumber: null };
  const sister = { ...fam, zohoId: OTHER_ID };
  const endings = await Promise.allSettled([sync(fam), sync(sister)]);
  t.same(endings.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  t.match(
    endings.find(({ status }) => status === 'rejected'),
    { reason: { name: 'TemporaryFailure', message: /^Another student is just being brought/ } },
  );
  t.equal(moodle.writes.length, 1);
  const winner = moodle.users.others[0]?.idnumber === ID ? ID : OTHER_ID;
  known.push(knownStudent({ zohoId: winner, moodleUserId: '42' }));
  clock.advance(60_000);
  await t.rejects(sync(winner === ID ? sister : fam), { message: /^The Moodle user 42 is already linked/ });
});

test('two new students with one address do not become two users', async (t) => {
  const { moodle, sync } = await setUp(t, ON);
  moodle.users.allowsSameEmail = true;
  await Promise.allSettled([sync(), sync({ zohoId: OTHER_ID, studentNumber: 'STU002' })]);
  t.equal(moodle.users.others.length, 1);
});

test('a user that was deleted in Moodle is gone, and the search goes on', async (t) => {
  const { moodle, sync } = await setUp(
    t,
    ON,
    { ...SARA, id: 42 },
    { email: SARA.email, id: 43, username: 'y' },
  );
  moodle.users.delete(42);
  t.match(await sync({}, knownStudent({ moodleUserId: '42' }), '42'), { user_id: '43', matched_by: 'email' });
  moodle.users.delete(43);
  const again = await sync({}, knownStudent({ moodleUserId: '43' }));
  t.match(again, { action: 'created' });
  t.match(await sync({ deletedAt: NOW }, knownStudent({ moodleUserId: '43' })), { action: 'suspended' });
});

test('one that is deleted between the look-up and the write is looked for again', async (t) => {
  const { moodle, sync } = await setUp(t, ON, { ...SARA, lastname: 'A.' });
  moodle.failWrites({ status: 200, json: { warnings: [{ warningcode: 'usernotupdateddeleted' }] } });
  await t.rejects(sync(), { name: 'TemporaryFailure', message: /was deleted a moment ago/ });
});

test('a refusal that nobody knows is repeated with growing pauses, for free, and then told', async (t) => {
  const { moodle, warnings, sync } = await setUp(t, ON);
  const pauses: number[] = [];
  for (let attempt = 1; attempt <= 5; attempt++) {
    moodle.failWrites(refused('codingerror'));
    const error = await sync().catch((thrown) => thrown);
    t.match(error, {
      name: 'CredentialsFailure',
      message: /for a reason that is not known here \(codingerror\)/,
    });
    pauses.push(error.retryAfterMs);
    t.equal(warnings.list().length, attempt < 4 ? 0 : 1);
  }
  t.same(pauses, [10_000, 20_000, 40_000, 600_000, 600_000]);
  t.match(await sync(), { action: 'created' });
  t.same(warnings.list(), []);
});

test('a value that the database refuses ends after a few tries, with the fields named', async (t) => {
  const { moodle, sync } = await setUp(t, ON);
  moodle.users.isNarrow = true;
  for (let attempt = 1; attempt < 4; attempt++) {
    await t.rejects(sync({ firstName: 'Sara 😀' }), {
      name: 'TemporaryFailure',
      message: /^Moodle's database refused to write this student \(dmlwriteexception\)\.$/,
    });
  }
  const final = { name: 'PermanentFailure', message: /First_Name, Last_Name, Name and Academic_Email/ };
  await t.rejects(sync({ firstName: 'Sara 😀' }), final);
  t.match(await sync(), { action: 'created' });
  for (let attempt = 1; attempt < 4; attempt++) await t.rejects(sync({ lastName: '😀' }));
  await t.rejects(sync({ lastName: '😀' }), final, 'an update is refused by a warning');
});

test("a database that takes nobody's writes fails no student, and is told once", async (t) => {
  const { moodle, warnings, sync } = await setUp(t, ON);
  const disk = {
    message: /^Moodle's database takes no writes just now, whichever student it is \(dmlwriteexception\)/,
  };
  const refuse = (zohoId: string) => {
    moodle.failWrites(refused('dmlwriteexception'));
    return sync({ zohoId, academicEmail: `${zohoId}@example.edu` }).catch((thrown) => thrown);
  };
  t.match(await refuse('1'), { name: 'TemporaryFailure' });
  t.match(await refuse('2'), { name: 'TemporaryFailure' });
  for (const pauseMs of [10_000, 20_000, 40_000, 80_000, 160_000, 320_000, 600_000, 600_000])
    t.match(await refuse('3'), { name: 'SystemAway', retryAfterMs: pauseMs, ...disk });
  t.match(warnings.list(), [disk]);
  t.match(await sync({ zohoId: '3', academicEmail: '3@example.edu' }), { action: 'created' });
  t.same(warnings.list(), []);
  t.match(
    await refuse('2'),
    { name: 'TemporaryFailure' },
    'it took a write: now it may be the student again',
  );
});

test('other troubles between do not use up those tries', async (t) => {
  const { moodle, sync } = await setUp(t, ON);
  moodle.users.isNarrow = true;
  for (let attempt = 1; attempt < 4; attempt++) await t.rejects(sync({ firstName: '😀' }));
  moodle.break('database-away');
  await t.rejects(sync({ firstName: '😀' }), { message: /dbconnectionfailed/ });
  moodle.mend();
  await t.rejects(sync({ firstName: '😀' }), { name: 'TemporaryFailure' });
});
