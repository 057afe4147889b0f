import { OPERATOR_TOKEN, test } from '../../harness.ts';
import { dashboard } from './support.ts';

test('whoever is not signed in is led to the sign-in, and from there back', async (t) => {
  const { app, post } = await dashboard(t);
  const page = await app.inject('/dashboard/events?status=failed');
  t.equal(page.statusCode, 303);
  t.equal(page.headers.location, '/dashboard/sign-in?next=%2Fdashboard%2Fevents%3Fstatus%3Dfailed');
  const form = await app.inject(String(page.headers.location));
  t.match(form.body, 'name="next" value="/dashboard/events?status&#61;failed"');
  const next = '/dashboard/events?status=failed';
  const signedIn = await post('/dashboard/sign-in', { token: ` ${OPERATOR_TOKEN} `, next });
  t.equal(signedIn.statusCode, 303);
  t.equal(signedIn.headers.location, next);
});

test('a part of a page that asks for news after the session has ended opens the sign-in', async (t) => {
  const { app } = await dashboard(t);
  const answer = await app.inject({ url: '/dashboard', headers: { 'hx-request': 'true' } });
  t.equal(answer.statusCode, 401);
  t.equal(answer.headers['hx-redirect'], '/dashboard/sign-in?next=%2Fdashboard');
});

test('signing in sets a cookie that no script reads and no other site sends, and that is not the token', async (t) => {
  const { app, post } = await dashboard(t);
  const { cookies } = await post('/dashboard/sign-in', { token: OPERATOR_TOKEN });
  const [cookie] = cookies;
  const attributes = { name: 'operator', path: '/', httpOnly: true, sameSite: 'Strict', maxAge: 2_592_000 };
  t.match(cookie, attributes);
  t.notOk(cookie?.secure);
  t.notMatch(cookie?.value, OPERATOR_TOKEN);
  const page = await app.inject({ url: '/dashboard', cookies: { operator: cookie?.value ?? '' } });
  t.equal(page.statusCode, 200);
  const list = await app.inject({ url: '/api/v1/events', cookies: { operator: cookie?.value ?? '' } });
  t.equal(list.statusCode, 200, 'and opens the API too');
});

test('the sign-in link sets the cookie, and its page passes the token on to nobody', async (t) => {
  const { app } = await dashboard(t);
  const answer = await app.inject(`/dashboard/sign-in?token=${OPERATOR_TOKEN}`);
  t.equal(answer.statusCode, 200);
  t.equal(answer.headers.refresh, '0; url=/dashboard');
  t.equal(answer.headers['referrer-policy'], 'no-referrer');
  t.equal(answer.cookies[0]?.name, 'operator');
  t.notMatch(answer.body, OPERATOR_TOKEN);
});

test('behind a proxy that speaks https the cookie is for https only', async (t) => {
  const { app } = await dashboard(t, [], { TRUST_PROXY: '127.0.0.1' });
  const headers = { 'x-forwarded-proto': 'https' };
  const answer = await app.inject({ url: `/dashboard/sign-in?token=${OPERATOR_TOKEN}`, headers });
  t.ok(answer.cookies[0]?.secure);
});

test('a wrong token shows the form again with the reason, sets no cookie and is not repeated', async (t) => {
  const { app, post } = await dashboard(t);
  for (const answer of [
    await post('/dashboard/sign-in', { token: 'wrong-token' }),
    await post('/dashboard/sign-in'),
    await app.inject('/dashboard/sign-in?token=wrong-token'),
  ]) {
    t.equal(answer.statusCode, 401);
    t.match(answer.body, /role="alert"[\s\S]*This is not the operator token/);
    t.equal(answer.headers['set-cookie'], undefined);
    t.notMatch(answer.body, 'wrong-token');
  }
});

test('after too many attempts the form says to wait', async (t) => {
  const { post } = await dashboard(t, [], { RATE_LIMIT_FAILURES: '2' });
  for (let i = 0; i < 2; i++) await post('/dashboard/sign-in', { token: 'wrong' });
  const answer = await post('/dashboard/sign-in', { token: 'wrong' });
  t.equal(answer.statusCode, 429);
  t.ok(answer.headers['retry-after']);
  t.match(answer.body, 'Too many attempts');
});

test('the sign-in leads only to our own pages', async (t) => {
  const { post } = await dashboard(t);
  for (const next of [
    'https://evil.example.test',
    '//evil.example.test',
    '/dashboardx',
    '/api/v1/events',
    '',
  ]) {
    const answer = await post('/dashboard/sign-in', { token: OPERATOR_TOKEN, next });
    t.equal(answer.headers.location, '/dashboard', next);
  }
});

test('signing out ends the session of this browser', async (t) => {
  const { post, signIn } = await dashboard(t);
  const answer = await post('/dashboard/sign-out', {}, await signIn());
  t.equal(answer.headers.location, '/dashboard/sign-in');
  t.match(answer.cookies[0], { name: 'operator', value: '', path: '/' });
});

test('the name given at the sign-in stands in the menu', async (t) => {
  const { app, signIn } = await dashboard(t);
  const page = await app.inject({ url: '/dashboard', headers: await signIn(' <Sara> ') });
  t.match(page.body, 'Signed in as &#60;Sara&#62;');
});
