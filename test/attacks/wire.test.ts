import { type Test, test, testApp, until } from '../harness.ts';
import { head, listening } from '../raw-http.ts';

const STUDENT = '/api/v1/events/zoho/student';
/** What a stranger wants to get past whoever stands before us, as a second request inside the first. */
const EVENT = '{"record_id":"4554000000012345678","notification_id":"smuggled"}';
const SMUGGLED = `${head(STUDENT, { 'content-length': EVENT.length })}${EVENT}`;

async function open(t: Test) {
  const { app, lines } = await testApp(t);
  const dial = await listening(t, app);
  const kept = async () => (await app.reading.stats({})).total_events;
  return { app, dial, kept, lines };
}

const post = (...headers: string[]) =>
  `POST ${STUDENT} HTTP/1.1\r\nhost: localhost\r\n${headers.map((line) => `${line}\r\n`).join('')}\r\n`;

/** Two readings of where a request ends: whoever stands before us may take the other one. */
const TWO_READINGS: readonly [name: string, request: string][] = [
  [
    'a length and chunks',
    `${post(`content-length: ${SMUGGLED.length + 5}`, 'transfer-encoding: chunked')}0\r\n\r\n`,
  ],
  ['chunks and a length', `${post('transfer-encoding: chunked', 'content-length: 5')}0\r\n\r\n`],
  ['two lengths', post('content-length: 0', `content-length: ${SMUGGLED.length}`)],
  ['two lengths in one header', post(`content-length: 0, ${SMUGGLED.length}`)],
  ['a length with a sign', post('content-length: +0')],
  ['a negative length', post('content-length: -1')],
  ['a length in hex', post('content-length: 0x0')],
  ['a length beyond all numbers', post('content-length: 99999999999999999999999')],
  ['an encoding that only looks like chunks', `${post('transfer-encoding: xchunked')}0\r\n\r\n`],
  ['chunks that are not the last encoding', `${post('transfer-encoding: chunked, identity')}0\r\n\r\n`],
  ['chunks in chunks', `${post('transfer-encoding: chunked', 'transfer-encoding: identity')}0\r\n\r\n`],
  ['a space before the colon', `${post('transfer-encoding : chunked')}0\r\n\r\n`],
  ['lines that end without a return', `POST ${STUDENT} HTTP/1.1\nhost: localhost\ncontent-length: 0\n\n`],
  ['a return inside a header', post('x: a\rcontent-length: 5')],
  ['a zero byte inside a header', post('x: a\0b')],
  ['a header without a name', post(': x')],
];
for (const [name, request] of TWO_READINGS) {
  test(`${name}: one refusal, the connection ends, and nothing behind it is read`, async (t) => {
    const { dial, kept } = await open(t);
    const line = await dial();
    line.send(request, SMUGGLED);
    const heard = await line.closed();
    t.same(heard.match(/HTTP\/1\.1 \d+/g), ['HTTP/1.1 400'], heard);
    t.equal(await kept(), 0);
  });
}

const CHUNKED = post('transfer-encoding: chunked');
const BROKEN_CHUNKS: readonly [name: string, chunks: string][] = [
  ['a size that is no number', 'zz\r\n{}\r\n0\r\n\r\n'],
  ['a negative size', '-1\r\n{}\r\n0\r\n\r\n'],
  ['a size in hex as programs write it', '0x2\r\n{}\r\n0\r\n\r\n'],
  ['a size beyond all numbers', `${'f'.repeat(17)}\r\n{}\r\n0\r\n\r\n`],
  ['more bytes than the size says', '1\r\n{}\r\n0\r\n\r\n'],
  ['no end of line behind the bytes', '2\r\n{}0\r\n\r\n'],
  ['an extension of 64 KB', `2;${'x'.repeat(65_536)}\r\n{}\r\n0\r\n\r\n`],
];
for (const [name, chunks] of BROKEN_CHUNKS) {
  test(`chunks with ${name} are refused and nothing of them is kept`, async (t) => {
    const { dial, kept, lines } = await open(t);
    const line = await dial();
    line.send(CHUNKED, chunks, SMUGGLED);
    const heard = await line.closed();
    t.match(heard, /^HTTP\/1\.1 4\d\d/);
    t.equal(heard.match(/HTTP\/1\.1 /g)?.length, 1, heard);
    t.equal(await kept(), 0);
    t.notMatch(lines.join(''), '"level":50');
  });
}

const BOMBS: readonly [name: string, request: string, status: number][] = [
  ['one header of 1 MB', post(`x: ${'x'.repeat(1_000_000)}`), 431],
  ['20,000 headers', post(...Array.from({ length: 20_000 }, (_, n) => `x${n}: 1`)), 431],
  ['an address of 1 MB', `GET /${'x'.repeat(1_000_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, 431],
  ['trailers of 1 MB', `${CHUNKED}0\r\nx: ${'x'.repeat(1_000_000)}\r\n\r\n`, 431],
  ['no host', `POST ${STUDENT} HTTP/1.1\r\ncontent-length: 0\r\n\r\n`, 400],
  ['a handshake of TLS', '\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03', 400],
  ['the first words of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
];
for (const [name, request, status] of BOMBS) {
  test(`${name}: ${status}, one line in the log at the most, and the next visitor is served`, async (t) => {
    const { dial, lines } = await open(t);
    const line = await dial();
    line.send(Buffer.from(request, 'latin1'));
    t.match(await line.closed(), new RegExp(`^HTTP/1\\.1 ${status} `));
    const next = await dial();
    next.send(head('/health', {}, 'GET'));
    t.match(await next.hear('healthy'), /^HTTP\/1\.1 200/);
    t.ok(lines.filter((each) => each.includes('did not speak HTTP')).length <= 1);
    t.notMatch(lines.join(''), '"level":50');
  });
}

test('a sender that hangs up in the middle of its body leaves no error in the log, and no byte behind', async (t) => {
  const { dial, lines, app, kept } = await open(t);
  const line = await dial();
  line.send(post('content-length: 100'), '{"record_id":');
  await until(() => app.unproven.bytes > 0);
  line.socket.destroy();
  await until(() => app.unproven.bytes === 0);
  t.equal(await kept(), 0);
  t.notMatch(lines.join(''), '"level":50');
});
