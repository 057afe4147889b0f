import { openStoresHere } from '../../../src/store/open.ts';
import { OPERATOR, studentBody, TestClock, test, testApp, testSettings, until } from '../../harness.ts';
import { runToEnd } from '../../service.ts';
import { emptyDatabase, NO_SERVER } from './server.ts';

const PATH = '/api/v1/events/zoho/student';
/** Only an id: nothing of it can be ended as it is kept. */
const THIN = { zoho_id: '4554000000012345678', module: 'BTEC_Students' };

test('an instance that only receives keeps and shows, and leaves the work to one that works', {
  skip: NO_SERVER,
}, async (t) => {
  const DATABASE_URL = await emptyDatabase();
  const web = (await testApp(t, { DATABASE_URL, HUB_ROLE: 'web' })).app;
  await web.listen({ port: 0 });
  t.equal((await web.inject('/ready')).statusCode, 200);
  t.match((await web.inject('/webhook/stats')).json(), { role: 'web' });
  const answer = await web.inject({ method: 'POST', url: PATH, payload: THIN });
  t.match(answer.json(), { status: 'queued' });
  t.match((await web.inject({ url: '/api/v1/events', headers: OPERATOR })).json(), {
    events: [{ status: 'pending', attempts: 0 }],
  });
  const { app: worker } = await testApp(t, { DATABASE_URL, HUB_ROLE: 'worker' });
  await worker.listen({ port: 0 });
  await until(async () => (await web.reading.get(1))?.status === 'failed');
});

test('an instance that only works answers for its health and its numbers, and sends everything else on', {
  skip: NO_SERVER,
}, async (t) => {
  const { app } = await testApp(t, { DATABASE_URL: await emptyDatabase(), HUB_ROLE: 'worker' });
  for (const url of ['/health', '/api/v1/events/health', '/ready', '/metrics'])
    t.equal((await app.inject(url)).statusCode, 200, url);
  for (const [method, url] of [
    ['POST', PATH],
    ['GET', '/dashboard'],
    ['GET', '/webhook/stats'],
    ['GET', '/nowhere'],
  ] as const) {
    const answer = await app.inject({ method, url, ...(method === 'POST' && { payload: studentBody() }) });
    t.equal(answer.statusCode, 503, url);
    t.equal(answer.headers['retry-after'], '5');
    t.match(answer.json(), {
      success: false,
      code: 'NOT_A_RECEIVER',
      error: /HUB_ROLE=worker\): send this to one of them/,
    });
  }
  t.equal((await app.reading.stats({})).total_events, 0);
});

test('on an instance that only receives, nothing of the hub is done', { skip: NO_SERVER }, async (t) => {
  const DATABASE_URL = await emptyDatabase();
  const clock = new TestClock();
  const { app } = await testApp(t, { DATABASE_URL, HUB_ROLE: 'web', RETENTION_DAYS: '1' }, clock);
  await app.listen({ port: 0 });
  clock.advance(3_600_000);
  const stores = await openStoresHere(DATABASE_URL, clock, { endsStudentsAtOnce: false });
  t.same((await stores.reading.actions({ limit: 10, before: null })).actions, []);
  await stores.upkeep.close();
});

test('what an operator decides on an instance that only receives leaves from one that works', {
  skip: NO_SERVER,
}, async (t) => {
  const zoho = {
    ZOHO_CLIENT_ID: 'a',
    ZOHO_CLIENT_SECRET: 'b',
    ZOHO_REFRESH_TOKEN: 'c',
    ZOHO_DESK_ORG_ID: '1',
  };
  const { app } = await testApp(t, { DATABASE_URL: await emptyDatabase(), HUB_ROLE: 'web', ...zoho });
  t.doesNotThrow(() => app.departures?.wake());
  t.not(app.departures, null, 'it can be decided');
});

test('a role on a file stops the start with a sentence', async (t) => {
  const { code, output } = await runToEnd(t, {
    DATABASE_URL: 'file:/nonexistent/x.db',
    HUB_ROLE: 'worker',
    LOG_FILE: '',
  });
  t.equal(code, 1);
  t.match(output, /^HUB_ROLE=worker needs PostgreSQL: .*\n$/);
  t.match(await testSettings({ HUB_ROLE: 'web' }), { HUB_ROLE: 'web' });
});
