import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import { moodleAccess } from '../src/outside/moodle/address.ts';
import type { MoodleClient } from '../src/outside/moodle/client.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Null when Moodle is not set up. */
    moodle: MoodleClient | null;
  }
}

/** The way to Moodle. */
export default fp<{ clock: Clock; random: () => number; fetch: typeof fetch }>(
  async (app, outside) => {
    app.decorate('moodle', moodleAccess(app.config) === null ? null : await connect());

    async function connect(): Promise<MoodleClient | null> {
      const { connectMoodle } = await import('../src/outside/moodle/connect.ts');
      return connectMoodle(app.config, { ...outside, log: app.log, health: app.outside, notes: app.notes });
    }
  },
  { name: 'moodle', dependencies: ['outside'] },
);
