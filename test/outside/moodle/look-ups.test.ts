import { LookUps } from '../../../src/outside/moodle/look-ups.ts';
import { test } from '../../harness.ts';
import { refused, startClient } from './setup.ts';

const CHECK = [
  'core_webservice_get_site_info',
  'core_user_get_users_by_field',
  'core_user_get_users_by_field',
];

test('look-ups are checked once, at the first use, also when many come at the same time', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  const lookUps = new LookUps(client, []);
  await Promise.all([lookUps.require(signal), lookUps.require(signal)]);
  await lookUps.require(signal);
  t.same(moodle.requests, CHECK);
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

test('a token whose user finds not even itself names the capabilities', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  const lookUps = new LookUps(client, []);
  for (const [field, answers] of [
    ['id', [{ status: 200, json: [] }]],
    [
      'username',
      [
        { status: 200, json: [{ id: moodle.users.own.id }] },
        { status: 200, json: [{ id: 1 }] },
      ],
    ],
  ] as const) {
    moodle.fail(
      { status: 200, json: { userid: moodle.users.own.id, functions: [{ name: CHECK[1] }] } },
      ...answers,
    );
    await t.rejects(lookUps.require(signal), {
      name: 'CredentialsFailure',
      message: new RegExp(`cannot find users by ${field}, .* moodle/user:viewdetails`),
    });
  }
  await lookUps.require(signal);
  t.equal(moodle.requests.length, 2 + 3 + 3, 'what failed is checked again');
});

test('the end of one attempt does not end the check for the others', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  moodle.fail(refused('sitemaintenance'));
  const lookUps = new LookUps(client, []);
  await t.rejects(lookUps.require(signal), { name: 'TemporaryFailure' });
  await lookUps.require(AbortSignal.abort());
  t.same(moodle.requests.slice(1), CHECK);
});

test('an ID number that was written and is hidden stops everything until it is seen', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  const lookUps = new LookUps(client, []);
  const { id } = moodle.users.add({ idnumber: '4554000000012345678' });
  await lookUps.requireSeen(String(id), signal);
  moodle.users.hidden.add('idnumber');
  const blind = { name: 'CredentialsFailure', message: /cannot find users by idnumber/ };
  await t.rejects(lookUps.requireSeen(String(id), signal), blind);
  await t.rejects(lookUps.require(signal), blind);
  moodle.users.hidden.clear();
  await lookUps.require(signal);
});

test('a user that was removed meanwhile stops nothing', async (t) => {
  const { moodle, client, signal } = await startClient(t);
  const lookUps = new LookUps(client, []);
  const { id } = moodle.users.add({});
  await t.rejects(lookUps.requireSeen(String(id), signal), { name: 'CredentialsFailure' });
  moodle.users.remove(id);
  await lookUps.require(signal);
});
