import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import { Retention } from '../src/service/retention.ts';

/** Keeps the log as long as RETENTION_DAYS says. */
export default fp<{ clock: Clock }>(
  async (app, { clock }) => {
    const days = app.config.RETENTION_DAYS;
    const retention = new Retention({ store: app.upkeep, clock, days, log: app.log });
    app.atWork(() => retention.start());
    app.addHook('preClose', () => retention.stop());
  },
  { name: 'retention', dependencies: ['duties', 'store'] },
);
