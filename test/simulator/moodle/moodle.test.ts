import { type Test, test } from '../../harness.ts';
import { startMoodle } from '../../outside/moodle/setup.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const SARA =
  'users[0][username]=sara.ali&users[0][firstname]=Sara&users[0][lastname]=Ali&users[0][email]=sara.ali@example.edu';

/** Calls a function with parameters as they are written in a form; answers what Moodle says, as it says it. */
async function setUp(t: Test) {
  const { moodle, url } = await startMoodle(t);
  const server = new URL('/webservice/rest/server.php', url);
  const ask = async (text: string, headers: Record<string, string> = FORM) => {
    const response = await fetch(server, { method: 'POST', headers, body: text });
    return { status: response.status, text: await response.text() };
  };
  const call = async (wsfunction: string, rest: string) => {
    const common = `wstoken=moodle-token&moodlewsrestformat=json&wsfunction=${wsfunction}`;
    const { status, text } = await ask(`${common}&${rest}`);
    t.equal(status, 200, 'whatever it says');
    return JSON.parse(text);
  };
  const find = (rest: string) => call('core_user_get_users_by_field', rest);
  const create = (rest: string) => call('core_user_create_users', rest);
  const update = (rest: string) => call('core_user_update_users', rest);
  return { moodle, server, ask, find, create, update };
}
const INVALID = {
  exception: 'core_external\\exception\\invalid_parameter_exception',
  errorcode: 'invalidparameter',
  message: 'Invalid parameter value detected',
};

test('a format has to be asked for, a token to be sent in a form, and another path is no Moodle', async (t) => {
  const { server, ask, moodle } = await setUp(t);
  const unasked = `wstoken=${moodle.token}&wsfunction=core_webservice_get_site_info`;
  t.match(await ask(unasked), { status: 200, text: /^<\?xml/ });
  const json = await ask(JSON.stringify({ wstoken: moodle.token }), { 'content-type': 'application/json' });
  t.match(json, { status: 200, text: /^<\?xml/ });
  t.equal((await fetch(new URL('/elsewhere', server))).status, 404);
  const query = await fetch(new URL(`?${unasked}&moodlewsrestformat=json`, server));
  t.match(await query.json(), { sitename: 'École Exemple' }, 'a query is merged with the form');
});

test('a wrong token is refused, and a function that the service lacks is another refusal', async (t) => {
  const { ask } = await setUp(t);
  const { text } = await ask(
    'wstoken=wrong&moodlewsrestformat=json&wsfunction=core_webservice_get_site_info',
  );
  t.same(JSON.parse(text), {
    exception: 'core\\exception\\moodle_exception',
    errorcode: 'invalidtoken',
    message: 'Invalid token - token not found',
  });
  const missing = await setUp(t);
  missing.moodle.break('no-find');
  t.match(await missing.find('field=id&values[0]=1'), { errorcode: 'accessexception' });
});

for (const [what, rest] of [
  ['an unknown field', 'field=city&values[0]=Amman'],
  ['no values', 'field=id'],
  ['an id that is no number', 'field=id&values[0]=x'],
  ['a username that cleaning changes', 'field=username&values[0]=Sara'],
  ['an address that is none', 'field=email&values[0]=sara'],
] as const) {
  test(`a search with ${what} is refused without details`, async (t) => {
    const { find } = await setUp(t);
    t.same(await find(rest), INVALID);
  });
}

test('an address is found letter by letter, and is unique whatever its letters', async (t) => {
  const { moodle, find, create } = await setUp(t);
  moodle.users.add({ email: 'Sara.Ali@example.edu' });
  t.same(await find('field=email&values[0]=sara.ali@example.edu'), []);
  t.same(await create(`${SARA}&users[0][createpassword]=1`), INVALID);
  moodle.users.allowsSameEmail = true;
  t.match(await create(`${SARA}&users[0][password]=Secret-1`), [{ username: 'sara.ali' }]);
});

for (const [what, rest] of [
  ['without a password', SARA],
  ['with a boolean in words', `${SARA}&users[0][createpassword]=true`],
  ['with an unknown key', `${SARA}&users[0][createpassword]=1&users[0][shoe]=42`],
  ['with a nested key', `${SARA}&users[0][createpassword]=1&users[0][city][0]=Amman`],
  ['with a blank name', `${SARA}&users[0][createpassword]=1&users[0][lastname]=+`],
  ['with nothing', 'users[0][createpassword]=1'],
  ['with a capital in the username', `${SARA}&users[0][createpassword]=1&users[0][username]=Sara`],
  ['with a malformed address', `${SARA}&users[0][createpassword]=1&users[0][email]=sara`],
  ['as the second of a batch', `${SARA}&users[0][createpassword]=1&users[1][username]=jean`],
] as const) {
  test(`nobody is created ${what}`, async (t) => {
    const { moodle, create } = await setUp(t);
    t.same(await create(rest), INVALID);
    t.same(moodle.users.others, []);
    t.same(moodle.writes, []);
  });
}

test('a username is given once', async (t) => {
  const { moodle, create } = await setUp(t);
  moodle.users.add({ username: 'sara.ali' });
  t.same(await create(`${SARA}&users[0][createpassword]=1`), INVALID);
});

test('a user that was removed is not found', async (t) => {
  const { moodle, find } = await setUp(t);
  const { id } = moodle.users.add({});
  t.match(await find(`field=id&values[0]=${id}`), [{ id }]);
  moodle.users.remove(id);
  t.same(await find(`field=id&values[0]=${id}`), []);
});

test('the own address may be sent again', async (t) => {
  const { moodle, update } = await setUp(t);
  const { id } = moodle.users.add({ email: 'sara.ali@example.edu' });
  const again = `users[0][id]=${id}&users[0][email]=Sara.Ali@example.edu`;
  t.same(await update(again), { warnings: [] });
  t.equal(moodle.users.others[0]?.email, 'Sara.Ali@example.edu');
});

test('a deleted user is found by its id only, under another name, and cannot be updated', async (t) => {
  const { moodle, find, update } = await setUp(t);
  const { id } = moodle.users.add({ username: 'sara', email: 'sara.ali@example.edu', idnumber: 'N-7' });
  moodle.users.delete(id);
  moodle.users.delete(999);
  const [user] = await find(`field=id&values[0]=${id}`);
  t.match(user, { username: 'sara.ali@example.edu.1769335200', email: /^[0-9a-f]{32}$/, department: '' });
  t.notOk('idnumber' in user);
  t.same(await find('field=email&values[0]=sara.ali@example.edu'), []);
  t.match(await update(`users[0][id]=${id}&users[0][lastname]=Ali`), {
    warnings: [{ warningcode: 'usernotupdateddeleted' }],
  });
});

test('the guest is not updated, an administrator by nobody but another one', async (t) => {
  const { moodle, update } = await setUp(t);
  const admin = 'users[0][id]=2&users[0][lastname]=Ali';
  t.match(await update('users[0][id]=1&users[0][lastname]=Ali'), {
    warnings: [{ warningcode: 'usernotupdatedguest' }],
  });
  t.match(await update(admin), { warnings: [{ warningcode: 'usernotupdatedadmin' }] });
  moodle.users.admins.add(moodle.users.own.id);
  t.same(await update(admin), { warnings: [] });
  t.same(await update(`users[0][id]=${moodle.users.own.id}&users[0][lastname]=Ali`), { warnings: [] });
});

test('what the database cannot keep is refused without a word of which value it is', async (t) => {
  const { moodle, create, update } = await setUp(t);
  const refused = { errorcode: 'dmlwriteexception' };
  t.match(await create(`${SARA}&users[0][createpassword]=1&users[0][firstname]=${'x'.repeat(101)}`), refused);
  moodle.users.isNarrow = true;
  t.match(await create(`${SARA}&users[0][createpassword]=1&users[0][firstname]=😀`), refused);
  const { id } = moodle.users.add({});
  t.match(await update(`users[0][id]=${id}&users[0][lastname]=😀`), {
    warnings: [{ warningcode: 'dmlwriteexception' }],
  });
});

test('where others are hidden, the own user is seen all the same', async (t) => {
  const { moodle, find } = await setUp(t);
  moodle.break('blind');
  t.same(await find('field=id&values[0]=1'), []);
  t.match(await find(`field=id&values[0]=${moodle.users.own.id}`), [{ username: 'event-hub' }]);
});
