import { createHmac, timingSafeEqual } from 'node:crypto';
import Fastify from 'fastify';

/**
 * The yardstick: Fastify, a signature, JSON, and nothing stored. It shares no line with the service, so the
 * service's own weight cannot hide in it. `turn` answers all requests of one turn of the event loop together.
 */
const [how, secret = ''] = process.argv.slice(2);
const server = Fastify();
server.removeAllContentTypeParsers();
server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
let turn: Promise<void> | null = null;
server.post('/api/v1/events/zoho/student', async (request, reply) => {
  const body = request.body as Buffer;
  const given = Buffer.from(String(request.headers['x-zoho-signature']), 'hex');
  if (!timingSafeEqual(createHmac('sha256', secret).update(body).digest(), given))
    return reply.code(401).send();
  const { notification_id } = JSON.parse(body.toString());
  if (how === 'turn') {
    turn ??= new Promise<void>((resolve) => setImmediate(resolve)).finally(() => {
      turn = null;
    });
    await turn;
  }
  return { success: true, event_id: notification_id, status: 'queued' };
});
process.stdout.write(`Listening ${await server.listen({ port: 0, host: '127.0.0.1' })}\n`);
