import fp from 'fastify-plugin';
import type {
  EventStore,
  HeldStore,
  StateStore,
  Stores,
  StudentStore,
  SuggestionStore,
} from '../src/log/ports.ts';
import { databaseFile } from '../src/store/sqlite/file.ts';

declare module 'fastify' {
  interface FastifyInstance {
    store: EventStore;
    students: StudentStore;
    suggestions: SuggestionStore;
    state: StateStore;
    held: HeldStore;
  }
}

/** Opens the database that DATABASE_URL names, brought up to date, and closes it last. */
export default fp<{ openStores: (file: string) => Promise<Stores> }>(
  async (app, { openStores }) => {
    const { events, students, suggestions, state, held } = await openStores(
      databaseFile(app.config.DATABASE_URL),
    );
    app.decorate('store', events);
    app.decorate('students', students);
    app.decorate('suggestions', suggestions);
    app.decorate('state', state);
    app.decorate('held', held);
    app.addHook('onListen', () => events.watchOthers());
    app.addHook('onClose', () => events.close());
  },
  { name: 'store' },
);
