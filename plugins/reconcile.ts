import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import { Repeating } from '../src/repeating.ts';
import { reconcileStudents } from '../src/students/reconcile.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Looks for lost webhooks; null without CRM credentials or with RECONCILE_MINUTES=0. */
    reconciliation: Repeating | null;
  }
}

/** Repairs, every few minutes, what a lost webhook left undone. */
export default fp<{ clock: Clock }>(
  async (app, { clock }) => {
    const { crm, store, students, state, log, warnings } = app;
    const everyMs = app.config.RECONCILE_MINUTES * 60_000;
    if (crm === null || everyMs === 0) {
      app.decorate('reconciliation', null);
      return;
    }
    const run = async (signal: AbortSignal) => {
      const report = await reconcileStudents({ crm, store, students, state, clock }, signal);
      log.info(report, 'compared the students with Zoho CRM');
    };
    const reconciliation = new Repeating({
      code: 'RECONCILIATION',
      complaint: 'Lost webhooks could not be looked for',
      everyMs,
      run,
      clock,
      log,
      warnings,
    });
    app.decorate('reconciliation', reconciliation);
    app.addHook('onListen', () => reconciliation.start());
    app.addHook('preClose', () => reconciliation.stop());
  },
  { name: 'reconcile', dependencies: ['store', 'zoho', 'warnings'] },
);
