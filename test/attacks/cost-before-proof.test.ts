import type { Socket } from 'node:net';
import { signHmac } from '../../src/inbound/signatures/hmac.ts';
import { SECRET, studentBody, type Test, test, testApp, until } from '../harness.ts';
import { head, listening } from '../raw-http.ts';

const STUDENT = '/api/v1/events/zoho/student';
const DESK = '/webhook/zoho-desk';
const NOTIFICATIONS = '/api/v1/events/zoho/notifications';
const LARGE = 4_000_000;
const sign = (body: Buffer) => signHmac({ body, timestamp: undefined, nonce: undefined }, SECRET);

async function open(t: Test, settings: Record<string, string> = {}) {
  const { app, clock, lines } = await testApp(t, { ZOHO_WEBHOOK_SECRET: SECRET, ...settings });
  const dial = await listening(t, app);
  const genuine = async (id: string) => {
    const line = await dial();
    const body = Buffer.from(JSON.stringify(studentBody({ notification_id: id })));
    line.send(head(STUDENT, { 'x-zoho-signature': sign(body), 'content-length': body.length }), body);
    return line.hear('"status":"queued"');
  };
  return { app, clock, lines, dial, genuine };
}

const REFUSED: readonly [name: string, path: string, headers: Record<string, string>][] = [
  ['no credential', STUDENT, {}],
  ['no credential', DESK, {}],
  ['a wrong secret', STUDENT, { 'x-webhook-secret': 'wrong' }],
  ['a wrong secret in the query', `${STUDENT}?secret=wrong`, {}],
  ['a signature that is none', STUDENT, { 'x-zoho-signature': 'nonsense' }],
  [
    'a signed time long ago',
    STUDENT,
    {
      'x-zoho-signature': '0'.repeat(64),
      'x-zoho-timestamp': '1700000000',
      'x-zoho-nonce': 'n',
    },
  ],
  ['a token where none is taken', STUDENT, { 'x-zdesk-jwt': 'eyJ.eyJ.x' }],
];
for (const [name, path, headers] of REFUSED) {
  test(`${path} with ${name} is refused before a byte of its body is sent`, async (t) => {
    const { dial, app } = await open(t);
    const line = await dial();
    line.send(head(path, { ...headers, 'content-length': LARGE }));
    t.match(await line.hear('SIGNATURE"}'), /^HTTP\/1\.1 401 [\s\S]*connection: close/i);
    t.equal(app.unproven.bytes, 0);
    const chunked = await dial();
    chunked.send(head(path, { ...headers, 'transfer-encoding': 'chunked' }));
    if (path === DESK) chunked.send('65\r\n', 'x'.repeat(101), '\r\n');
    t.match(await chunked.hear('SIGNATURE"}'), /^HTTP\/1\.1 401 /);
  });
}

test('a sender that writes on while it is refused still reads why', async (t) => {
  const { app, dial } = await open(t);
  const served: Socket[] = [];
  app.server.on('connection', (socket) => served.push(socket));
  const line = await dial();
  line.send(head(STUDENT, { 'content-length': LARGE }), Buffer.alloc(LARGE, 'x'));
  t.match(await line.closed(), /^HTTP\/1\.1 401 [\s\S]*MISSING_SIGNATURE/);
  t.ok(Number(served[0]?.bytesRead) < LARGE, `${served[0]?.bytesRead} bytes were read`);
});

test('a small refused body costs nobody the connection', async (t) => {
  const { dial } = await open(t);
  const line = await dial();
  line.send(head(STUDENT, { 'content-length': 5 }), 'wrong');
  await line.hear('MISSING_SIGNATURE');
  line.send(head('/health', {}, 'GET'));
  t.match(await line.hear('"healthy"'), /keep-alive/i);
});

test("Zoho Desk's check of the address needs no credential, in chunks either", async (t) => {
  const { dial } = await open(t);
  for (const body of ['2\r\n{}\r\n0\r\n\r\n', '0\r\n\r\n']) {
    const line = await dial();
    line.send(head(DESK, { 'transfer-encoding': 'chunked' }), body);
    t.match(await line.hear('Ready for webhooks'), /^HTTP\/1\.1 200/);
  }
});

test('a signature that may be right is compared over the bytes, and nothing of them is parsed before', async (t) => {
  const { dial, app } = await open(t);
  const line = await dial();
  const body = Buffer.from(`[${'[1],'.repeat(900_000)}1]`);
  line.send(
    head(STUDENT, { 'x-zoho-signature': sign(Buffer.from('other')), 'content-length': body.length }),
    body,
  );
  t.match(await line.hear('INVALID_SIGNATURE'), /^HTTP\/1\.1 401/);
  t.equal(app.unproven.bytes, 0);
  t.equal((await app.reading.stats({})).total_events, 0);
});

test('a notification larger than any of Zoho is refused before it is read', async (t) => {
  const { dial, app } = await open(t, { ZOHO_NOTIFICATION_TOKEN: 'a-notification-token' });
  const line = await dial();
  line.send(head(NOTIFICATIONS, { 'content-length': LARGE }));
  t.match(await line.hear('BODY_TOO_LARGE'), /^HTTP\/1\.1 413 [\s\S]*connection: close/i);
  const chunked = await dial();
  chunked.send(
    head(NOTIFICATIONS, { 'transfer-encoding': 'chunked' }),
    '20000\r\n',
    Buffer.alloc(131_072, '['),
  );
  t.match(await chunked.hear('BODY_TOO_LARGE'), /^HTTP\/1\.1 413 /);
  t.equal(app.unproven.bytes, 0);
});

test('an address over its failures is turned away unread, and a signed webhook of the same address passes', async (t) => {
  const { dial, genuine } = await open(t, { RATE_LIMIT_FAILURES: '2' });
  for (const status of [401, 401, 429, 429]) {
    const line = await dial();
    line.send(head(STUDENT, { 'x-webhook-secret': 'wrong', 'content-length': LARGE }));
    t.match(await line.hear('"code"'), `HTTP/1.1 ${status}`);
  }
  t.match(await genuine('event_1'), /^HTTP\/1\.1 200/);
});

test('half bodies that are held open share a bounded memory, and lock nobody out', async (t) => {
  const { dial, app, clock, lines, genuine } = await open(t);
  const held = await Promise.all(
    Array.from({ length: 12 }, async () => {
      const line = await dial();
      line.send(head(STUDENT, { 'x-zoho-signature': '0'.repeat(64), 'content-length': LARGE }));
      line.send(Buffer.alloc(LARGE - 1, 'x'));
      return line;
    }),
  );
  await until(() => held.some((line) => line.heard().includes('BODY_CROWDED_OUT')));
  clock.advance(1_000);
  t.ok(app.unproven.bytes <= 32 * 1_048_576);
  const refused = held.find((line) => line.heard() !== '');
  t.match(refused?.heard(), /^HTTP\/1\.1 503 [\s\S]*retry-after: 5/i);
  t.match(await genuine('event_2'), /^HTTP\/1\.1 200/);
  t.equal(lines.filter((line) => line.includes('share of memory')).length, 1);
  t.notMatch(lines.join(''), '"level":50');
});

test('a body in chunks of one byte is taken, one in tens of thousands of them is not', async (t) => {
  const { dial } = await open(t);
  const small = Buffer.from(JSON.stringify(studentBody()));
  const oneByOne = (body: Buffer) =>
    [...body].map((byte) => `1\r\n${String.fromCharCode(byte)}\r\n`).join('');
  const line = await dial();
  line.send(head(STUDENT, { 'x-zoho-signature': sign(small), 'transfer-encoding': 'chunked' }));
  line.send(`${oneByOne(small)}0\r\n\r\n`);
  t.match(await line.hear('"queued"'), /^HTTP\/1\.1 200/);
  const long = await dial();
  long.send(head(STUDENT, { 'x-zoho-signature': '0'.repeat(64), 'transfer-encoding': 'chunked' }));
  long.send(oneByOne(Buffer.alloc(20_000, 'x')));
  t.match(await long.hear('BODY_TOO_LARGE'), /^HTTP\/1\.1 413 [\s\S]*16384 chunks/);
});
