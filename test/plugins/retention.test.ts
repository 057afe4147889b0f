import { test, testApp, until } from '../harness.ts';

test('a service with RETENTION_DAYS deletes what is too old, from a minute after it listens', async (t) => {
  const { app, clock } = await testApp(t, { RETENTION_DAYS: '30' });
  const calls = t.capture(app.upkeep, 'prune', app.upkeep.prune);
  await app.processor.stop();
  await app.listen({ port: 0, host: '127.0.0.1' });
  await until(() => app.processor.isRunning);
  clock.advance(60_000);
  t.equal(calls()[0]?.args[0], '2025-12-26T10:01:00.000Z');
});
