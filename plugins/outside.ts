import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import { OutsideHealth } from '../src/outside/health.ts';
import { SharedNotes } from '../src/outside/shared-notes.ts';
import { type WebPlaces, webPlaces } from '../src/outside/web-places.ts';
import { isOnServer } from '../src/store/open.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** How the calls to the outside systems have gone. */
    outside: OutsideHealth;
    /** Where people see the records of other systems. */
    places: WebPlaces;
    /** What instances tell each other about outside systems; null where there is only one. */
    notes: SharedNotes | null;
  }
}

/** One record for all outside systems; the plugins that connect to them hand it to their calls. */
export default fp<{ clock: Clock }>(
  async (app, { clock }) => {
    app.decorate('outside', new OutsideHealth());
    app.decorate('places', webPlaces(app.config));
    const isShared = isOnServer(app.config.DATABASE_URL);
    const notes = isShared ? new SharedNotes({ state: app.state, clock, log: app.log }) : null;
    app.decorate('notes', notes);
    app.addHook('onListen', async () => notes?.start());
    app.addHook('preClose', async () => notes?.stop());
  },
  { name: 'outside', dependencies: ['store'] },
);
