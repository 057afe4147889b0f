import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import { databaseFile } from '../src/events/sqlite/database.ts';
import { openSqliteStores } from '../src/events/sqlite/event-store.ts';
import type { EventStore, StateStore, StudentStore, SuggestionStore } from '../src/events/store.ts';

declare module 'fastify' {
  interface FastifyInstance {
    store: EventStore;
    students: StudentStore;
    suggestions: SuggestionStore;
    state: StateStore;
  }
}

/** Opens the database that DATABASE_URL names, brought up to date, and closes it last. */
export default fp<{ clock: Clock }>(
  async (app, { clock }) => {
    const stores = openSqliteStores(databaseFile(app.config.DATABASE_URL), clock);
    const { events, students, suggestions, state } = stores;
    app.decorate('store', events);
    app.decorate('students', students);
    app.decorate('suggestions', suggestions);
    app.decorate('state', state);
    app.addHook('onClose', () => events.close());
  },
  { name: 'store' },
);
