import { join } from 'node:path';
import { StoreUnavailable } from '../../src/log/ports.ts';
import { newEvent, studentBody, temporaryFolder, test, testApp, until } from '../harness.ts';

test('the processor runs once the service is ready and not after it has closed', async (t) => {
  const { app } = await testApp(t);
  t.ok(app.processor.isRunning);
  await app.close();
  t.notOk(app.processor.isRunning);
});

test('without credentials a ticket event is recorded, and says what to set', async (t) => {
  const { app } = await testApp(t);
  await app.intake.append([newEvent({ source: 'zoho_desk', module: 'tickets', eventType: 'Ticket_Add' })]);
  await until(async () => (await app.reading.get(1))?.status === 'completed');
  t.match((await app.reading.get(1))?.result, {
    action_taken: 'recorded',
    reason: /set ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET, ZOHO_REFRESH_TOKEN, ZOHO_DESK_ORG_ID/,
  });
});

test('what was accepted before a stop is processed after the next start', async (t) => {
  const DATABASE_URL = `file:${join(temporaryFolder(t), 'events.db')}`;
  const first = await testApp(t, { DATABASE_URL });
  await first.app.processor.stop();
  await first.app.intake.append([newEvent()]);
  await first.app.close();
  const second = await testApp(t, { DATABASE_URL });
  await until(async () => (await second.app.reading.get(1))?.status === 'completed');
  t.equal((await second.app.students.find('4554000000012345678'))?.displayName, 'Sara Ali');
});

test('whoever waits for an event gets an answer when the service stops', async (t) => {
  const { app, clock } = await testApp(t);
  let release = () => {};
  app.queue.settle = () =>
    new Promise((resolve) => {
      release = () => resolve('lost');
    });
  const waiting = app.inject({
    method: 'POST',
    url: '/api/v1/events/zoho/student',
    headers: { prefer: 'wait=15' },
    // Without its address a student is left to the processor.
    payload: studentBody({ data: { Name: 'Sara Ali' } }),
  });
  await until(() => clock.nextInMs === 15_000);
  const closing = app.close();
  release();
  await closing;
  t.match((await waiting).json(), { success: true, status: 'queued' });
});

test('a store that takes no write at the start is asked again, and the processor runs as soon as it does', async (t) => {
  const { app, clock } = await testApp(t);
  await app.processor.stop();
  const { recover } = app.queue;
  app.queue.recover = () => Promise.reject(new StoreUnavailable('the database answered SQLITE_BUSY'));
  await app.listen({ host: '127.0.0.1', port: 0 });
  await until(() => clock.nextInMs === 1_000);
  t.notOk(app.processor.isRunning);
  app.queue.recover = recover.bind(app.queue);
  clock.advance(1_000);
  await until(() => app.processor.isRunning);
});
