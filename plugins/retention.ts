import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import { DAY_MS, Retention } from '../src/service/duties/retention.ts';
import { turnOfHub } from '../src/service/duties/turn-of-hub.ts';
import { isOnServer } from '../src/store/open.ts';

/** Keeps the log as long as RETENTION_DAYS says. */
export default fp<{ clock: Clock }>(
  async (app, { clock }) => {
    const days = app.config.RETENTION_DAYS;
    const isShared = isOnServer(app.config.DATABASE_URL);
    const isOurs = turnOfHub({ state: app.state, isShared }, 'RETENTION', DAY_MS);
    const retention = new Retention({ store: app.upkeep, clock, days, isOurs, log: app.log });
    app.atWork(() => retention.start());
    app.addHook('preClose', () => retention.stop());
  },
  { name: 'retention', dependencies: ['duties', 'store'] },
);
