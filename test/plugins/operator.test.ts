import { Sessions } from '../../src/dashboard/session.ts';
import { OPERATOR, OPERATOR_TOKEN, test, testApp } from '../harness.ts';

const READER = 'a-test-token-that-only-reads';
const MONITOR = 'a-test-token-for-metrics';
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

const CLOSED = ['/api/v1/events', '/api/v1/events/1', '/api/v1/students', '/api/v1/students/1'];

for (const url of CLOSED) {
  test(`${url} is closed without the operator token and open with it`, async (t) => {
    const { app } = await testApp(t);
    const refused = await app.inject(url);
    t.equal(refused.statusCode, 401);
    t.match(refused.json(), { success: false, code: 'OPERATOR_TOKEN_REQUIRED', error: /Bearer <token>/ });
    t.not((await app.inject({ url, headers: OPERATOR })).statusCode, 401);
  });
}

test('replaying is closed without the operator token', async (t) => {
  const { app } = await testApp(t);
  t.equal((await app.inject({ method: 'POST', url: '/api/v1/events/1/replay' })).statusCode, 401);
});

test('the token may stand behind Bearer in any case and with more spaces', async (t) => {
  const { app } = await testApp(t);
  for (const authorization of [`bearer ${OPERATOR_TOKEN}`, `BEARER   ${OPERATOR_TOKEN}  `]) {
    const answer = await app.inject({ url: '/api/v1/events', headers: { authorization } });
    t.equal(answer.statusCode, 200, authorization);
  }
});

test('anything that is not exactly the token is refused', async (t) => {
  const { app } = await testApp(t);
  for (const authorization of [
    '',
    'Bearer',
    'Bearer ',
    OPERATOR_TOKEN,
    `Basic ${OPERATOR_TOKEN}`,
    `Bearer ${OPERATOR_TOKEN}x`,
    `Bearer ${OPERATOR_TOKEN.slice(1)}`,
    `Bearer ${OPERATOR_TOKEN.toUpperCase()}`,
    `Bearer x ${OPERATOR_TOKEN}`,
  ]) {
    const answer = await app.inject({ url: '/api/v1/events', headers: { authorization } });
    t.equal(answer.statusCode, 401, authorization);
  }
});

test("the dashboard's cookie opens the same addresses, a wrong one none", async (t) => {
  const { app, clock } = await testApp(t);
  const read = async (operator: string) =>
    (await app.inject({ url: '/api/v1/events', cookies: { operator } })).statusCode;
  t.equal(await read(new Sessions('operator', OPERATOR_TOKEN, clock).open('')), 200);
  t.equal(await read(new Sessions('operator', 'another token', clock).open('')), 401);
  t.equal(await read(OPERATOR_TOKEN), 401, 'the token itself is no session');
  t.equal(await read('wrong'), 401);
  t.equal(await read(''), 401);
});

test('a wrong header is refused although the cookie is right', async (t) => {
  const { app, clock } = await testApp(t);
  const answer = await app.inject({
    url: '/api/v1/events',
    headers: { authorization: 'Bearer wrong' },
    cookies: { operator: new Sessions('operator', OPERATOR_TOKEN, clock).open('') },
  });
  t.equal(answer.statusCode, 401);
});

test('nobody keeps what only operators may read', async (t) => {
  const { app } = await testApp(t);
  for (const url of [
    ...CLOSED,
    '/api/v1/overview',
    '/api/v1/tickets/suggestions',
    '/dashboard/events',
    '/dashboard',
  ])
    for (const headers of [OPERATOR, {}]) {
      const answer = await app.inject({ url, headers });
      t.equal(answer.headers['cache-control'], 'no-store', url);
    }
});

test('the token that only reads opens what is read, and changes nothing', async (t) => {
  const { app } = await testApp(t, { READ_TOKEN: READER });
  const headers = bearer(READER);
  for (const url of [...CLOSED, '/api/v1/problems', '/api/v1/actions', '/metrics'])
    t.not((await app.inject({ url, headers })).statusCode, 401, url);
  for (const [method, url] of [
    ['POST', '/api/v1/events/1/replay'],
    ['POST', '/api/v1/events/replay'],
    ['DELETE', '/api/v1/students/1'],
    ['POST', '/api/v1/problems/1/set-aside'],
    ['POST', '/api/v1/tickets/suggestions/1/apply'],
  ] as const) {
    const answer = await app.inject({ method, url, headers, payload: {} });
    t.equal(answer.statusCode, 403, url);
    t.match(answer.json(), { code: 'READ_ONLY' });
  }
});

test('who signs in with the token that only reads sees the pages, changes nothing, and can sign out', async (t) => {
  const { app } = await testApp(t, { READ_TOKEN: READER });
  const form = new URLSearchParams({ token: READER, name: 'Sara Ali' }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
  const signIn = await app.inject({ method: 'POST', url: '/dashboard/sign-in', payload: form, headers });
  const cookies = { operator: String(signIn.cookies[0]?.value) };
  t.equal((await app.inject({ url: '/dashboard/events', cookies })).statusCode, 200);
  t.equal((await app.inject({ url: '/api/v1/events', cookies })).statusCode, 200);
  const change = { method: 'POST', cookies, headers, payload: '' } as const;
  const refused = await app.inject({ ...change, url: '/dashboard/events/1/replay' });
  t.equal(refused.statusCode, 403);
  t.match(refused.body, 'only reads');
  t.equal((await app.inject({ ...change, url: '/dashboard/sign-out' })).statusCode, 303);
});

test('a token that only reads is none where none is set', async (t) => {
  const { app } = await testApp(t);
  t.equal((await app.inject({ url: '/api/v1/events', headers: bearer('') })).statusCode, 401);
  t.equal((await app.inject({ url: '/api/v1/events', cookies: { operator: 'x.y' } })).statusCode, 401);
});

test('the token for the metrics opens them and nothing else, and closes them to strangers', async (t) => {
  const { app } = await testApp(t, { METRICS_TOKEN: MONITOR });
  t.equal((await app.inject('/metrics')).statusCode, 401);
  t.equal((await app.inject({ url: '/metrics', headers: bearer(MONITOR) })).statusCode, 200);
  t.equal((await app.inject({ url: '/metrics', headers: OPERATOR })).statusCode, 200);
  t.equal((await app.inject({ url: '/api/v1/events', headers: bearer(MONITOR) })).statusCode, 401);
});
