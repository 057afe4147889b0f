import { OPERATOR, START_MS, type Test, test, testApp, until } from '../../harness.ts';
import { connectedApp } from '../../outside/zoho/setup.ts';

const URL_PATH = '/api/v1/events/zoho/notifications';
const TOKEN = 'a-notification-token';
const ID = '4554000000012345678';
const BODY = {
  server_time: START_MS,
  module: 'BTEC_Students',
  ids: [ID],
  operation: 'update',
  channel_id: '100000000000017',
  token: TOKEN,
};

async function openApp(t: Test, changes: Record<string, string> = {}) {
  const { app, lines } = await testApp(t, { ZOHO_NOTIFICATION_TOKEN: TOKEN, ...changes });
  const post = (payload: object | string) =>
    app.inject({ method: 'POST', url: URL_PATH, headers: { 'content-type': 'application/json' }, payload });
  return { app, lines, post };
}

test('a change that a channel reports is read from Zoho and stored', async (t) => {
  const { app, zoho, clock } = await connectedApp(t, { ZOHO_NOTIFICATION_TOKEN: TOKEN });
  const signal = new AbortController().signal;
  const channel = {
    id: '17',
    events: ['BTEC_Students.all'],
    notifyUrl: `https://hub.test${URL_PATH}`,
    token: TOKEN,
  };
  await app.crmChannels?.keep({ ...channel, expiresMs: clock.now() + 86_400_000 }, signal);
  zoho.crm.records.listeners.push((change) => {
    for (const { body } of zoho.crm.channels.callbacks(change, [change.id]))
      void app.inject({ method: 'POST', url: URL_PATH, payload: body });
  });

  zoho.crm.records.edit('BTEC_Students', ID, { Name: 'A01B0001C', Academic_Email: 'sara.ali@example.edu' });
  await until(async () => (await app.students.find(ID))?.academicEmail === 'sara.ali@example.edu');
  clock.advance(1000);
  zoho.crm.records.edit('BTEC_Students', ID, { City: 'Irbid' });
  await until(async () => (await app.students.find(ID))?.city === 'Irbid');
  clock.advance(1000);
  zoho.crm.records.remove('BTEC_Students', ID);
  await until(async () => (await app.students.find(ID))?.deletedAt !== null);

  const { events } = (await app.inject({ url: '/api/v1/events', headers: OPERATOR })).json();
  t.same(
    events.map((event: { event_type: string }) => event.event_type),
    ['delete', 'update', 'insert'],
  );
  t.match(events[0], { source: 'zoho', status: 'completed', verified_by: 'notification-token:1' });
});

test('two hundred ids in one delivery are two hundred events, and a repeat is none', async (t) => {
  const { app, post } = await openApp(t);
  const ids = Array.from({ length: 200 }, (_, n) => `4554${n}`);
  const first = await post({ ...BODY, ids, operation: 'delete' });
  t.equal(first.statusCode, 200);
  t.equal(first.json().events.length, 200);
  t.match((await post({ ...BODY, ids, operation: 'delete' })).json(), { success: true, status: 'duplicate' });
  await until(async () => (await app.reading.stats({})).by_status.completed === 200);
  t.match(await app.reading.stats({}), { total_events: 400, by_status: { duplicate: 200 } });
});

test('a module that is not ours is logged and ignored', async (t) => {
  const { app, post } = await openApp(t);
  await post({ ...BODY, module: 'Leads' });
  await until(async () => (await app.reading.stats({})).by_status.completed === 1);
  t.match(await app.reading.get(1), { module: 'Leads', result: { action_taken: 'ignored' } });
});

test('without a token of ours nothing is taken, because nothing could prove it', async (t) => {
  const { app, post } = await openApp(t, { ZOHO_NOTIFICATION_TOKEN: '' });
  const answer = await post(BODY);
  t.equal(answer.statusCode, 403);
  t.match(answer.json(), { code: 'NOTIFICATIONS_OFF', error: /ZOHO_NOTIFICATION_TOKEN/ });
  t.equal((await app.reading.stats({})).total_events, 0);
});

test('a missing and a wrong token are told apart, leave a hint in the log and no row', async (t) => {
  const { app, lines, post } = await openApp(t);
  const { token: _, ...unproved } = BODY;
  t.match((await post(unproved)).json(), { code: 'MISSING_SIGNATURE' });
  const wrong = await post({ ...BODY, token: 'other' });
  t.equal(wrong.statusCode, 401);
  t.match(wrong.json(), { code: 'INVALID_SIGNATURE' });
  t.ok(lines.some((line) => line.includes('"reason":"mismatch"') && line.includes('zoho renew')));
  t.equal((await app.reading.stats({})).total_events, 0);
});

test('what has no token in it is refused before it is parsed, whatever else is wrong with it', async (t) => {
  const { app, post } = await openApp(t);
  for (const payload of [
    '',
    '{"cut',
    '[]',
    '5',
    'a=b',
    '"token"',
    '{"token":5}',
    '{"token":""}',
    '{"token":"\\u00"}',
  ]) {
    const answer = await post(payload);
    t.equal(answer.statusCode, 401, payload);
    t.equal(answer.json().code, 'MISSING_SIGNATURE', payload);
  }
  t.equal((await app.reading.stats({})).total_events, 0);
});

test('the token counts in its place only, and in a JSON object only', async (t) => {
  const { app, post } = await openApp(t);
  for (const payload of [`[{"token":"${TOKEN}"}]`, `{"cut":{"token":"${TOKEN}"}`, `a={"token":"${TOKEN}"}`]) {
    const answer = await post(payload);
    t.equal(answer.statusCode, 400, payload);
    t.equal(answer.json().code, 'INVALID_JSON', payload);
  }
  const elsewhere = await post({ ...BODY, token: 'other', inner: { token: TOKEN } });
  t.equal(elsewhere.json().code, 'INVALID_SIGNATURE');
  t.equal((await app.reading.stats({})).total_events, 0);
});

test('a token is known in any spelling of JSON', async (t) => {
  const { post } = await openApp(t, { ZOHO_NOTIFICATION_TOKEN: 'a"token/ofسارة-and-more' });
  const text = JSON.stringify({ ...BODY, token: 0 });
  for (const token of [
    '"a\\"token\\/of\\u0633ارة-and-more"',
    '"a\\u0022token/of\\u0633\\u0627\\u0631\\u0629-and-more"',
  ])
    t.equal((await post(text.replace('"token":0', `"token" : ${token}`))).statusCode, 200, token);
});

test('five hundred ids pass, and a larger body than any notification is not read', async (t) => {
  const { post } = await openApp(t);
  const ids = Array.from({ length: 500 }, (_, n) => `4554000000012${String(n).padStart(6, '0')}`);
  t.equal((await post({ ...BODY, ids })).statusCode, 200);
  const answer = await post({ ...BODY, filler: 'x'.repeat(65_536) });
  t.equal(answer.statusCode, 413);
  t.match(answer.json(), {
    code: 'BODY_TOO_LARGE',
    error: 'The body is larger than 65536 bytes',
  });
});

test('a proved notification that misses a field is told which', async (t) => {
  const { post } = await openApp(t);
  const answer = await post({ ...BODY, ids: [] });
  t.equal(answer.statusCode, 400);
  t.match(answer.json(), { code: 'INVALID_FIELD', error: 'ids must be a list of one or more record ids' });
});

test('guessing is slowed down, a proved notification never', async (t) => {
  const { post } = await openApp(t, { RATE_LIMIT_FAILURES: '2' });
  for (const code of [401, 401, 429]) t.equal((await post({ ...BODY, token: 'guess' })).statusCode, code);
  t.equal((await post(BODY)).statusCode, 200);
});

test('the token reaches neither the log of the service nor the log of events', async (t) => {
  const { app, lines, post } = await openApp(t);
  await post(BODY);
  await post({ ...BODY, token: 'a-guessed-token' });
  t.notMatch(lines.join('\n'), /a-(notification|guessed)-token/);
  t.notMatch(JSON.stringify(await app.reading.get(1)), TOKEN);
});
