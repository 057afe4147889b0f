import fp from 'fastify-plugin';
import { OutsideHealth } from '../src/outside/health.ts';
import { type WebPlaces, webPlaces } from '../src/outside/web-places.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** How the calls to the outside systems have gone. */
    outside: OutsideHealth;
    /** Where people see the records of other systems. */
    places: WebPlaces;
  }
}

/** One record for all outside systems; the plugins that connect to them hand it to their calls. */
export default fp(
  async (app) => {
    app.decorate('outside', new OutsideHealth());
    app.decorate('places', webPlaces(app.config));
  },
  { name: 'outside' },
);
