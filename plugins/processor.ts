import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import { Processor } from '../src/log/processor.ts';
import { Recovery } from '../src/service/recovery.ts';

declare module 'fastify' {
  interface FastifyInstance {
    processor: Processor;
  }
}

/** Starts the processor with the service and drains it before the store closes. */
export default fp<{ clock: Clock; newId: () => string; random: () => number }>(
  async (app, { clock, newId, random }) => {
    const processor = new Processor({
      store: app.queue,
      workers: { zoho: app.studentWorker, zoho_desk: app.ticketWorker },
      clock,
      newId,
      random,
      log: app.log,
      maxAttempts: app.config.MAX_ATTEMPTS,
    });
    app.decorate('processor', processor);
    const recovery = new Recovery({ run: () => processor.start(), clock, log: app.log });
    // Not before the port is ours: a second start by mistake must not take the work of the first.
    app.addHook('onListen', () => recovery.start());
    // preClose, so that requests which wait for an event's end get it before their connections close.
    app.addHook('preClose', async () => {
      recovery.stop();
      await processor.stop();
    });
  },
  { name: 'processor', dependencies: ['store', 'students', 'tickets'] },
);
