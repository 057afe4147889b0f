import type { SimulatedUser } from '../../../simulator/moodle/users.ts';
import { findLinked, findMatch, freeUsernames } from '../../../src/students/moodle/match.ts';
import type { Student } from '../../../src/students/student.ts';
import { type Test, test } from '../../harness.ts';
import { startClient } from '../../outside/moodle/setup.ts';
import { knownStudent } from '../known-student.ts';

const ID = '4554000000012345678';
const OTHER_ID = '4554000000012345679';
const EMAIL = { email: 'sara.ali@example.edu' };

type About = { student?: Partial<Student>; sentId?: string; rememberedId?: string };

/** A Moodle with these users, and what is found in it for Sara Ali. */
async function moodleWith(t: Test, ...users: Partial<SimulatedUser>[]) {
  const { moodle, client, signal } = await startClient(t);
  const ids = users.map((user) => String(moodle.users.add(user).id));
  const sought = ({ student = {}, sentId, rememberedId }: About) => ({
    student: knownStudent(student),
    sentId: sentId ?? null,
    rememberedId: rememberedId ?? null,
  });
  const brief = (match: Awaited<ReturnType<typeof findMatch>>) => match && [match.user.id, match.by];
  return {
    moodle,
    ids,
    match: async (about: About = {}) => brief(await findMatch(client, sought(about), signal)),
    linked: async (about: About = {}) => brief(await findLinked(client, sought(about), signal)),
    free: (student: Partial<Student> = {}) => freeUsernames(client, knownStudent(student), signal),
  };
}

test('a stored id counts more than the ID number, that more than the address, that more than the username', async (t) => {
  const { ids, match, moodle } = await moodleWith(t, { username: 'stu001' }, EMAIL, { idnumber: ID }, {});
  const [username, email, idnumber, stored] = ids;
  t.same(await match({ sentId: String(stored) }), [stored, 'stored_id']);
  t.same(await match({ rememberedId: String(stored) }), [stored, 'stored_id']);
  t.same(await match(), [idnumber, 'idnumber']);
  moodle.users.remove(Number(idnumber));
  t.same(await match(), [email, 'email']);
  moodle.users.remove(Number(email));
  t.same(await match(), [username, 'username']);
  moodle.users.remove(Number(username));
  t.equal(await match(), null);
});

for (const sentId of ['999', 'abc', '-1', '1'.repeat(30)]) {
  test(`Moodle_User_ID ${sentId} fails with the sentence of the contract`, async (t) => {
    const { match } = await moodleWith(t, { idnumber: ID });
    await t.rejects(match({ sentId, rememberedId: '1' }), {
      name: 'PermanentFailure',
      message: `Moodle_User_ID not found in Moodle: it has no user ${sentId}. Correct or empty the field on the student in Zoho CRM, then save.`,
    });
  });
}

test('an id that only we remember may be gone', async (t) => {
  const { ids, match } = await moodleWith(t, { idnumber: ID });
  t.same(await match({ rememberedId: '999' }), [ids[0], 'idnumber']);
});

test('an id that Zoho sends as we know it may be gone too: Zoho has it from us', async (t) => {
  const { ids, match } = await moodleWith(t, { idnumber: ID });
  t.same(await match({ sentId: '999', rememberedId: '999' }), [ids[0], 'idnumber']);
});

test('a user that was deleted in Moodle is gone, though its id still finds it', async (t) => {
  const { ids, match, linked, moodle } = await moodleWith(t, {}, { idnumber: ID });
  moodle.users.delete(Number(ids[0]));
  t.same(await match({ sentId: String(ids[0]) }), [ids[1], 'idnumber']);
  t.same(await match({ rememberedId: String(ids[0]) }), [ids[1], 'idnumber']);
  t.same(await linked({ rememberedId: String(ids[0]) }), [ids[1], 'idnumber']);
});

test('an address is looked for as it was written and in small letters', async (t) => {
  const { ids, match } = await moodleWith(
    t,
    { email: 'Case.User@Example.edu' },
    { email: 'jean@example.edu' },
  );
  t.same(await match({ student: { academicEmail: 'Case.User@Example.edu' } }), [ids[0], 'email']);
  t.same(await match({ student: { academicEmail: 'JEAN@example.edu' } }), [ids[1], 'email']);
});

test('an address that Moodle would refuse is not looked for', async (t) => {
  const { moodle, match } = await moodleWith(t);
  t.equal(await match({ student: { academicEmail: 'سارة@example.edu', studentNumber: null } }), null);
  t.equal(moodle.requests.length, 1);
});

test('an ID number that is no record of Zoho does not stand in the way', async (t) => {
  const { ids, match } = await moodleWith(t, { ...EMAIL, idnumber: '9851234567' });
  t.same(await match(), [ids[0], 'email']);
});

test('two users with one address or one ID number are a question for a person', async (t) => {
  const sameEmail = await moodleWith(t, EMAIL, EMAIL);
  await t.rejects(sameEmail.match(), {
    name: 'PermanentFailure',
    message: /^Moodle has 2 users with the same email/,
  });
  const sameNumber = await moodleWith(t, { idnumber: ID }, { idnumber: ID });
  await t.rejects(sameNumber.match(), { message: /2 users with the same idnumber/ });
});

test('a student without a number is not looked for by username', async (t) => {
  const { moodle, match } = await moodleWith(t);
  t.equal(await match({ student: { studentNumber: null } }), null);
  t.equal(moodle.requests.length, 2);
});

test('for a deleted student only a link counts: the id we know, unless it is of another, or the ID number', async (t) => {
  const { ids, linked, moodle } = await moodleWith(t, EMAIL, { idnumber: ID }, { idnumber: OTHER_ID }, {});
  const [, linkedId, other, plain] = ids.map(String);
  t.same(await linked({ rememberedId: String(plain) }), [plain, 'stored_id']);
  t.same(await linked({ rememberedId: String(other) }), [linkedId, 'idnumber']);
  t.same(await linked(), [linkedId, 'idnumber']);
  moodle.users.remove(Number(linkedId));
  t.equal(await linked(), null);
});

test('of the usernames for a student those are free that nobody has', async (t) => {
  const { free } = await moodleWith(t, { username: 'sara.ali' });
  t.same(await free(), ['stu001', `sara.ali.${ID}`]);
});
