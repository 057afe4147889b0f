import { test, until } from '../../harness.ts';
import { refused, startClient } from './setup.ts';

const NEW = {
  username: 'sara.ali',
  firstname: 'سارة',
  lastname: 'علي',
  email: 'sara.ali@example.edu',
  idnumber: '4554000000012345678',
};
const TEN_MINUTES = 600_000;

test('users are found by each field, and what Moodle leaves out is unknown', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  const { id } = moodle.users.add({ ...NEW, suspended: true });
  const sara = {
    id: String(id),
    username: 'sara.ali',
    firstName: 'سارة',
    lastName: 'علي',
    email: 'sara.ali@example.edu',
    idnumber: '4554000000012345678',
    suspended: true,
    isDeleted: false,
  };
  t.same(await client.getUsersByField('id', [String(id)], signal), [sara]);
  t.same(await client.getUsersByField('idnumber', ['4554000000012345678'], signal), [sara]);
  moodle.users.hidden.add('suspended').add('idnumber').add('email');
  const seen = { ...sara, suspended: null, idnumber: null, email: null };
  t.same(await client.getUsersByField('username', ['nobody', 'sara.ali'], signal), [seen]);
  t.same(await client.getUsersByField('email', ['sara.ali@example.edu'], signal), []);
});

test('a user that was deleted in Moodle is still found by its id, and is marked', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  const { id } = moodle.users.add(NEW);
  moodle.users.delete(id);
  t.match(await client.getUsersByField('id', [String(id)], signal), [{ isDeleted: true, idnumber: null }]);
  t.same(await client.getUsersByField('idnumber', [NEW.idnumber], signal), []);
});

test('a site below a path is called there', async (t) => {
  const { client, signal } = await startClient(t, { path: '/school/moodle/' });
  t.same(await client.getUsersByField('id', ['7'], signal), []);
});

test('a user is created with a password that Moodle makes', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  const id = await client.createUser(NEW, signal);
  t.match(moodle.users.others, [{ id: Number(id), ...NEW }]);
  t.same(moodle.writes, [
    { wsfunction: 'core_user_create_users', users: { 0: { ...NEW, createpassword: '1' } } },
  ]);
});

test('an update sends the changed keys only', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  const { id } = moodle.users.add({ firstname: 'Jean', suspended: true });
  await client.updateUser(String(id), { lastname: 'Ali', suspended: false }, signal);
  t.match(moodle.users.others, [{ firstname: 'Jean', lastname: 'Ali', suspended: false }]);
  t.same(moodle.writes, [
    {
      wsfunction: 'core_user_update_users',
      users: { 0: { id: String(id), lastname: 'Ali', suspended: '0' } },
    },
  ]);
});

test('an old Moodle answers an update with null', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  moodle.isOld = true;
  const { id } = moodle.users.add({});
  await client.updateUser(String(id), { lastname: 'Ali' }, signal);
  t.match(moodle.users.others, [{ lastname: 'Ali' }]);
});

test('a warning is a failed update', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  moodle.users.add({ email: 'Sara.Ali@example.edu' });
  const { id } = moodle.users.add({ email: 'jean@example.edu' });
  const { id: adminId } = moodle.users.add({});
  moodle.users.admins.add(adminId);
  const update = (user: number, email: string) => client.updateUser(String(user), { email }, signal);
  for (const [user, email, message] of [
    [id, 'sara.ali@example.edu', /\(useremailduplicate\)\. Another Moodle user has this Academic_Email/],
    [id, 'no address', /\(useremailinvalid\)\. Moodle does not accept this Academic_Email/],
    [adminId, 'boss@example.edu', /\(usernotupdatedadmin\)\. It is a site administrator/],
    [1, 'guest@example.edu', /\(usernotupdatedguest\)\. It is Moodle's guest/],
  ] as const) {
    await t.rejects(update(user, email), { name: 'PermanentFailure', message });
  }
  moodle.users.delete(adminId);
  const gone = {
    name: 'TemporaryFailure',
    message: /user 999 was deleted a moment ago \(invaliduserid\)\.$/,
  };
  await t.rejects(update(999, 'gone@example.edu'), gone, 'the next attempt looks for it again');
  moodle.fail({ status: 200, json: { warnings: [{ warningcode: 'new' }] } });
  const unknown = { name: 'TemporaryFailure', message: /for a reason that is not known here \(new\)/ };
  await t.rejects(update(id, 'x@example.edu'), unknown);
  t.match(moodle.users.others[1], { email: 'jean@example.edu' });
});

test('the site says who the token is and what its service has, and nothing secret', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  moodle.functions.delete('core_user_create_users');
  t.same(await client.siteInfo(signal), {
    siteName: 'École Exemple',
    release: '4.5+ (Build: 20241008)',
    userId: String(moodle.users.own.id),
    username: 'event-hub',
    isAdmin: false,
    functions: new Set([
      'core_webservice_get_site_info',
      'core_user_get_users_by_field',
      'core_user_update_users',
    ]),
  });
  moodle.users.admins.add(moodle.users.own.id);
  t.match(await client.siteInfo(signal), { isAdmin: true });
  moodle.fail({ status: 200, json: {} });
  t.match(await client.siteInfo(signal), { functions: new Set() });
});

test('a wrong token may have ended; a function that is missing is one of several reasons', async (t) => {
  const wrong = await startClient(t, { token: 'wrong' });
  await t.rejects(wrong.client.getUsersByField('id', ['7'], wrong.signal), {
    name: 'CredentialsFailure',
    message:
      /^Moodle refuses MOODLE_TOKEN for core_user_get_users_by_field\. .* \(Moodle presets thirty days\)/,
    retryAfterMs: TEN_MINUTES,
  });
  const missing = await startClient(t);
  missing.moodle.break('no-find');
  await t.rejects(missing.client.getUsersByField('id', ['7'], missing.signal), {
    name: 'CredentialsFailure',
    message: /^Moodle gives MOODLE_TOKEN no access to core_user_get_users_by_field\. .* hold this function/,
    retryAfterMs: TEN_MINUTES,
  });
});

for (const [code, name, message] of [
  ['nopermissions', 'CredentialsFailure', /lacks moodle\/user:create, which core_user_create_users needs/],
  ['servicenotavailable', 'CredentialsFailure', /web services are not open to MOODLE_TOKEN/],
  ['sslonlyaccess', 'CredentialsFailure', /web services are not open to MOODLE_TOKEN/],
  ['requireloginerror', 'CredentialsFailure', /Sign in to Moodle as that user and do what it asks/],
  ['wsaccessuserexpired', 'CredentialsFailure', /no longer lets in the user behind MOODLE_TOKEN/],
  [
    'invalidrecord',
    'CredentialsFailure',
    /does not know the function core_user_create_users \(invalidrecord\)/,
  ],
  ['sitemaintenance', 'SystemAway', /^Moodle cannot work just now \(sitemaintenance\)\.$/],
  ['dmltransactionexception', 'TemporaryFailure', /^Moodle cannot work just now/],
  ['dmlwriteexception', 'TemporaryFailure', /^Moodle's database refused to write this student/],
  ['useremailduplicate', 'PermanentFailure', /^Moodle did not update its user {2}\(useremailduplicate\)/],
  ['invalidparameter', 'PermanentFailure', /^Moodle refused core_user_create_users \(invalidparameter\)\.$/],
  ['codingerror', 'TemporaryFailure', /for a reason that is not known here \(codingerror\)\. See the log/],
  [
    'error/<div>Passwords must be at least 8 characters long.</div>',
    'CredentialsFailure',
    /password policy\.$/,
  ],
] as const) {
  test(`the code ${code.slice(0, 30)} is a ${name}`, async (t) => {
    const { moodle, client, signal } = await startClient(t);
    moodle.fail(refused(code));
    await t.rejects(client.createUser(NEW, signal), { name, message });
    t.equal(moodle.requests.length, 1);
  });
}

test('a capability that only we know to be needed is called one', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  moodle.fail(refused('nopermissions'));
  await t.rejects(client.siteInfo(signal), {
    message: /lacks a capability, which core_webservice_get_site_info/,
  });
});

test('a database that is in trouble over one user says so in a warning', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  moodle.failWrites({ status: 200, json: { warnings: [{ warningcode: 'dmltransactionexception' }] } });
  await t.rejects(client.updateUser('7', { lastname: 'Ali' }, signal), {
    name: 'TemporaryFailure',
    message: 'Moodle cannot work just now (dmltransactionexception).',
  });
});

test('a database that refuses a read is in trouble itself', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  moodle.fail(refused('dmlwriteexception'));
  const away = { name: 'TemporaryFailure', message: /^Moodle cannot work just now/ };
  await t.rejects(client.getUsersByField('id', ['7'], signal), away);
});

for (const [trouble, name, message] of [
  ['database-away', 'SystemAway', /cannot work just now \(dbconnectionfailed\)/],
  ['upgrading', 'SystemAway', /cannot work just now \(upgraderunning\)/],
  ['cli-maintenance', 'SystemAway', /^Moodle answered 503\.$/],
  ['empty-answer', /^(TemporaryFailure|SystemAway)$/, /answered with nothing at all/],
  ['log-in-page', /^(TemporaryFailure|SystemAway)$/, /something that is no JSON/],
  ['rest-off', 'CredentialsFailure', /\(status 403\).* REST protocol/],
  ['service-off', 'CredentialsFailure', /gives MOODLE_TOKEN no access/],
  ['token-ended', 'CredentialsFailure', /thirty days/],
  ['user-suspended', 'CredentialsFailure', /\(wsaccessusersuspended\)/],
  ['policy', 'CredentialsFailure', /\(sitepolicynotagreed\)/],
  ['password-change', 'CredentialsFailure', /\(forcepasswordchangenotice\)/],
  ['profile-incomplete', 'CredentialsFailure', /\(usernotfullysetup\)/],
  [
    'other-host',
    'CredentialsFailure',
    /^Moodle redirects to another address\. Set MOODLE_BASE_URL to https:\/\/moodle\.example\.edu and start again\.$/,
  ],
] as const) {
  test(`a Moodle that is ${trouble} says so as ${name}, whatever is asked of it`, async (t) => {
    const { moodle, client, signal } = await startClient(t);
    moodle.break(trouble);
    const { id } = moodle.users.add({ lastname: 'Ali' });
    const failure = { name, message };
    await t.rejects(client.getUsersByField('id', [String(id)], signal), failure);
    await t.rejects(client.createUser(NEW, signal), failure);
    const update = client.updateUser(String(id), { lastname: 'Exemple' }, signal);
    await t.rejects(update, trouble === 'empty-answer' ? { name } : failure);
    t.match(moodle.users.others, [{ lastname: 'Ali' }]);
  });
}

test('a look at the site alone finds a Moodle well whose policy nobody agreed to', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  moodle.break('policy');
  t.match(await client.siteInfo(signal), { siteName: 'École Exemple' });
});

test('what an old Moodle answers nothing to is read again, because a broken one answers the same', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  const { id } = moodle.users.add({ firstname: 'Sara', lastname: 'Ali' });
  const done = {
    firstname: 'Sara',
    lastname: 'Ali',
    suspended: false,
    email: `user${id}@example.edu`,
    idnumber: '',
  };
  moodle.failWrites({ status: 200, json: 'null' });
  await client.updateUser(String(id), done, signal);
  const undone = { name: 'TemporaryFailure', message: /cannot be understood/ };
  moodle.failWrites({ status: 200, json: '' });
  await t.rejects(client.updateUser(String(id), { lastname: 'Exemple' }, signal), undone);
  moodle.failWrites({ status: 200, json: '' }, { status: 200, json: '[]' });
  await t.rejects(client.updateUser('999', { lastname: 'Exemple' }, signal), undone);
  await t.rejects(client.updateUser(String(id), { lastname: 'Exemple' }, signal), undone);
  moodle.users.hidden.add('firstname').add('lastname').add('email').add('suspended').add('idnumber');
  moodle.failWrites({ status: 200, json: '' });
  await client.updateUser(String(id), { lastname: 'Exemple' }, signal);
});

test('an error without a code says so', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  moodle.fail({ status: 200, json: { exception: 'moodle_exception' } });
  await t.rejects(client.createUser(NEW, signal), { message: /\(it gave no code\)/ });
});

test('the code counts whatever the status', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  for (const status of [400, 403, 500, 503]) {
    moodle.fail({ ...refused('invalidtoken'), status });
    await t.rejects(client.getUsersByField('id', ['7'], signal), { name: 'CredentialsFailure' });
  }
  t.equal(moodle.requests.length, 4, 'each was asked once');
});

test('a maintenance page and a notice of PHP before the answer pass', async (t) => {
  const { moodle, client, clock, signal } = await startClient(t);
  moodle.fail({ status: 200, json: '<br />\n<b>Notice</b>: Undefined index\n[]' });
  const noJson = { name: 'TemporaryFailure', message: /no JSON: a maintenance page, or a notice of PHP/ };
  await t.rejects(client.getUsersByField('id', ['7'], signal), noJson);
  moodle.fail({ status: 503, json: '<h1>This site is undergoing maintenance</h1>' });
  const found = client.getUsersByField('id', ['7'], signal);
  await until(() => clock.nextInMs === 500);
  clock.advance(500);
  t.same(await found, []);
});

test('an address without a Moodle is to be mended by a person', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  for (const status of [403, 404]) {
    moodle.fail({ status, json: '<h1>Not Found</h1>' });
    await t.rejects(client.getUsersByField('id', ['7'], signal), {
      name: 'CredentialsFailure',
      message: new RegExp(`^No Moodle web service answers at MOODLE_BASE_URL \\(status ${status}\\)`),
    });
  }
});

test('an answer of another shape is tried again, because nobody knows what was done', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  const shapeless = { name: 'TemporaryFailure', message: /cannot be understood/ };
  moodle.fail(...[{}, {}, [], ['x'], [{}], 7].map((json) => ({ status: 200, json: JSON.stringify(json) })));
  await t.rejects(client.getUsersByField('id', ['7'], signal), shapeless);
  for (let call = 0; call < 4; call++) await t.rejects(client.createUser(NEW, signal), shapeless);
  await t.rejects(client.siteInfo(signal), shapeless);
});

test('a read is repeated, a write is not', async (t) => {
  const { moodle, client, clock, signal } = await startClient(t);
  moodle.fail({ drops: true });
  const found = client.getUsersByField('id', ['7'], signal);
  await until(() => clock.nextInMs === 500);
  clock.advance(500);
  t.same(await found, []);
  const away = { name: 'SystemAway', message: 'Moodle cannot be reached.' };
  moodle.fail({ drops: true }, { drops: true });
  await t.rejects(client.createUser(NEW, signal), away);
  await t.rejects(client.updateUser('7', { suspended: true }, signal), away);
  t.equal(moodle.requests.length, 4);
});

test('the log names the function, and holds neither token nor person', async (t) => {
  const { client, lines, signal } = await startClient(t);
  await client.createUser(NEW, signal);
  t.same(lines, [{ system: 'Moodle', call: 'core_user_create_users', status: 200, ms: 0 }]);
});
