import fp from 'fastify-plugin';
import type { Intake, Queue, Reading, Upkeep } from '../src/log/ports.ts';
import type { ProblemStore } from '../src/log/problem.ts';
import type { HeldStore, People, StateStore, StudentStore, SuggestionStore } from '../src/log/stores.ts';
import type { Settings } from '../src/settings.ts';
import type { HowToStore, OpenStores } from '../src/store/open.ts';
import { needsNothingOutside } from '../src/students/at-once.ts';

declare module 'fastify' {
  interface FastifyInstance {
    intake: Intake;
    queue: Queue;
    reading: Reading;
    upkeep: Upkeep;
    students: StudentStore;
    suggestions: SuggestionStore;
    people: People;
    state: StateStore;
    held: HeldStore;
    problems: ProblemStore;
  }
}

/** Opens the database that DATABASE_URL names, brought up to date, and closes it last. */
export default fp<{ openStores: OpenStores }>(
  async (app, { openStores }) => {
    const stores = await openStores(app.config.DATABASE_URL, howToStore(app.config));
    const { intake, queue, reading, upkeep, students, suggestions, people, state, held, problems } = stores;
    app.decorate('intake', intake);
    app.decorate('queue', queue);
    app.decorate('reading', reading);
    app.decorate('upkeep', upkeep);
    app.decorate('students', students);
    app.decorate('suggestions', suggestions);
    app.decorate('people', people);
    app.decorate('state', state);
    app.decorate('held', held);
    app.decorate('problems', problems);
    app.addHook('onListen', () => upkeep.watchOthers());
    app.addHook('onClose', () => upkeep.close());
  },
  { name: 'store' },
);

export function howToStore(settings: Settings): HowToStore {
  return { port: settings.WEBHOOK_PORT, endsStudentsAtOnce: needsNothingOutside(settings) };
}
