import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import { Warnings } from '../src/service/sight/warnings.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** What is wrong at the moment. */
    warnings: Warnings;
  }
}

export default fp<{ clock: Clock }>(
  async (app, { clock }) => {
    app.decorate('warnings', new Warnings(clock));
  },
  { name: 'warnings' },
);
