import Database from 'better-sqlite3';
import { temporaryFolder, test, testApp } from '../harness.ts';

test('health says who answers and which version, at both addresses', async (t) => {
  const { app } = await testApp(t);
  for (const url of ['/health', '/api/v1/events/health']) {
    const answer = await app.inject(url);
    t.equal(answer.statusCode, 200, url);
    t.same(answer.json(), {
      status: 'healthy',
      service: 'zoho-event-hub',
      version: '1.2.3',
      endpoints: {
        zoho: ['/events/zoho/student', '/events/zoho/notifications'],
        zoho_desk: ['/events/desk/ticket'],
        moodle: [],
      },
    });
  }
});

test('a service that can store and process is ready', async (t) => {
  const { app } = await testApp(t);
  const answer = await app.inject('/ready');
  t.equal(answer.statusCode, 200);
  t.same(answer.json(), { status: 'ready' });
});

test('a service whose processor is stopped is alive but not ready', async (t) => {
  const { app } = await testApp(t);
  await app.processor.stop();
  const answer = await app.inject('/ready');
  t.equal(answer.statusCode, 503);
  t.equal(answer.headers['retry-after'], '5');
  t.same(answer.json(), { status: 'not_ready', reason: 'the processor does not run' });
  t.equal((await app.inject('/health')).statusCode, 200);
});

test('a service whose store takes no write is alive but not ready, and the log says why', async (t) => {
  const file = `${temporaryFolder(t)}/events.db`;
  const { app, lines } = await testApp(t, { DATABASE_URL: `file:${file}` });
  const intruder = new Database(file);
  intruder.exec('DROP TABLE heartbeat');
  intruder.close();
  const answer = await app.inject('/ready');
  t.equal(answer.statusCode, 503);
  t.same(answer.json(), {
    status: 'not_ready',
    reason: 'the store does not take a write: the database answered SQLITE_ERROR',
  });
  t.ok(lines.some((line) => line.includes('the store does not take a write') && line.includes('SQLITE_')));
  t.equal((await app.inject('/health')).statusCode, 200);
});

test('a defect while the store is tried is not told to whoever asks', async (t) => {
  const { app, lines } = await testApp(t);
  app.upkeep.heartbeat = () => Promise.reject(new TypeError('a mistake of ours'));
  const answer = await app.inject('/ready');
  t.equal(answer.statusCode, 503);
  t.same(answer.json(), { status: 'not_ready', reason: 'the store does not take a write' });
  t.ok(lines.some((line) => line.includes('a mistake of ours')));
});
