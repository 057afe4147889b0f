import { StoreUnavailable } from '../../src/log/ports.ts';
import { OPERATOR, test } from '../harness.ts';
import { dashboard } from '../routes/dashboard/support.ts';

test('a page loads nothing from elsewhere, runs nothing inline, and is kept by nobody', async (t) => {
  const { open } = await dashboard(t);
  const { headers, body } = await open('/dashboard');
  t.equal(headers['content-type'], 'text/html; charset=utf-8');
  t.equal(headers['cache-control'], 'no-store');
  t.equal(headers['x-content-type-options'], 'nosniff');
  const policy = String(headers['content-security-policy']);
  t.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'/);
  t.match(policy, /frame-ancestors 'none'/);
  t.notMatch(policy, /unsafe/);
  t.notMatch(body, /<style|<script(?! src="\/dashboard\/assets\/)| style=| on[a-z]+="/);
});

test('what does not exist below the dashboard is a page that says so', async (t) => {
  const { app, open } = await dashboard(t);
  const page = await open('/dashboard/nowhere');
  t.equal(page.statusCode, 404);
  t.match(page.body, 'There is no such page.');
  t.match(page.body, 'aria-label="Pages"');
  const stranger = await app.inject('/dashboard/nowhere');
  t.equal(stranger.statusCode, 404);
  t.notMatch(stranger.body, 'aria-label="Pages"', 'without the navigation for whoever is not signed in');
});

for (const [url, status, sentence] of [
  ['/dashboard/events/99', 404, 'There is no such event.'],
  ['/dashboard/students/99', 404, 'There is no such student.'],
  ['/dashboard/events/x', 400, 'something that cannot be understood'],
  ['/dashboard/events?before=0', 400, 'something that cannot be understood'],
] as const) {
  test(`${url} is answered with a page: ${sentence}`, async (t) => {
    const { open } = await dashboard(t);
    const page = await open(url);
    t.equal(page.statusCode, status);
    t.match(page.body, sentence);
  });
}

test('a store that takes no write is told in words, a defect tells nothing of itself', async (t) => {
  const { app, open, lines } = await dashboard(t);
  t.intercept(app.reading, 'get', { value: () => Promise.reject(new StoreUnavailable('SQLITE_FULL')) });
  const full = await open('/dashboard/events/1');
  t.equal(full.statusCode, 503);
  t.match(full.body, 'The database takes no write just now.');
  t.intercept(app.reading, 'get', { value: () => Promise.reject(new Error('inside')) });
  const defect = await open('/dashboard/events/1');
  t.equal(defect.statusCode, 500);
  t.match(defect.body, 'Something went wrong here.');
  t.notMatch(defect.body, 'inside');
  t.match(lines.join(''), 'inside');
});

test('a form from another site does nothing, though the cookie came with it', async (t) => {
  const { app, post, signIn } = await dashboard(t);
  const answer = await post(
    '/dashboard/sign-out',
    {},
    { ...(await signIn()), 'sec-fetch-site': 'cross-site' },
  );
  t.equal(answer.statusCode, 403);
  t.match(answer.body, 'The form came from another site');
  t.equal(answer.headers['set-cookie'], undefined);
  const order = await app.inject({ method: 'POST', url: '/api/v1/events/1/replay', headers: await signIn() });
  t.match(order.json(), { code: 'CROSS_SITE' }, 'nor does the API take such an order');
});

test('an order with the token in its header needs no such proof', async (t) => {
  const { app } = await dashboard(t);
  const order = await app.inject({ method: 'POST', url: '/api/v1/events/1/replay', headers: OPERATOR });
  t.equal(order.json().code, 'EVENT_NOT_FOUND');
});

test('a browser that reads too often is told to wait', async (t) => {
  const { open } = await dashboard(t, [], { RATE_LIMIT_READS: '1' });
  t.equal((await open('/dashboard')).statusCode, 200);
  const page = await open('/dashboard');
  t.equal(page.statusCode, 429);
  t.match(page.body, 'Too many requests');
});

test('a form larger than any of ours is refused with a page, and its connection ends there', async (t) => {
  const { post } = await dashboard(t);
  const page = await post('/dashboard/sign-in', { token: 'x'.repeat(70_000) });
  t.equal(page.statusCode, 413);
  t.match(page.headers, { connection: 'close', 'content-type': 'text/html; charset=utf-8' });
});
