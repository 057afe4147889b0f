import { test } from '../../../harness.ts';
import { startClients } from '../setup.ts';

const ID = '4554000000012345678';
const SARA = { id: ID, Name: 'A01B0001C', Academic_Email: 'sara.ali@example.edu' };
const GET = `GET /crm/v8/BTEC_Students/${ID}`;

test('a record is read with the token in the header of Zoho', async (t) => {
  const { crm, zoho, signal } = await startClients(t);
  zoho.put('BTEC_Students', SARA);
  t.same(await crm.getRecord('BTEC_Students', ID, signal), SARA);
  t.same(zoho.requests, ['POST /oauth/v2/token', GET]);
});

test('a record that Zoho does not have is null, whichever way Zoho says so', async (t) => {
  const { crm, zoho, signal } = await startClients(t);
  t.equal(await crm.getRecord('BTEC_Students', ID, signal), null, '204 without a body');
  zoho.failCrm(
    { status: 400, json: { code: 'INVALID_DATA', details: {}, message: 'the id given seems to be invalid' } },
    { status: 200, json: { data: [{ code: 'RECORD_NOT_FOUND' }] } },
    { status: 200, json: { data: [] } },
  );
  for (const way of ['by code', 'inside data', 'by an empty list']) {
    t.equal(await crm.getRecord('BTEC_Students', ID, signal), null, way);
  }
});

test('a token that expires in a burst of a hundred reads costs one refresh', async (t) => {
  const { crm, zoho, signal } = await startClients(t);
  zoho.put('BTEC_Students', SARA);
  await crm.getRecord('BTEC_Students', ID, signal);
  zoho.expireTokens();
  const records = await Promise.all(
    Array.from({ length: 100 }, () => crm.getRecord('BTEC_Students', ID, signal)),
  );
  t.ok(records.every((record) => record?.id === ID));
  t.equal(zoho.requests.filter((request) => request.startsWith('POST')).length, 2);
});

for (const [code, status, sentence] of [
  ['OAUTH_SCOPE_MISMATCH', 401, /lacks the scope ZohoCRM\.modules\.custom\.READ/],
  ['NO_PERMISSION', 403, /may not read/],
] as const) {
  test(`${code} names what is missing and asks for no new token`, async (t) => {
    const { crm, zoho, signal } = await startClients(t);
    zoho.failCrm({ status, json: { code, details: {}, message: 'no', status: 'error' } });
    await t.rejects(crm.getRecord('BTEC_Students', ID, signal), {
      name: 'CredentialsFailure',
      message: sentence,
      retryAfterMs: 600_000,
    });
    t.same(zoho.requests, ['POST /oauth/v2/token', GET]);
  });
}

test('a fresh token that is refused as well is not replaced again', async (t) => {
  const { crm, zoho, signal } = await startClients(t);
  const refused = { status: 401, json: { code: 'INVALID_TOKEN' } };
  zoho.failCrm(refused, refused);
  await t.rejects(crm.getRecord('BTEC_Students', ID, signal), { message: /ZOHO_DATACENTER/ });
  t.equal(zoho.requests.length, 4);
  await t.rejects(crm.getRecord('BTEC_Students', ID, signal), { message: /ZOHO_DATACENTER/ });
  t.equal(zoho.requests.length, 4, 'each call would cost one of ten tokens');
});

for (const answer of [
  { status: 404, json: { code: 'INVALID_URL_PATTERN' } },
  { status: 400, json: { code: 'SOMETHING_NEW' } },
  { status: 400, json: {} },
  { status: 400, json: { data: ['nonsense'] } },
]) {
  test(`a refusal that nobody knows waits, longer each time, and is told: ${JSON.stringify(answer)}`, async (t) => {
    const { crm, zoho, signal, warnings } = await startClients(t);
    const read = () => crm.getRecord('BTEC_Students', ID, signal);
    for (const retryAfterMs of [10_000, 20_000, 40_000, 600_000]) {
      t.same(warnings.list(), []);
      zoho.failCrm(answer);
      await t.rejects(read(), {
        name: 'CredentialsFailure',
        message: /^Zoho CRM refused to read a record/,
        retryAfterMs,
      });
    }
    t.match(warnings.list(), [{ code: 'REFUSED ZOHO', message: /refused to read a record/ }]);
    await read();
    t.same(warnings.list(), [], 'the call was answered');
    await read();
  });
}

test('one refusal that passes is told to nobody', async (t) => {
  const { crm, zoho, signal, warnings } = await startClients(t);
  const unknown = { status: 400, json: { code: 'SOMETHING_NEW' } };
  zoho.failCrm(unknown, unknown);
  await t.rejects(crm.getRecord('BTEC_Students', ID, signal), { name: 'CredentialsFailure' });
  await t.rejects(crm.getRecord('BTEC_Students', '2', signal), {
    name: 'CredentialsFailure',
    retryAfterMs: 10_000,
  });
  await crm.getRecord('BTEC_Students', ID, signal);
  t.same(warnings.list(), []);
});

for (const json of [
  { code: 'AUTHENTICATION_FAILURE' },
  { code: 'SOMETHING_NEW' },
  {},
  '',
  '<html>Unauthorized</html>',
]) {
  test(`a refused token is replaced once, whatever the words: ${JSON.stringify(json)}`, async (t) => {
    const { crm, zoho, signal } = await startClients(t);
    zoho.put('BTEC_Students', SARA);
    zoho.failCrm({ status: 401, json });
    t.same(await crm.getRecord('BTEC_Students', ID, signal), SARA);
    t.same(zoho.requests, ['POST /oauth/v2/token', GET, 'POST /oauth/v2/token', GET]);
    zoho.failCrm({ status: 401, json }, { status: 401, json });
    await t.rejects(crm.getRecord('BTEC_Students', ID, signal), {
      name: 'CredentialsFailure',
      message: /ZOHO_DATACENTER/,
    });
  });
}

for (const json of ['', '<html>Forbidden</html>', {}]) {
  test(`a 403 is a right that is missing, whatever comes with it: ${JSON.stringify(json)}`, async (t) => {
    const { crm, zoho, signal } = await startClients(t);
    zoho.failCrm({ status: 403, json });
    await t.rejects(crm.getRecord('BTEC_Students', ID, signal), {
      name: 'CredentialsFailure',
      message: /may not read a record/,
    });
  });
}

for (const code of ['INTERNAL_ERROR', 'SERVICE_UNAVAILABLE']) {
  test(`${code} passes, whatever its status`, async (t) => {
    const { crm, zoho, signal } = await startClients(t);
    zoho.failCrm({ status: 400, json: { code, details: {}, status: 'error' } });
    await t.rejects(crm.getRecord('BTEC_Students', ID, signal), {
      name: 'TemporaryFailure',
      message: `Zoho CRM cannot work just now (${code}).`,
    });
  });
}

test('a module that Zoho does not know is named by its API name, and waited for', async (t) => {
  const { crm, zoho, signal } = await startClients(t);
  const answer = { status: 400, json: { code: 'INVALID_MODULE', details: {}, status: 'error' } };
  zoho.failCrm(answer, answer);
  await t.rejects(crm.getRecord('BTEC_Students', ID, signal), {
    name: 'CredentialsFailure',
    message: /^Zoho CRM has no module BTEC_Students for us \(INVALID_MODULE\)\. The API name/,
  });
  await t.rejects(crm.query("select id from Deals where id = '1'", signal), { message: /no module Deals/ });
});

test('a code that speaks of the record fails at once', async (t) => {
  const { crm, zoho, signal } = await startClients(t);
  zoho.failCrm({
    status: 200,
    json: { data: [{ code: 'DUPLICATE_DATA', details: { api_name: 'Academic_Email' } }] },
  });
  await t.rejects(crm.update('BTEC_Students', ID, {}, signal), {
    name: 'PermanentFailure',
    message: 'Zoho CRM refused to update a record: DUPLICATE_DATA, field Academic_Email (status 200).',
  });
});

for (const [status, json] of [
  [200, '<html>Maintenance</html>'],
  [400, 'nonsense'],
  [200, ''],
  [200, {}],
  [200, { data: 'none' }],
  [200, { code: 'SOMETHING' }],
] as const) {
  test(`an answer that is none of Zoho's is no missing record: ${status} ${JSON.stringify(json)}`, async (t) => {
    const { crm, zoho, signal } = await startClients(t);
    zoho.failCrm({ status, json });
    await t.rejects(crm.getRecord('BTEC_Students', ID, signal), {
      name: 'TemporaryFailure',
      message: `Zoho CRM did not answer as usual (status ${status}).`,
    });
  });
}

test('a Zoho CRM that answers nothing at all, again and again, is away', async (t) => {
  const { crm, zoho, signal } = await startClients(t);
  zoho.failCrm({ status: 200 }, { status: 200 });
  const message = 'Zoho CRM did not answer as usual (status 200).';
  await t.rejects(crm.getRecord('BTEC_Students', ID, signal), { name: 'TemporaryFailure', message });
  await t.rejects(crm.getRecord('BTEC_Students', ID, signal), { name: 'SystemAway', message });
});
