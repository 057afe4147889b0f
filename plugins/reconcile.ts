import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import { tell } from '../src/sentences/tell.ts';
import { Repeating } from '../src/service/duties/repeating.ts';
import { turnOfHub } from '../src/service/duties/turn-of-hub.ts';
import { isOnServer } from '../src/store/open.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Looks for lost webhooks of students; null without CRM credentials or with RECONCILE_MINUTES=0. */
    reconciliation: Repeating | null;
    /** The same for tickets; null without an organisation of Zoho Desk or with RECONCILE_TICKETS=false. */
    ticketReconciliation: Repeating | null;
  }
}

/** Repairs, every few minutes, what a lost webhook left undone. */
export default fp<{ clock: Clock }>(
  async (app, { clock }) => {
    const { crm, desk, intake, reading, students, state, log, warnings } = app;
    const everyMs = app.config.RECONCILE_MINUTES * 60_000;
    const repeat = (
      code: string,
      complaint: 'STUDENTS_NOT_LOOKED_FOR' | 'TICKETS_NOT_LOOKED_FOR',
      run: (signal: AbortSignal) => Promise<void>,
    ) => {
      const repeating = new Repeating({
        code,
        complaint: (problem) => tell(complaint, { problem }),
        everyMs,
        isOurs: turnOfHub({ state, isShared: isOnServer(app.config.DATABASE_URL) }, code, everyMs),
        run,
        clock,
        log,
        warnings,
      });
      app.atWork(() => repeating.start());
      app.addHook('preClose', () => repeating.stop());
      return repeating;
    };
    const isOff = everyMs === 0;
    app.decorate(
      'reconciliation',
      isOff || crm === null
        ? null
        : repeat('RECONCILIATION', 'STUDENTS_NOT_LOOKED_FOR', async (signal) => {
            const { reconcileStudents } = await import('../src/students/reconcile.ts');
            const report = await reconcileStudents({ crm, intake, reading, students, state, clock }, signal);
            log.info(report, 'compared the students with Zoho CRM');
          }),
    );
    // Apart from the students: each needs rights of its own.
    app.decorate(
      'ticketReconciliation',
      isOff || desk === null || !app.config.RECONCILE_TICKETS
        ? null
        : repeat('RECONCILIATION_TICKETS', 'TICKETS_NOT_LOOKED_FOR', async (signal) => {
            const { reconcileTickets } = await import('../src/tickets/receive/reconcile.ts');
            const report = await reconcileTickets({ desk, intake, reading, state, clock }, signal);
            log.info(report, 'compared the tickets with Zoho Desk');
          }),
    );
  },
  { name: 'reconcile', dependencies: ['duties', 'store', 'zoho', 'warnings'] },
);
