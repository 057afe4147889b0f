import fp from 'fastify-plugin';
import type { Stores } from '../src/log/stores.ts';
import type { Settings } from '../src/settings.ts';
import type { HowToStore, OpenStores } from '../src/store/open.ts';
import { needsNothingOutside } from '../src/students/at-once.ts';

declare module 'fastify' {
  interface FastifyInstance extends Stores {}
}

/** Opens the database that DATABASE_URL names, brought up to date, and closes it last. */
export default fp<{ openStores: OpenStores }>(
  async (app, { openStores }) => {
    const stores = await openStores(app.config.DATABASE_URL, howToStore(app.config));
    app.decorate('intake', stores.intake);
    app.decorate('queue', stores.queue);
    app.decorate('reading', stores.reading);
    app.decorate('upkeep', stores.upkeep);
    app.decorate('students', stores.students);
    app.decorate('suggestions', stores.suggestions);
    app.decorate('people', stores.people);
    app.decorate('state', stores.state);
    app.decorate('held', stores.held);
    app.decorate('problems', stores.problems);
    app.addHook('onListen', () => stores.upkeep.watchOthers());
    app.addHook('onClose', () => stores.upkeep.close());
  },
  { name: 'store' },
);

export function howToStore(settings: Settings): HowToStore {
  return { port: settings.WEBHOOK_PORT, endsStudentsAtOnce: needsNothingOutside(settings) };
}
