import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import { endingOf } from '../src/log/endings.ts';
import { Processor, type Worker } from '../src/log/processor.ts';
import { Recovery } from '../src/service/duties/recovery.ts';
import type { Tracing } from '../src/service/tracing/tracing.ts';
import { isOnServer } from '../src/store/open.ts';

declare module 'fastify' {
  interface FastifyInstance {
    processor: Processor;
  }
}

/** Starts the processor with the service and drains it before the store closes. */
export default fp<{ clock: Clock; newId: () => string; random: () => number; tracing: Tracing | null }>(
  async (app, { clock, newId, random, tracing }) => {
    const traced = (worker: Worker): Worker =>
      tracing === null ? worker : { ...worker, handle: tracing.handler(worker.handle) };
    const processor = new Processor({
      store: app.queue,
      workers: { zoho: traced(app.studentWorker), zoho_desk: traced(app.ticketWorker) },
      clock,
      newId,
      random,
      log: app.log,
      maxAttempts: app.config.MAX_ATTEMPTS,
      ...(isOnServer(app.config.DATABASE_URL)
        ? { isShared: true, endingOf: (id: number) => endingOf(app.reading, id) }
        : { isShared: false }),
    });
    app.decorate('processor', processor);
    const recovery = new Recovery({ run: () => processor.start(), clock, log: app.log });
    app.atWork(() => recovery.start());
    // preClose, so that requests which wait for an event's end get it before their connections close.
    app.addHook('preClose', async () => {
      recovery.stop();
      await processor.stop();
    });
  },
  { name: 'processor', dependencies: ['duties', 'store', 'students', 'tickets'] },
);
