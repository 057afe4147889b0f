import { overviewPage } from '../../src/dashboard/overview.ts';
import { OPERATOR, OPERATOR_TOKEN, SECRET, studentBody, test, testApp } from '../harness.ts';

test('the root leads to the dashboard', async (t) => {
  const { app } = await testApp(t);
  const answer = await app.inject('/');
  t.equal(answer.statusCode, 302);
  t.equal(answer.headers.location, '/dashboard');
});

test('the dashboard is closed to whoever is not signed in', async (t) => {
  const { app } = await testApp(t);
  const answer = await app.inject('/dashboard');
  t.equal(answer.statusCode, 401);
  t.match(answer.json(), { success: false, code: 'OPERATOR_TOKEN_REQUIRED' });
});

test('the sign-in link sets a cookie that opens the dashboard', async (t) => {
  const { app } = await testApp(t);
  const signIn = await app.inject(`/dashboard/sign-in?token=${OPERATOR_TOKEN}`);
  t.equal(signIn.statusCode, 200);
  t.equal(signIn.headers.refresh, '0; url=/dashboard');
  const [cookie] = signIn.cookies;
  t.match(cookie, { name: 'operator', path: '/', httpOnly: true, sameSite: 'Strict', maxAge: 28_800 });
  t.notOk(cookie?.secure);
  const page = await app.inject({ url: '/dashboard', cookies: { operator: cookie?.value ?? '' } });
  t.equal(page.statusCode, 200);
});

test('behind a proxy that speaks https the cookie is for https only', async (t) => {
  const { app } = await testApp(t, { TRUST_PROXY: '127.0.0.1' });
  const signIn = await app.inject({
    url: `/dashboard/sign-in?token=${OPERATOR_TOKEN}`,
    headers: { 'x-forwarded-proto': 'https' },
  });
  t.ok(signIn.cookies[0]?.secure);
});

test('a wrong, empty or missing sign-in token sets no cookie', async (t) => {
  const { app } = await testApp(t);
  for (const query of ['?token=wrong', '?token=', '']) {
    const answer = await app.inject(`/dashboard/sign-in${query}`);
    t.equal(answer.statusCode, 401, query);
    t.equal(answer.headers['set-cookie'], undefined, query);
  }
});

test('the page loads nothing from elsewhere, runs no script and tells no other site', async (t) => {
  const { app } = await testApp(t);
  const page = await app.inject({ url: '/dashboard', headers: OPERATOR });
  t.equal(page.headers['content-type'], 'text/html; charset=utf-8');
  const policy = String(page.headers['content-security-policy']);
  t.match(policy, /default-src 'none'/);
  t.match(policy, /frame-ancestors 'none'/);
  t.notMatch(policy, /script-src/);
  t.equal(page.headers['referrer-policy'], 'no-referrer');
});

test('while a webhook route is open the page warns and names it', async (t) => {
  const { app } = await testApp(t);
  const page = await app.inject({ url: '/dashboard', headers: OPERATOR });
  t.match(page.body, /role="alert"[\s\S]*\/api\/v1\/events\/zoho\/student[\s\S]*Set ZOHO_WEBHOOK_SECRET/);
});

test('with a secret the page shows no warning', async (t) => {
  const { app } = await testApp(t, { ZOHO_WEBHOOK_SECRET: SECRET });
  const page = await app.inject({ url: '/dashboard', headers: OPERATOR });
  t.equal(page.statusCode, 200);
  t.notMatch(page.body, 'role="alert"');
});

test('what a sender wrote is shown as text and never becomes markup', async (t) => {
  const { app } = await testApp(t);
  const hostile = `<script>alert("1")</script>'&`;
  await app.inject({
    method: 'POST',
    url: '/api/v1/events/zoho/student',
    payload: studentBody({ notification_id: hostile, module: '<b>M</b>', operation: '<img src=x>' }),
  });
  const { body } = await app.inject({ url: '/dashboard', headers: OPERATOR });
  for (const markup of ['<script', '<b>M', '<img']) t.notOk(body.includes(markup), markup);
  t.match(body, /&(lt|#60);script/);
  t.ok(body.includes('1 events: '));
});

test('an empty log reads as none yet', (t) => {
  const page = overviewPage(
    { total_events: 0, by_status: {}, by_source: {}, recent_events: [], payload_differs: 0 },
    [],
  );
  t.match(page, '0 events: none yet');
  t.end();
});

test('counts are listed with their status', (t) => {
  const page = overviewPage(
    {
      total_events: 3,
      by_status: { completed: 2, failed: 1 },
      by_source: { zoho: 3 },
      recent_events: [],
      payload_differs: 0,
    },
    [],
  );
  t.match(page, '3 events: 2 completed, 1 failed');
  t.end();
});
