import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { signHmac } from '../../src/inbound/signatures/hmac.ts';
import { OPERATOR, SECRET, studentBody, type Test, test, testApp } from '../harness.ts';

const STUDENT = '/api/v1/events/zoho/student';

async function open(t: Test) {
  const { app, lines } = await testApp(t, { ZOHO_WEBHOOK_SECRET: SECRET });
  const post = (payload: Buffer, headers: Record<string, string> = {}) => {
    const signature = signHmac({ body: payload, timestamp: undefined, nonce: undefined }, SECRET);
    return app.inject({
      method: 'POST',
      url: STUDENT,
      payload,
      headers: { 'content-type': 'application/json', 'x-zoho-signature': signature, ...headers },
    });
  };
  const first = async () => (await app.inject({ url: '/api/v1/events/1', headers: OPERATOR })).json();
  return { app, lines, post, first };
}

const ZEROS = Buffer.alloc(8_000_000);
for (const [encoding, bomb] of [
  ['gzip', gzipSync(ZEROS)],
  ['deflate', deflateSync(ZEROS)],
  ['br', brotliCompressSync(ZEROS)],
  ['gzip, gzip', gzipSync(gzipSync(ZEROS))],
] as const) {
  test(`a bomb packed with ${encoding} is given up at the limit, though its sender is proven`, async (t) => {
    const { app, post } = await open(t);
    t.ok(bomb.length < 100_000);
    const answer = await post(bomb, { 'content-encoding': encoding });
    t.equal(answer.statusCode, 413);
    t.equal(answer.json().code, 'UNPACKED_TOO_LARGE');
    t.equal((await app.reading.stats({})).total_events, 0);
  });
}

for (const body of [
  '{"record_id":"4554000000012345678","__proto__":{"isOperator":true}}',
  '{"record_id":"4554000000012345678","data":{"__proto__":{"isOperator":true}}}',
  '{"record_id":"4554000000012345678","constructor":{"prototype":{"isOperator":true}}}',
  '{"record_id":"4554000000012345678","\\u005f_proto__":{"isOperator":true}}',
]) {
  test(`${body} changes no prototype, opens nothing and is shown as a failed event`, async (t) => {
    const { app, post, first } = await open(t);
    t.equal((await post(Buffer.from(body))).statusCode, 400);
    t.equal(Reflect.get({}, 'isOperator'), undefined);
    t.match(await first(), { status: 'failed' });
    t.equal((await app.inject('/api/v1/events')).statusCode, 401);
  });
}

test('half a letter of UTF-16 in a value is kept, shown and exported as text', async (t) => {
  const { app, post, first } = await open(t);
  const { Name: _, ...data } = studentBody().data as Record<string, string>;
  const text = JSON.stringify(studentBody({ data })).replace(
    '"data":{',
    '"data":{"Name":"Sara \\ud800 Ali",',
  );
  t.equal((await post(Buffer.from(text))).statusCode, 200);
  const { payload } = await first();
  t.match(payload.data.Name, /^Sara .* Ali$/);
  t.equal((await app.inject({ url: '/dashboard/events/1', headers: OPERATOR })).statusCode, 200);
});
