import { OPERATOR, SECRET, studentBody, test, testApp } from '../../harness.ts';

const STUDENT = '/api/v1/events/zoho/student';
const VARIANTS = (path: string) => [`${path}/`, `/${path}`, path.replaceAll('/', '//'), `${path}//`];

test('a webhook address with a slash too many is the address, and its sender has to prove itself all the same', async (t) => {
  const { app } = await testApp(t, { ZOHO_WEBHOOK_SECRET: SECRET });
  const post = (url: string, headers: Record<string, string>, id: string) =>
    app.inject({ method: 'POST', url, headers, payload: studentBody({ notification_id: id }) });
  for (const url of VARIANTS(STUDENT)) {
    t.equal((await post(url, {}, url)).statusCode, 401, url);
    t.equal((await post(url, { 'x-webhook-secret': 'wrong' }, url)).statusCode, 401, url);
    t.match((await post(url, { 'x-webhook-secret': SECRET }, url)).json(), { status: 'queued' }, url);
    t.match((await post(`${url}?secret=${SECRET}`, {}, url)).json(), { status: 'duplicate' }, url);
  }
});

for (const path of ['/webhook/zoho-desk', '/api/v1/events/desk/ticket']) {
  test(`${path} with a slash too many is the address, for Zoho's check too`, async (t) => {
    const { app } = await testApp(t, { ZOHO_WEBHOOK_SECRET: SECRET });
    const payload = { ticket_id: '198709000000400099' };
    for (const url of VARIANTS(path)) {
      t.equal((await app.inject({ method: 'GET', url })).statusCode, 200, url);
      t.equal((await app.inject({ method: 'POST', url, payload })).statusCode, 401, url);
      const headers = { 'x-webhook-secret': SECRET };
      t.equal((await app.inject({ method: 'POST', url, payload, headers })).statusCode, 200, url);
    }
  });
}

test('a slash too many opens nothing that an operator has to sign in for', async (t) => {
  const { app } = await testApp(t);
  for (const path of [
    '/api/v1/events',
    '/api/v1/events/1',
    '/api/v1/students',
    '/api/v1/tickets/suggestions',
  ]) {
    for (const url of VARIANTS(path)) {
      t.equal((await app.inject({ url })).statusCode, 401, url);
      const signed = await app.inject({ url, headers: OPERATOR });
      const plain = await app.inject({ url: path, headers: OPERATOR });
      t.equal(signed.statusCode, plain.statusCode, url);
    }
  }
  for (const url of VARIANTS('/dashboard/events')) {
    const answer = await app.inject({ url });
    t.equal(answer.statusCode, 303, url);
    t.match(answer.headers.location, /^\/dashboard\/sign-in/, 'and leads to no other site');
  }
});

test('an id that is missing is not an address of its own', async (t) => {
  const { app } = await testApp(t);
  const answer = await app.inject({ method: 'DELETE', url: '/api/v1/students/', headers: OPERATOR });
  t.equal(answer.statusCode, 405);
  t.equal(answer.headers.allow, 'GET, HEAD');
  t.equal((await app.inject({ method: 'PUT', url: `/${STUDENT}/` })).headers.allow, 'POST');
});
