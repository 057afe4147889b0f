import fp from 'fastify-plugin';

declare module 'fastify' {
  interface FastifyRequest {
    /** The event that this request brought; stands in its log line. */
    eventId: string | null;
  }
}

/** One line per request. Never a query, a body, a header or an address: they may hold secrets and personal data. */
export default fp(
  async (app) => {
    app.decorateRequest('eventId', null);
    app.addHook('onResponse', (request, reply, done) => {
      const path = request.url.split('?', 1)[0];
      const ms = Math.round(reply.elapsedTime * 10) / 10;
      const line = { method: request.method, path, status: reply.statusCode, ms };
      app.log.info(request.eventId === null ? line : { ...line, event_id: request.eventId }, 'request');
      done();
    });
  },
  { name: 'request-log' },
);
