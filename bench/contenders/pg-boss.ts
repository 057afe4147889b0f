import { createHmac, timingSafeEqual } from 'node:crypto';
import Fastify from 'fastify';
import { PgBoss } from 'pg-boss';
import { startPostgres } from '../../test/postgres-server.ts';

/**
 * A well-known queue on PostgreSQL with its defaults: `send()` for each request. This process owns the
 * server.
 */
const [, secret = ''] = process.argv.slice(2);
const postgres = await startPostgres();
const boss = new PgBoss(await postgres.createDatabase());
boss.on('error', () => {});
await boss.start();
await boss.createQueue('events');

const server = Fastify();
server.removeAllContentTypeParsers();
server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
server.post('/api/v1/events/zoho/student', async (request, reply) => {
  const body = request.body as Buffer;
  const given = Buffer.from(String(request.headers['x-zoho-signature']), 'hex');
  if (!timingSafeEqual(createHmac('sha256', secret).update(body).digest(), given))
    return reply.code(401).send();
  const event = JSON.parse(body.toString());
  await boss.send('events', event, { singletonKey: event.notification_id });
  return { success: true, event_id: event.notification_id, status: 'queued' };
});
process.stdout.write(`Listening ${await server.listen({ port: 0, host: '127.0.0.1' })}\n`);
process.once('SIGTERM', async () => {
  await server.close();
  await boss.stop({ graceful: false });
  await postgres.stop();
  process.exit(0);
});
