import { OPERATOR, SECRET, studentBody, test, testApp } from '../harness.ts';

const URL = '/api/v1/events/zoho/student';
const LIMITED = { ZOHO_WEBHOOK_SECRET: SECRET, RATE_LIMIT_FAILURES: '3', RATE_LIMIT_READS: '3' };
const SIGNED = { 'x-webhook-secret': SECRET };

test('after too many failures further failing requests are told when to come back', async (t) => {
  const { app } = await testApp(t, LIMITED);
  const fail = () => app.inject({ method: 'POST', url: URL, payload: studentBody() });
  for (let time = 1; time <= 3; time++) t.equal((await fail()).statusCode, 401);
  const answer = await fail();
  t.equal(answer.statusCode, 429);
  const seconds = Number(answer.headers['retry-after']);
  t.ok(seconds > 0 && seconds <= 60);
  t.same(answer.json(), {
    success: false,
    error: `Too many requests; try again in ${seconds} seconds`,
    code: 'TOO_MANY_REQUESTS',
  });
});

test('sixty failures a minute are allowed unless the settings say otherwise', async (t) => {
  const { app } = await testApp(t, { ZOHO_WEBHOOK_SECRET: SECRET });
  const fail = () => app.inject({ method: 'POST', url: URL, payload: studentBody() });
  for (let time = 1; time < 60; time++) await fail();
  t.equal((await fail()).statusCode, 401);
  t.equal((await fail()).statusCode, 429);
});

test('a verified webhook passes even when its address has failed too often', async (t) => {
  const { app } = await testApp(t, LIMITED);
  for (let time = 1; time <= 5; time++) await app.inject({ method: 'POST', url: URL, payload: '{}' });
  const answer = await app.inject({ method: 'POST', url: URL, headers: SIGNED, payload: studentBody() });
  t.equal(answer.statusCode, 200);
  t.equal(answer.json().status, 'queued');
});

test('verified webhooks are never counted, however many come', async (t) => {
  const { app } = await testApp(t, LIMITED);
  for (let time = 1; time <= 10; time++) {
    const payload = studentBody({ notification_id: `event_${time}` });
    const answer = await app.inject({ method: 'POST', url: URL, headers: SIGNED, payload });
    t.equal(answer.statusCode, 200);
  }
});

test('another address is not held to account for the first one', async (t) => {
  const { app } = await testApp(t, LIMITED);
  const from = async (remoteAddress: string) =>
    (await app.inject({ method: 'POST', url: URL, remoteAddress, payload: '{}' })).statusCode;
  for (let time = 1; time <= 4; time++) await from('192.0.2.1');
  t.equal(await from('192.0.2.1'), 429);
  t.equal(await from('192.0.2.2'), 401);
});

test('guessing addresses, methods and tokens counts as failing', async (t) => {
  const attempts = [
    { url: '/wp-login.php' },
    { method: 'DELETE' as const, url: '/health' },
    { url: '/dashboard/sign-in?token=guess' },
    { url: '/api/v1/events', headers: { authorization: 'Bearer guess' } },
  ];
  for (const attempt of attempts) {
    const { app } = await testApp(t, LIMITED);
    for (let time = 1; time <= 3; time++) {
      t.not((await app.inject(attempt)).statusCode, 429, attempt.url);
    }
    const answer = await app.inject(attempt);
    t.equal(answer.statusCode, 429, attempt.url);
    t.ok(answer.headers['retry-after'], attempt.url);
  }
});

test('reading too often is refused, for operators and for everyone', async (t) => {
  for (const url of ['/api/v1/events', '/api/v1/students', '/dashboard', '/api/v1/events/stats', '/ready']) {
    const { app } = await testApp(t, LIMITED);
    for (let time = 1; time <= 3; time++) {
      t.equal((await app.inject({ url, headers: OPERATOR })).statusCode, 200, url);
    }
    t.equal((await app.inject({ url, headers: OPERATOR })).statusCode, 429, url);
  }
});

test('liveness is never limited', async (t) => {
  const { app } = await testApp(t, LIMITED);
  for (let time = 1; time <= 10; time++) t.equal((await app.inject('/health')).statusCode, 200);
});

test('reading and failing are counted apart', async (t) => {
  const { app } = await testApp(t, LIMITED);
  for (let time = 1; time <= 4; time++) await app.inject('/api/v1/events/stats');
  t.equal((await app.inject('/api/v1/events/stats')).statusCode, 429);
  t.equal((await app.inject({ method: 'POST', url: URL, payload: '{}' })).statusCode, 401);
});

test('forwarded addresses count only from a proxy that is trusted', async (t) => {
  const from = (app: Awaited<ReturnType<typeof testApp>>['app'], address: string) =>
    app.inject({ method: 'POST', url: URL, headers: { 'x-forwarded-for': address }, payload: '{}' });
  const trusting = await testApp(t, { ...LIMITED, TRUST_PROXY: '127.0.0.1, 10.0.0.0/8' });
  for (let time = 1; time <= 4; time++) await from(trusting.app, '192.0.2.1');
  t.equal((await from(trusting.app, '192.0.2.2')).statusCode, 401);
  const direct = await testApp(t, LIMITED);
  for (let time = 1; time <= 4; time++) await from(direct.app, '192.0.2.1');
  t.equal((await from(direct.app, '192.0.2.2')).statusCode, 429);
});
