import pino from 'pino';
import { buildApp } from '../src/app.ts';
import { openStoresHere } from '../src/store/open.ts';
import {
  countingIds,
  OPERATOR_TOKEN,
  SECRET,
  studentBody,
  TestClock,
  test,
  testApp,
  testSettings,
} from './harness.ts';

test('the app is built without listening', async (t) => {
  const { app } = await testApp(t);
  t.notOk(app.server.listening);
});

test('a close may take as long as a shutdown does, which is longer than the ten seconds of handlers', async (t) => {
  const { app } = await testApp(t);
  t.ok(Number(app.initialConfig.pluginTimeout) > 20_000, `${app.initialConfig.pluginTimeout} ms`);
});

test('two apps in one process know nothing of each other', async (t) => {
  const [one, other] = [await testApp(t), await testApp(t)];
  await one.app.inject({ method: 'POST', url: '/api/v1/events/zoho/student', payload: studentBody() });
  t.equal((await one.app.reading.stats({})).total_events, 1);
  t.equal((await other.app.reading.stats({})).total_events, 0);
});

test('the clock of the log is the one that was handed in', async (t) => {
  const { app, clock } = await testApp(t);
  clock.advance(86_400_000);
  await app.inject({ method: 'POST', url: '/api/v1/events/zoho/student', payload: studentBody() });
  t.equal((await app.reading.get(1))?.created_at, '2026-01-26T10:00:00.000Z');
});

test('a database that cannot be opened stops the app', async (t) => {
  const building = buildApp({
    settings: await testSettings({ DATABASE_URL: 'file:/dev/null/events.db' }),
    logger: pino({ level: 'silent' }),
    operatorToken: OPERATOR_TOKEN,
    version: '1.2.3',
    clock: new TestClock(),
    newId: countingIds(),
    random: () => 0,
    fetch,
    openStores: (url, how) => openStoresHere(url, new TestClock(), how),
  });
  await t.rejects(building, { message: /ENOTDIR/ });
});

test('what a verified sender wrote is stored to the byte, unknown keys included', async (t) => {
  const { app } = await testApp(t, { ZOHO_WEBHOOK_SECRET: SECRET });
  const payload = '{ "notification_id" : "event_1",\n "unknown": [1e3, "\\u0041"], "record_id":"7" }';
  await app.inject({
    method: 'POST',
    url: '/api/v1/events/zoho/student',
    headers: { 'content-type': 'application/json', 'x-webhook-secret': SECRET },
    payload,
  });
  t.equal((await app.reading.get(1))?.payload, payload);
});
