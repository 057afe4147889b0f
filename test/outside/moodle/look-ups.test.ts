import { LookUps } from '../../../src/outside/moodle/look-ups.ts';
import { test } from '../../harness.ts';
import { refused, startClient } from './setup.ts';

const CHECK = ['core_webservice_get_site_info', 'core_user_get_users_by_field'];

test('look-ups are checked once, at the first use, also when many come at the same time', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  const lookUps = new LookUps(client, []);
  await Promise.all([lookUps.require(signal), lookUps.require(signal)]);
  t.match(await lookUps.require(signal), { userId: String(moodle.users.own.id), isAdmin: false });
  t.same(moodle.requests, CHECK);
  lookUps.forget();
  await lookUps.require(signal);
  t.same(moodle.requests, [...CHECK, ...CHECK]);
});

test('a function that the service lacks is named', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  moodle.functions.delete('core_user_create_users');
  await new LookUps(client, ['core_user_update_users']).require(signal);
  await t.rejects(new LookUps(client, ['core_user_create_users', 'core_user_update_users']).require(signal), {
    name: 'CredentialsFailure',
    message: 'The service of MOODLE_TOKEN lacks core_user_create_users. Add it to the service in Moodle.',
    retryAfterMs: 600_000,
  });
});

for (const [blindness, message] of [
  ['blind', /cannot see any other user, .* Give it moodle\/user:viewdetails and moodle\/user:viewalldetails/],
  ['blind-username', /cannot see the usernames and ID numbers .* moodle\/user:viewalldetails in Moodle/],
  ['blind-idnumber', /cannot see the usernames and ID numbers .* moodle\/user:viewalldetails in Moodle/],
  ['blind-email', /cannot see the e-mail addresses .* moodle\/site:viewuseridentity .* "Show user identity"/],
] as const) {
  test(`a token that sees itself and is ${blindness} is told the capability`, async (t) => {
    const { moodle, client, signal } = await startClient(t);
    const lookUps = new LookUps(client, []);
    moodle.break(blindness);
    const blind = { name: 'CredentialsFailure', message, retryAfterMs: 600_000 };
    await t.rejects(lookUps.require(signal), blind);
    await t.rejects(lookUps.prove(signal), blind);
    moodle.mend();
    await lookUps.require(signal);
  });
}

test('a guest that was given another name is known by its id', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  const lookUps = new LookUps(client, []);
  const nobody = { status: 200, json: '[]' };
  moodle.fail(nobody);
  await lookUps.prove(signal);
  moodle.fail(nobody);
  moodle.users.hidden.add('email');
  await t.rejects(lookUps.prove(signal), { message: /cannot see the e-mail addresses/ });
});

test('of users that are found no part may be hidden', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  const lookUps = new LookUps(client, []);
  const { id } = moodle.users.add({ idnumber: 'N-7' });
  const look = () => lookUps.getUsersByField('id', [String(id)], signal);
  t.match(await look(), [{ idnumber: 'N-7' }]);
  moodle.users.hidden.add('username');
  await t.rejects(look(), { message: /cannot see the usernames and ID numbers/ });
  moodle.users.hidden.clear();
  moodle.users.hidden.add('email');
  await t.rejects(look(), { message: /cannot see the e-mail addresses/ });
});

test('a user without an address is one, where the addresses of others are seen', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  const { id } = moodle.users.add({ email: '' });
  t.match(await new LookUps(client, []).getUsersByField('id', [String(id)], signal), [{ email: null }]);
});

test('the end of one attempt does not end the check for the others', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  moodle.fail(refused('sitemaintenance'));
  const lookUps = new LookUps(client, []);
  await t.rejects(lookUps.require(signal), { name: 'SystemAway' });
  await lookUps.require(AbortSignal.abort());
  t.same(moodle.requests.slice(1), CHECK);
});

test('an ID number that was written and is hidden stops everything until it is seen', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  const lookUps = new LookUps(client, []);
  const { id } = moodle.users.add({ idnumber: '4554000000012345678' });
  await lookUps.requireSeen(String(id), signal);
  moodle.users.hidden.add('idnumber');
  const blind = { name: 'CredentialsFailure', message: /cannot see the usernames and ID numbers/ };
  await t.rejects(lookUps.requireSeen(String(id), signal), blind);
  await t.rejects(lookUps.require(signal), blind);
  moodle.users.hidden.clear();
  await lookUps.require(signal);
});

test('a user that was written and is not found is hidden', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  const lookUps = new LookUps(client, []);
  const { id } = moodle.users.add({ idnumber: '4554000000012345678' });
  moodle.users.hidden.add('id');
  await t.rejects(lookUps.requireSeen(String(id), signal), { message: /cannot see any other user/ });
});

test('a user that was deleted in Moodle right after it was written is no sign of blindness', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  const { id } = moodle.users.add({ idnumber: '4554000000012345678' });
  moodle.users.delete(id);
  await new LookUps(client, []).requireSeen(String(id), signal);
  t.equal(moodle.requests.length, 1);
});

test('a user that was removed meanwhile stops nothing', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  const lookUps = new LookUps(client, []);
  const { id } = moodle.users.add({});
  await t.rejects(lookUps.requireSeen(String(id), signal), { name: 'CredentialsFailure' });
  moodle.users.remove(id);
  await lookUps.require(signal);
});
