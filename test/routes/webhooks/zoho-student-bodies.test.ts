import { Readable } from 'node:stream';
import { OPERATOR, SECRET, studentBody, type Test, test, testApp } from '../../harness.ts';

const URL = '/api/v1/events/zoho/student';

async function verifiedApp(t: Test, changes: Record<string, string> = {}) {
  const { app } = await testApp(t, { ZOHO_WEBHOOK_SECRET: SECRET, ...changes });
  const post = (payload: string | Buffer, type = 'application/json') =>
    app.inject({
      method: 'POST',
      url: URL,
      headers: { 'content-type': type, 'x-webhook-secret': SECRET },
      payload,
    });
  const rows = async () =>
    (await app.inject({ url: '/api/v1/events', headers: OPERATOR })).json().total as number;
  return { app, post, rows };
}

const REFUSED: [name: string, body: string, error: RegExp][] = [
  ['null', 'null', /null/],
  ['an empty list', '[]', /an empty list/],
  ['a number', '42', /a bare number/],
  ['a text', '"text"', /a bare string/],
  ['true', 'true', /a bare boolean/],
  ['an empty object', '{}', /an empty object/],
  ['nothing', '', /empty/],
  ['white space', ' \n\t', /empty/],
  ['a list that holds null', '[null]', /null/],
];
for (const [name, body, error] of REFUSED) {
  test(`a body that is ${name} is refused in words and leaves no row`, async (t) => {
    const { post, rows } = await verifiedApp(t);
    const answer = await post(body);
    t.equal(answer.statusCode, 400);
    t.match(answer.json(), { success: false, error, code: 'NO_RECORD' });
    t.equal(await rows(), 0);
  });
}

const UNREADABLE: [name: string, body: Buffer][] = [
  ['is cut off', Buffer.from('{"notification_id":"event_1","data":{"Name":"Sa')],
  ['has a quote inside a name', Buffer.from('{"data":{"Name":"Sara "Sunny" Ali"}}')],
  ['is not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ['would poison prototypes', Buffer.from('{"record_id":"1","__proto__":{"isAdmin":true}}')],
  ['hides __proto__ behind an escape', Buffer.from('{"record_id":"1","\\u005f_proto__":{"isAdmin":true}}')],
  [
    'would poison a constructor',
    Buffer.from('{"record_id":"1","constructor":{"prototype":{"isAdmin":true}}}'),
  ],
  ['is nested 10,000 lists deep', Buffer.from('['.repeat(10_000) + ']'.repeat(10_000))],
  ['is nested 10,000 objects deep', Buffer.from(`${'{"data":'.repeat(10_000)}1${'}'.repeat(10_000)}`)],
];
for (const [name, body] of UNREADABLE) {
  test(`a verified body that ${name} is refused, and its bytes are kept as a failed event`, async (t) => {
    const { app, post } = await verifiedApp(t);
    const answer = await post(body);
    t.equal(answer.statusCode, 400);
    t.same(answer.json(), { success: false, error: 'Invalid JSON payload', code: 'INVALID_JSON' });
    const event = (await app.inject({ url: '/api/v1/events/1', headers: OPERATOR })).json();
    t.match(event, {
      status: 'failed',
      event_type: 'unreadable',
      module: 'BTEC_Students',
      record_id: '',
      verified_by: 'secret:1',
      payload: null,
      error_message: /^Invalid JSON payload: the /,
    });
    t.same(Buffer.from(event.raw_body, 'base64'), body);
    t.equal(Reflect.get({}, 'isAdmin'), undefined);
  });
}

const INNER: [name: string, type: string, body: string, what: string][] = [
  [
    'JSON text of a record',
    'application/json',
    JSON.stringify({ record_id: '4554000000012345678', data: '{"Name":"Sara\nAli"}' }),
    'the text of data',
  ],
  [
    'JSON text in a form',
    'application/x-www-form-urlencoded',
    `JSONString=${encodeURIComponent('{"record_id":"4554000000012345678","data":')}`,
    'the body',
  ],
];
for (const [name, type, body, what] of INNER) {
  test(`a body whose inner ${name} is broken is refused, and its bytes are kept as a failed event`, async (t) => {
    const { app, post, rows } = await verifiedApp(t);
    const answer = await post(body, type);
    t.equal(answer.statusCode, 400);
    t.match(answer.json(), { success: false, code: 'INVALID_JSON' });
    const event = (await app.inject({ url: '/api/v1/events/1', headers: OPERATOR })).json();
    t.match(event, {
      status: 'failed',
      event_type: 'unreadable',
      module: 'BTEC_Students',
      error_message: new RegExp(`${what} is not valid JSON.*mend the template`),
    });
    t.equal(Buffer.from(event.raw_body, 'base64').toString(), body);
    t.equal(await rows(), 1);
  });
}

test('a field of the wrong kind is refused by its name, and leaves no row', async (t) => {
  const { post, rows } = await verifiedApp(t);
  const answer = await post('{"record_id":{},"data":{"Name":"Sara Ali"}}');
  t.equal(answer.statusCode, 400);
  t.match(answer.json(), { code: 'INVALID_FIELD', error: /record_id/ });
  t.equal(await rows(), 0);
});

test('of a list with a bad part the good one is worked on, and the answer names both', async (t) => {
  const { app, post, rows } = await verifiedApp(t);
  const answer = await post(JSON.stringify([{ module: 'BTEC_Students' }, studentBody()]));
  t.equal(answer.statusCode, 200);
  const { event_id, events } = answer.json();
  t.match(events, [
    {
      status: 'failed',
      error: /^One part of a delivery was refused, the others were kept: No student record/,
    },
    { event_id, status: 'queued' },
  ]);
  t.equal(await rows(), 2);
  const bad = (await app.inject({ url: '/api/v1/events/1', headers: OPERATOR })).json();
  t.match(bad, { status: 'failed', event_type: 'unreadable', error_message: events[0].error });
});

test('an unreadable body from a stranger leaves no row', async (t) => {
  const { app, rows } = await verifiedApp(t);
  const answer = await app.inject({ method: 'POST', url: URL, payload: '{"cut' });
  t.equal(answer.statusCode, 401);
  t.equal(await rows(), 0);
});

test('the same unreadable bytes again are a repeat of the first', async (t) => {
  const { app, post } = await verifiedApp(t);
  t.equal((await post('{"cut')).statusCode, 400);
  t.equal((await post('{"cut')).statusCode, 400);
  t.match(await app.reading.stats({}), { by_status: { failed: 1, duplicate: 1 } });
});

test('a body larger than the limit is refused and leaves no row', async (t) => {
  const { post, rows } = await verifiedApp(t);
  const answer = await post(JSON.stringify(studentBody({ filler: 'x'.repeat(4 * 1_048_576) })));
  t.equal(answer.statusCode, 413);
  t.same(answer.json(), {
    success: false,
    error: 'The body is larger than 4194304 bytes (BODY_LIMIT)',
    code: 'BODY_TOO_LARGE',
  });
  t.equal(await rows(), 0);
});

test('a body of exactly the limit is accepted and one byte more is not', async (t) => {
  const { post } = await verifiedApp(t, { BODY_LIMIT: '2048' });
  const body = JSON.stringify(studentBody());
  t.equal((await post(body.padEnd(2048))).statusCode, 200);
  t.equal((await post(body.padEnd(2049))).statusCode, 413);
});

test('a body whose length is not announced is cut off at the limit', async (t) => {
  const { app } = await verifiedApp(t, { BODY_LIMIT: '2048' });
  const chunks = Array.from({ length: 10 }, () => Buffer.alloc(1024, 'x'));
  const answer = await app.inject({
    method: 'POST',
    url: URL,
    headers: { 'transfer-encoding': 'chunked', 'x-webhook-secret': SECRET },
    payload: Readable.from(chunks),
  });
  t.equal(answer.statusCode, 413);
});

for (const type of [
  'text/plain',
  'application/json;charset=utf-8',
  'application/json; charset="UTF-8"',
  'application/vnd.made-up+thing',
  'text/html',
  'json',
  '###',
  'application/json; charset',
  '',
]) {
  test(`JSON declared as "${type}" is read as JSON`, async (t) => {
    const { post } = await verifiedApp(t);
    const answer = await post(JSON.stringify(studentBody()), type);
    t.equal(answer.statusCode, 200);
    t.equal(answer.json().event_id, 'event_12345');
  });
}

test('JSON without a declared type is read as JSON', async (t) => {
  const { app } = await verifiedApp(t);
  const answer = await app.inject({
    method: 'POST',
    url: URL,
    headers: { 'x-webhook-secret': SECRET },
    payload: Buffer.from(JSON.stringify(studentBody())),
  });
  t.equal(answer.statusCode, 200);
});

test('form fields are read as the keys of the body', async (t) => {
  const { app, post } = await verifiedApp(t);
  const answer = await post('notification_id=event_7&zoho_id=77', 'application/x-www-form-urlencoded');
  t.match(answer.json(), { event_id: 'event_7', status: 'queued' });
  t.equal((await app.reading.get(1))?.record_id, '77');
});

test('a picture is refused as such and leaves no row', async (t) => {
  const { post, rows } = await verifiedApp(t);
  const answer = await post(Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'image/png');
  t.equal(answer.statusCode, 415);
  t.match(answer.json(), { success: false, code: 'UNSUPPORTED_MEDIA' });
  t.equal(await rows(), 0);
});

test('the secret in a field of a form proves nothing: it would be kept with the body', async (t) => {
  const { app } = await testApp(t, { ZOHO_WEBHOOK_SECRET: SECRET });
  const response = await app.inject({
    method: 'POST',
    url: '/api/v1/events/zoho/student',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: `token=${SECRET}&secret=${SECRET}&id=4554000000012345678&Academic_Email=sara.ali%40example.edu`,
  });
  t.equal(response.statusCode, 401);
  t.equal((await app.reading.stats({})).total_events, 0);
});
