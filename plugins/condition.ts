import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import { Condition } from '../src/service/sight/condition.ts';

/** Shows on the dashboard what is wrong with the store and the machine under it. */
export default fp<{ clock: Clock }>(
  async (app, { clock }) => {
    const condition = new Condition({ store: app.upkeep, clock, warnings: app.warnings, log: app.log });
    app.addHook('onListen', () => condition.start());
    app.addHook('preClose', async () => condition.stop());
  },
  { name: 'condition', dependencies: ['store', 'warnings'] },
);
