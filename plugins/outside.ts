import fp from 'fastify-plugin';
import { OutsideHealth } from '../src/outside/health.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** How the calls to the outside systems have gone. */
    outside: OutsideHealth;
  }
}

/** One record for all outside systems; the plugins that connect to them hand it to their calls. */
export default fp(
  async (app) => {
    app.decorate('outside', new OutsideHealth());
  },
  { name: 'outside' },
);
