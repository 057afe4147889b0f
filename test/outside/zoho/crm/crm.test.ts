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

for (const [code, sentence] of [
  ['OAUTH_SCOPE_MISMATCH', /lacks the scope ZohoCRM\.modules\.custom\.READ/],
  ['NO_PERMISSION', /may not read/],
] as const) {
  test(`${code} names what is missing and asks for no new token`, async (t) => {
    const { crm, zoho, signal } = await startClients(t);
    zoho.failCrm({ status: 401, json: { code, details: {}, message: 'no', status: 'error' } });
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

for (const [answer, message] of [
  [
    { status: 404, json: { code: 'INVALID_URL_PATTERN' } },
    /refused to read a record: INVALID_URL_PATTERN \(status 404\)/,
  ],
  [{ status: 400, json: {} }, /refused to read a record \(status 400\)/],
  [{ status: 400, json: { data: ['nonsense'] } }, /refused to read a record \(status 400\)/],
] as const) {
  test(`an answer that nobody expects is permanent: ${JSON.stringify(answer)}`, async (t) => {
    const { crm, zoho, signal } = await startClients(t);
    zoho.failCrm(answer);
    await t.rejects(crm.getRecord('BTEC_Students', ID, signal), { name: 'PermanentFailure', message });
  });
}

for (const [status, json] of [
  [200, '<html>Maintenance</html>'],
  [400, 'nonsense'],
  [200, {}],
  [200, { data: 'none' }],
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
