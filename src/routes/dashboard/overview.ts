import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Clock } from '../../clock.ts';
import { shownProblems } from '../../dashboard/shown-problems.ts';
import { subjectsOf } from '../../subjects/subjects.ts';
import { flagsOf } from '../../tickets/flags.ts';

/** Rows under "newest events". */
const NEWEST = 10;
/** Problems shown on the first page. */
const PROBLEMS = 8;

/** Is all well? */
export const overviewPages: FastifyPluginAsyncTypebox<{
  openRoutes: readonly string[];
  clock: Clock;
}> = async (app, { openRoutes, clock }) => {
  const { config } = app;
  const flags = {
    tickets: flagsOf(config),
    lostTickets: config.RECONCILE_TICKETS,
    students: {
      create: config.MOODLE_CREATE_USERS,
      update: config.MOODLE_UPDATE_USERS,
      suspend: config.MOODLE_SUSPEND_USERS,
      writeBack: config.CRM_WRITE_BACK,
    },
    access: {
      metrics: config.METRICS_PUBLIC && config.METRICS_TOKEN === '',
      unsigned: config.ALLOW_UNSIGNED_WEBHOOKS,
    },
  };
  app.get('/', async (request, reply) => {
    const [stats, oldestWaiting, needs, activity, { events: newest }, { total: suggestions }] =
      await Promise.all([
        app.reading.stats({}),
        app.reading.oldestWaiting(),
        app.problems.list({ state: 'open' }, { limit: PROBLEMS, offset: 0 }),
        app.reading.activity(),
        app.reading.list({}, { limit: NEWEST, before: null }),
        app.suggestions.list({ status: 'waiting' }, { limit: 1, before: null }),
      ]);
    const warnings = app.warnings.list();
    const nowMs = clock.now();
    return reply.page(
      app.dashboard.overviewPage(request.reader, {
        stats,
        oldestWaiting,
        problems: await shownProblems(app, needs.problems),
        openProblems: needs.total,
        activity,
        newest,
        subjects: await subjectsOf(app.people, newest),
        openRoutes,
        warnings,
        flags,
        suggestions,
        nowMs,
      }),
    );
  });
};
