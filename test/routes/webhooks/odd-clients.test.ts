import { gzipSync } from 'node:zlib';
import { SECRET, test, testApp } from '../../harness.ts';
import { head, listening } from '../../raw-http.ts';

/** What HTTP clients do on the wire beyond the usual. Each sends one ticket, and each ticket is accepted once. */

const PATH = '/webhook/zoho-desk';
const TICKET = '198709000000400099';
const BODY = Buffer.from(JSON.stringify({ ticket_id: TICKET, subject: 'Diplôme · شهادة' }));
const SECRET_HEADER = { 'x-webhook-secret': SECRET };
const CHUNKED = head(PATH, {
  ...SECRET_HEADER,
  'content-type': 'application/json',
  'transfer-encoding': 'chunked',
});
const whole = (headers: Record<string, string | number> = {}, body: Buffer = BODY) => [
  head(PATH, {
    ...SECRET_HEADER,
    'content-type': 'application/json',
    'content-length': body.length,
    ...headers,
  }),
  body,
];
const chunk = (bytes: Buffer, extension = '') =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}${extension}\r\n`), bytes, Buffer.from('\r\n')]);

const CLIENTS: [what: string, pieces: (string | Buffer)[]][] = [
  ['asks before it sends its body', whole({ expect: '100-continue' })],
  [
    'writes its headers in capitals',
    [String(whole()[0]).replaceAll(/^[\w-]+(?=:)/gm, (name) => name.toUpperCase()), BODY],
  ],
  [
    'sends its body in chunks of one byte',
    [CHUNKED, ...Array.from(BODY, (byte) => chunk(Buffer.of(byte))), '0\r\n\r\n'],
  ],
  ['names extensions of its chunks, and trailers', [CHUNKED, chunk(BODY, ';a=b'), '0\r\nx-sum: 1\r\n\r\n']],
  ['begins with a byte order mark', whole({}, Buffer.concat([Buffer.from('\uFEFF'), BODY]))],
  ['ends its body with an empty line', whole({}, Buffer.concat([BODY, Buffer.from('\r\n')]))],
  ['packs its body', whole({ 'content-encoding': 'gzip' }, gzipSync(BODY))],
  ['speaks HTTP/1.0', [String(whole()[0]).replace('HTTP/1.1', 'HTTP/1.0'), BODY]],
];
for (const [what, pieces] of CLIENTS) {
  test(`a client that ${what} is heard, once`, async (t) => {
    const { app } = await testApp(t);
    const line = await (await listening(t, app))();
    line.send(...pieces);
    t.match(await line.hear('queued'), /HTTP\/1\.1 200 /);
    t.match(await app.reading.list({}, { limit: 9, before: null }), {
      total: 1,
      events: [{ record_id: TICKET }],
    });
  });
}

test('a client that sends one request right behind the other is heard twice', async (t) => {
  const { app } = await testApp(t);
  const line = await (await listening(t, app))();
  line.send(...whole(), ...whole({}, Buffer.from('{"ticket_id":"198709000000400100"}')));
  await line.hear('198709000000400100');
  t.equal(line.heard().match(/HTTP\/1\.1 200 /g)?.length, 2);
});
