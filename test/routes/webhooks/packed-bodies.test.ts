import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { signHmac } from '../../../src/inbound/signatures/hmac.ts';
import { OPERATOR, SECRET, studentBody, type Test, test, testApp } from '../../harness.ts';

const STUDENT = '/api/v1/events/zoho/student';
const sign = (body: Buffer) => signHmac({ body, timestamp: undefined, nonce: undefined }, SECRET);

async function verified(t: Test, changes: Record<string, string> = {}) {
  const { app } = await testApp(t, { ZOHO_WEBHOOK_SECRET: SECRET, ...changes });
  const post = (payload: Buffer, headers: Record<string, string>, url = STUDENT) =>
    app.inject({
      method: 'POST',
      url,
      payload,
      headers: { 'content-type': 'application/json', 'x-zoho-signature': sign(payload), ...headers },
    });
  const events = async () => (await app.inject({ url: '/api/v1/events', headers: OPERATOR })).json();
  return { app, post, events };
}

const PLAIN = Buffer.from(JSON.stringify(studentBody()));
for (const [encoding, raw] of [
  ['gzip', gzipSync(PLAIN)],
  ['deflate', deflateSync(PLAIN)],
  ['br', brotliCompressSync(PLAIN)],
  ['gzip, br', brotliCompressSync(gzipSync(PLAIN))],
  ['identity', PLAIN],
] as const) {
  test(`a student packed with ${encoding} is read, and kept unpacked`, async (t) => {
    const { app, post } = await verified(t);
    t.match((await post(raw, { 'content-encoding': encoding })).json(), { status: 'queued' });
    const detail = await app.inject({ url: '/api/v1/events/1', headers: OPERATOR });
    t.match(detail.json(), { payload: studentBody(), raw_body: null, verified_by: 'hmac:1' });
  });
}

test('the signature is over the bytes as they came: one over the unpacked bytes does not match', async (t) => {
  const { post, events } = await verified(t);
  const answer = await post(gzipSync(PLAIN), { 'content-encoding': 'gzip', 'x-zoho-signature': sign(PLAIN) });
  t.equal(answer.statusCode, 401);
  t.equal((await events()).total, 0);
});

test('a ticket packed with gzip is read', async (t) => {
  const { post } = await verified(t);
  const raw = gzipSync('{"ticket_id":"198709000000400099"}');
  const answer = await post(raw, { 'content-encoding': 'gzip' }, '/webhook/zoho-desk');
  t.match(answer.json(), { status: 'queued', ticket_id: '198709000000400099' });
});

test('an encoding that is not known is refused by its name', async (t) => {
  const { post, events } = await verified(t);
  const answer = await post(PLAIN, { 'content-encoding': 'zstd' });
  t.equal(answer.statusCode, 415);
  t.match(answer.json(), { code: 'UNSUPPORTED_ENCODING', error: /encoded as zstd: .* gzip, deflate or br/ });
  t.equal((await events()).total, 0);
});

test('what is larger than the limit once it is unpacked is refused', async (t) => {
  const { post, events } = await verified(t, { BODY_LIMIT: '2048' });
  const answer = await post(gzipSync(Buffer.alloc(2049, ' ')), { 'content-encoding': 'gzip' });
  t.equal(answer.statusCode, 413);
  t.match(answer.json(), { code: 'UNPACKED_TOO_LARGE', error: /2048 bytes/ });
  t.equal((await events()).total, 0);
});

test('what cannot be unpacked is kept as a failed event, like any other body that cannot be read', async (t) => {
  const { app, post } = await verified(t);
  t.equal((await post(PLAIN, { 'content-encoding': 'gzip' })).statusCode, 400);
  const detail = await app.inject({ url: '/api/v1/events/1', headers: OPERATOR });
  t.match(detail.json(), { status: 'failed', error_message: /not valid gzip data/ });
});

test('a packed form is kept unpacked too, where an operator can read it and erasing finds it', async (t) => {
  const { app, post } = await verified(t);
  const form = 'id=4554000000012345678&Academic_Email=sara.ali%40example.edu&Name=Sara';
  const headers = { 'content-encoding': 'gzip', 'content-type': 'application/x-www-form-urlencoded' };
  t.equal((await post(gzipSync(form), headers)).statusCode, 200);
  const detail = (await app.inject({ url: '/api/v1/events/1', headers: OPERATOR })).json();
  t.equal(Buffer.from(detail.raw_body, 'base64').toString(), form);
});

test('a refusal names keys and never what stands in them, and is short whatever came', async (t) => {
  const { post } = await verified(t);
  const long = 'k'.repeat(200_000);
  for (const [url, payload] of [
    [STUDENT, { [long]: 1 }],
    ['/webhook/zoho-desk', { [long]: 1, email: 'sara.ali@example.edu' }],
    [STUDENT, Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`${i}${long.slice(0, 50)}`, i]))],
    ['/webhook/zoho-desk', { 'subject sara.ali@example.edu': '' }],
  ] as const) {
    const answer = await post(Buffer.from(JSON.stringify(payload)), {}, url);
    t.equal(answer.statusCode, 400);
    t.ok(answer.body.length < 2000, `${answer.body.length} characters`);
    t.notMatch(answer.body, 'example.edu');
  }
});
