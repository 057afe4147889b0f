import { OPERATOR, SECRET, START_MS, studentBody, type Test, test, testApp, until } from '../harness.ts';

const URL = '/api/v1/events/stats';

async function appWithEvents(t: Test) {
  const { app, clock } = await testApp(t);
  const post = (id: string, module?: string) =>
    app.inject({
      method: 'POST',
      url: '/api/v1/events/zoho/student',
      payload: studentBody({ notification_id: id, ...(module && { module }) }),
    });
  await post('event_1');
  clock.advance(60_000);
  await post('event_2', 'Deals');
  await post('event_2', 'Deals');
  await until(async () => (await app.reading.stats({})).by_status.completed === 2);
  return app;
}

test('an empty log counts nothing and says that verification is off', async (t) => {
  const { app } = await testApp(t);
  const answer = await app.inject(URL);
  t.equal(answer.statusCode, 200);
  t.same(answer.json(), {
    total_events: 0,
    by_status: {},
    by_source: {},
    recent_events: [],
    payload_differs: 0,
    signature_verification: false,
    open_routes: [
      '/api/v1/events/zoho/student',
      '/api/v1/events/desk/ticket',
      '/webhook/zoho-desk',
      '/webhook/test',
    ],
  });
});

test('with a secret verification is on and no route is open', async (t) => {
  const { app } = await testApp(t, { ZOHO_WEBHOOK_SECRET: SECRET });
  t.match((await app.inject(URL)).json(), { signature_verification: true, open_routes: [] });
});

test('counts by status and by source add up to the total', async (t) => {
  const app = await appWithEvents(t);
  const stats = (await app.inject(URL)).json();
  t.equal(stats.total_events, 3);
  t.same(stats.by_status, { completed: 2, duplicate: 1 });
  t.same(stats.by_source, { zoho: 3 });
});

test('recent events are the ten newest, newest first, and carry no payload', async (t) => {
  const { app } = await testApp(t);
  for (let number = 1; number <= 12; number++) {
    const payload = studentBody({ notification_id: `event_${number}` });
    await app.inject({ method: 'POST', url: '/api/v1/events/zoho/student', payload });
  }
  const { recent_events: recent } = (await app.inject({ url: URL, headers: OPERATOR })).json();
  t.equal(recent.length, 10);
  t.equal(recent[0].event_id, 'event_12');
  t.equal(recent[9].event_id, 'event_3');
  t.same(Object.keys(recent[0]).sort(), [
    'created_at',
    'event_id',
    'event_type',
    'id',
    'module',
    'source',
    'status',
  ]);
});

test('stats narrow down to a module and to a source', async (t) => {
  const app = await appWithEvents(t);
  t.match((await app.inject(`${URL}?module=Deals`)).json(), { total_events: 2 });
  t.match((await app.inject(`${URL}?source=zoho_desk`)).json(), { total_events: 0 });
});

test('since includes its moment and until leaves it out', async (t) => {
  const app = await appWithEvents(t);
  const second = new Date(START_MS + 60_000).toISOString();
  t.match((await app.inject({ url: `${URL}?since=${second}`, headers: OPERATOR })).json(), {
    total_events: 2,
  });
  t.match((await app.inject({ url: `${URL}?until=${second}`, headers: OPERATOR })).json(), {
    total_events: 1,
  });
});

test('a span may be given in epoch seconds', async (t) => {
  const app = await appWithEvents(t);
  t.match((await app.inject({ url: `${URL}?since=${START_MS / 1000 + 60}`, headers: OPERATOR })).json(), {
    total_events: 2,
  });
});

test('a time without a zone is refused with an example', async (t) => {
  const { app } = await testApp(t);
  for (const [key, value] of [
    ['since', '2026-01-25T10:00:00'],
    ['until', 'yesterday'],
    ['since', ''],
  ]) {
    const answer = await app.inject({ url: `${URL}?${key}=${value}`, headers: OPERATOR });
    t.equal(answer.statusCode, 400);
    t.same(answer.json(), {
      success: false,
      error: `${key} must be a time with a zone, such as 2026-11-21T08:00:00Z`,
      code: 'INVALID_REQUEST',
    });
  }
});

test('a number beyond every calendar is refused like any bad time', async (t) => {
  const { app } = await testApp(t);
  const answer = await app.inject({ url: `${URL}?since=9999999999999999`, headers: OPERATOR });
  t.equal(answer.statusCode, 400);
  t.equal(answer.json().code, 'INVALID_REQUEST');
});

test('a span of time is for operators, because it reads the log itself', async (t) => {
  const { app } = await testApp(t);
  t.equal((await app.inject(`${URL}?since=2026-01-01T00:00:00Z`)).statusCode, 401);
  t.equal((await app.inject(`${URL}?until=2026-01-01T00:00:00Z`)).statusCode, 401);
});

test('strangers read no word of a sender, operators read them all', async (t) => {
  const { app } = await testApp(t);
  const word = 'sara.ali@example.edu';
  const odd = studentBody({ notification_id: word, module: word, operation: word });
  for (const payload of [odd, studentBody()])
    await app.inject({ method: 'POST', url: '/api/v1/events/zoho/student', payload });
  const open = await app.inject(URL);
  t.notMatch(open.body, word);
  t.match(open.json().recent_events, [
    { id: 2, event_id: 'hidden', source: 'zoho', module: 'BTEC_Students', event_type: 'update' },
    { id: 1, event_id: 'hidden', source: 'zoho', module: 'other', event_type: 'other' },
  ]);
  const full = await app.inject({ url: URL, headers: OPERATOR });
  t.match(full.json().recent_events, [{}, { event_id: word, module: word, event_type: word }]);
});
