import { join } from 'node:path';
import { newEvent, temporaryFolder, test, testApp, until } from '../harness.ts';
import { webhookReceiver } from '../service/alerts/receivers.ts';
import { endNext, FAILED } from '../store/contract/support.ts';

test('a service that listens tells of a new problem, and its events do not wait for that', async (t) => {
  const { url, posted, answer } = await webhookReceiver(t, 500);
  const file = join(temporaryFolder(t), 'events.db');
  const { app, clock } = await testApp(t, {
    ALERT_WEBHOOK_URL: url,
    ALERT_DIGEST_AT: '',
    DATABASE_URL: `file:${file}`,
  });
  await app.processor.stop();
  await app.intake.append([newEvent()]);
  await endNext(app.queue, FAILED);
  await app.listen({ host: '127.0.0.1', port: 0 });
  await until(() => app.warnings.list().length > 0);
  t.match(app.warnings.list(), [
    { code: 'ALERTS', message: /^An alert could not be sent: ALERT_WEBHOOK_URL answered 500\./ },
  ]);
  answer.status = 200;
  clock.advance(60_000);
  await until(() => app.warnings.list().length === 0);
  t.equal(posted.filter(({ body }) => body.kind === 'problem').length, 2);
});

test('a database in memory has no disk to look at, and the digest comes at its time', async (t) => {
  const { url, posted } = await webhookReceiver(t);
  const { app } = await testApp(t, { ALERT_WEBHOOK_URL: url });
  await app.listen({ host: '127.0.0.1', port: 0 });
  await until(() => posted.length > 0);
  t.match(posted, [{ body: { kind: 'digest' } }]);
});
