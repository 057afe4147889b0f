import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The event that this request brought; stands in its log line. */
    eventId: string | null;
  }
}

/** How long requests that are turned away are counted before a line tells of them, in ms. */
const COUNTED_MS = 10_000;
const TURNED_AWAY = 429;

/**
 * One line per request. Never a query, a body, a header or an address: they may hold secrets and personal data. Those that
 * are turned away for their rate share one: in a flood the lines took more time than the answers, and pushed all others out
 * of the file.
 */
export default fp<{ clock: Clock }>(
  async (app, { clock }) => {
    let turnedAway = 0;
    let cancel = () => {};
    const say = () => {
      app.log.info({ status: TURNED_AWAY, requests: turnedAway }, 'requests were turned away for their rate');
      turnedAway = 0;
    };
    app.addHook('onClose', async () => {
      cancel();
      if (turnedAway > 0) say();
    });
    app.decorateRequest('eventId', null);
    app.addHook('onResponse', (request, reply, done) => {
      if (reply.statusCode === TURNED_AWAY) {
        turnedAway += 1;
        if (turnedAway === 1) cancel = clock.after(COUNTED_MS, say);
        return done();
      }
      const path = request.url.split('?', 1)[0];
      const ms = Math.round(reply.elapsedTime * 10) / 10;
      const line = { method: request.method, path, status: reply.statusCode, ms };
      app.log.info(request.eventId === null ? line : { ...line, event_id: request.eventId }, 'request');
      done();
    });
  },
  { name: 'request-log' },
);
