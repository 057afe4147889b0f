import { Sessions } from '../../src/dashboard/session.ts';
import { OPERATOR, OPERATOR_TOKEN, test, testApp } from '../harness.ts';

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
  t.equal(await read(new Sessions(OPERATOR_TOKEN, clock).open({ name: '' })), 200);
  t.equal(await read(new Sessions('another token', clock).open({ name: '' })), 401);
  t.equal(await read(OPERATOR_TOKEN), 401, 'the token itself is no session');
  t.equal(await read('wrong'), 401);
  t.equal(await read(''), 401);
});

test('a wrong header is refused although the cookie is right', async (t) => {
  const { app, clock } = await testApp(t);
  const answer = await app.inject({
    url: '/api/v1/events',
    headers: { authorization: 'Bearer wrong' },
    cookies: { operator: new Sessions(OPERATOR_TOKEN, clock).open({ name: '' }) },
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
