import { signHmac } from '../../src/inbound/signatures/hmac.ts';
import { OPERATOR, SECRET, START_MS, studentBody, type Test, test, testApp } from '../harness.ts';

const URL = '/api/v1/events/zoho/student';
const BODY = Buffer.from(JSON.stringify(studentBody(), null, 2));

function sign(secret = SECRET, changes: { body?: Buffer; timestamp?: string; nonce?: string } = {}) {
  return signHmac({ body: BODY, timestamp: undefined, nonce: undefined, ...changes }, secret);
}

async function verifiedApp(t: Test, secrets = SECRET) {
  const { app, clock } = await testApp(t, { ZOHO_WEBHOOK_SECRET: secrets });
  const post = (headers: Record<string, string>, query = '') =>
    app.inject({
      method: 'POST',
      url: `${URL}${query}`,
      headers: { 'content-type': 'application/json', ...headers },
      payload: BODY,
    });
  const verifiedBy = async () =>
    (await app.inject({ url: '/api/v1/events/1', headers: OPERATOR })).json().verified_by;
  return { app, clock, post, verifiedBy };
}

const digest = Buffer.from(sign(), 'hex');
const SIGNATURES: [name: string, value: string][] = [
  ['lower-case hex', digest.toString('hex')],
  ['upper-case hex', digest.toString('hex').toUpperCase()],
  ['base64', digest.toString('base64')],
  ['hex after sha256=', `sha256=${digest.toString('hex')}`],
  ['base64 after SHA256=', `SHA256=${digest.toString('base64')}`],
];
for (const header of ['x-zoho-signature', 'x-zoho-webhook-signature', 'X-ZOHO-SIGNATURE']) {
  for (const [name, value] of SIGNATURES) {
    test(`${header} as ${name} lets the event in and is recorded`, async (t) => {
      const { post, verifiedBy } = await verifiedApp(t);
      const answer = await post({ [header]: value });
      t.equal(answer.statusCode, 200);
      t.equal(await verifiedBy(), 'hmac:1');
    });
  }
}

for (const header of ['x-webhook-secret', 'x-zoho-secret']) {
  test(`the shared secret in ${header} lets the event in and is recorded`, async (t) => {
    const { post, verifiedBy } = await verifiedApp(t);
    t.equal((await post({ [header]: SECRET })).statusCode, 200);
    t.equal(await verifiedBy(), 'secret:1');
  });
}

test('the shared secret in the query lets the event in', async (t) => {
  const { post, verifiedBy } = await verifiedApp(t);
  t.equal((await post({}, `?secret=${SECRET}`)).statusCode, 200);
  t.equal(await verifiedBy(), 'secret:1');
});

test('of two secrets in the query the first counts', async (t) => {
  const { post } = await verifiedApp(t);
  t.equal((await post({}, `?secret=${SECRET}&secret=other`)).statusCode, 200);
  t.equal((await post({}, `?secret=other&secret=${SECRET}`)).statusCode, 401);
});

test('any scheme that matches is enough, beside one that does not', async (t) => {
  const { post } = await verifiedApp(t);
  t.equal((await post({ 'x-zoho-signature': sign('wrong'), 'x-webhook-secret': SECRET })).statusCode, 200);
  t.equal((await post({ 'x-zoho-signature': sign(), 'x-webhook-secret': 'wrong' })).statusCode, 200);
});

test('a header that is empty does not hide the credential beside it', async (t) => {
  const { post } = await verifiedApp(t);
  t.equal((await post({ 'x-zoho-signature': '', 'x-zoho-webhook-signature': sign() })).statusCode, 200);
  t.equal((await post({ 'x-webhook-secret': '', 'x-zoho-secret': SECRET })).statusCode, 200);
  t.equal((await post({ 'x-zoho-secret': '' }, `?secret=${SECRET}`)).statusCode, 200);
});

test('without any credential the signature is missing', async (t) => {
  const { app, post } = await verifiedApp(t);
  const answer = await post({});
  t.equal(answer.statusCode, 401);
  t.same(answer.json(), { success: false, error: 'Missing signature', code: 'MISSING_SIGNATURE' });
  t.equal((await app.reading.stats({})).total_events, 0);
});

const WRONG: [name: string, headers: Record<string, string>][] = [
  ['of another secret', { 'x-zoho-signature': sign('another-secret') }],
  ['of other bytes', { 'x-zoho-signature': sign(SECRET, { body: Buffer.from('{}') }) }],
  ['one digit short', { 'x-zoho-signature': sign().slice(1) }],
  ['that is no signature', { 'x-zoho-signature': 'yes' }],
];
for (const [name, headers] of WRONG) {
  test(`a signature ${name} is invalid and leaves no row`, async (t) => {
    const { app, post } = await verifiedApp(t);
    const answer = await post(headers);
    t.equal(answer.statusCode, 401);
    t.same(answer.json(), { success: false, error: 'Invalid signature', code: 'INVALID_SIGNATURE' });
    t.equal((await app.reading.stats({})).total_events, 0);
  });
}

test('a wrong shared secret is invalid, in a header and in the query', async (t) => {
  const { post } = await verifiedApp(t);
  t.equal((await post({ 'x-webhook-secret': 'wrong' })).json().code, 'INVALID_SIGNATURE');
  t.equal((await post({}, '?secret=wrong')).json().code, 'INVALID_SIGNATURE');
});

test('with a timestamp and a nonce they are part of what was signed, in seconds, milliseconds and ISO', async (t) => {
  for (const timestamp of [`${START_MS / 1000}`, `${START_MS}`, '2026-01-25T10:00:00Z']) {
    const { post } = await verifiedApp(t);
    const headers = { 'x-zoho-timestamp': timestamp, 'x-zoho-nonce': 'n-1' };
    const signed = sign(SECRET, { timestamp, nonce: 'n-1' });
    t.equal((await post({ ...headers, 'x-zoho-signature': sign() })).statusCode, 401, timestamp);
    t.equal((await post({ ...headers, 'x-zoho-signature': signed })).statusCode, 200, timestamp);
  }
});

test('a signed time may be 300 s old and 60 s ahead, and no second more', async (t) => {
  const { clock, post } = await verifiedApp(t);
  clock.advance(1_000_000);
  const code = async (offsetMs: number) => {
    const timestamp = String(clock.now() + offsetMs);
    const signature = sign(SECRET, { timestamp, nonce: 'n-1' });
    const answer = await post({
      'x-zoho-timestamp': timestamp,
      'x-zoho-nonce': 'n-1',
      'x-zoho-signature': signature,
    });
    return answer.statusCode;
  };
  t.equal(await code(-300_000), 200);
  t.equal(await code(-301_000), 401);
  t.equal(await code(60_000), 200);
  t.equal(await code(61_000), 401);
});

test('while a secret is rotated both are good, and the row says which one it was', async (t) => {
  for (const [secret, key] of [
    ['old-secret', 1],
    ['new-secret', 2],
  ] as const) {
    const hmac = await verifiedApp(t, 'old-secret , new-secret');
    t.equal((await hmac.post({ 'x-zoho-signature': sign(secret) })).statusCode, 200);
    t.equal(await hmac.verifiedBy(), `hmac:${key}`);
    const shared = await verifiedApp(t, 'old-secret , new-secret');
    t.equal((await shared.post({}, `?secret=${secret}`)).statusCode, 200);
    t.equal(await shared.verifiedBy(), `secret:${key}`);
  }
});

test('a secret header that came twice lets the event in when each copy is right', async (t) => {
  const { post } = await verifiedApp(t, 'old-secret,new-secret');
  t.equal((await post({ 'x-webhook-secret': 'old-secret,wrong' })).statusCode, 401);
  t.equal((await post({ 'x-webhook-secret': 'old-secret, new-secret' })).statusCode, 200);
});

test('forms are verified over their bytes as well', async (t) => {
  const { app } = await verifiedApp(t);
  const body = Buffer.from('zoho_id=77&Name=Sara+Ali');
  const answer = await app.inject({
    method: 'POST',
    url: URL,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-zoho-signature': sign(SECRET, { body }),
    },
    payload: body,
  });
  t.equal(answer.statusCode, 200);
});

test('a picture from a stranger is refused for its signature, before anyone looks at it', async (t) => {
  const { post } = await verifiedApp(t);
  t.equal((await post({ 'content-type': 'image/png' })).statusCode, 401);
});

test('a request without a body is verified over no bytes', async (t) => {
  const { app } = await verifiedApp(t);
  const signature = sign(SECRET, { body: Buffer.alloc(0) });
  const url = `${URL}?zoho_id=77`;
  t.equal((await app.inject({ method: 'POST', url })).statusCode, 401);
  const answer = await app.inject({ method: 'POST', url, headers: { 'x-zoho-signature': signature } });
  t.equal(answer.statusCode, 200);
});

test('a refusal leaves a hint in the log', async (t) => {
  const { app, lines } = await testApp(t, { ZOHO_WEBHOOK_SECRET: SECRET });
  await app.inject({ method: 'POST', url: URL, payload: studentBody() });
  t.ok(lines.some((line) => line.includes('"reason":"missing"') && line.includes('cli -- verify')));
});
