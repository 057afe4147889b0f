import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
} from 'fastify';
import alerts from '../plugins/alerts.ts';
import condition from '../plugins/condition.ts';
import connections from '../plugins/connections.ts';
import deskSignature from '../plugins/desk-signature.ts';
import doctor from '../plugins/doctor.ts';
import duties from '../plugins/duties.ts';
import errors, { refuseConnection, refuseUrl } from '../plugins/errors.ts';
import jsonBody from '../plugins/json-body.ts';
import live from '../plugins/live.ts';
import moodle from '../plugins/moodle.ts';
import operator from '../plugins/operator.ts';
import outside from '../plugins/outside.ts';
import pages from '../plugins/pages.ts';
import processor from '../plugins/processor.ts';
import rateLimit from '../plugins/rate-limit.ts';
import rawBody from '../plugins/raw-body.ts';
import reconcile from '../plugins/reconcile.ts';
import requestLog from '../plugins/request-log.ts';
import retention from '../plugins/retention.ts';
import session from '../plugins/session.ts';
import store from '../plugins/store.ts';
import students from '../plugins/students.ts';
import tickets from '../plugins/tickets.ts';
import warnings from '../plugins/warnings.ts';
import webhooks from '../plugins/webhooks.ts';
import zoho from '../plugins/zoho.ts';
import zohoChannels from '../plugins/zoho-channels.ts';
import type { Clock } from './clock.ts';
import { compileWhenNeeded } from './routes/compilers.ts';
import { dashboardPages } from './routes/dashboard/pages.ts';
import { publicRoutes } from './routes/dashboard/public.ts';
import { docsRoutes } from './routes/docs.ts';
import { healthRoutes } from './routes/health.ts';
import { liveRoute } from './routes/live.ts';
import { metricsRoute } from './routes/metrics.ts';
import { actionsRoute } from './routes/operators/actions.ts';
import { eventRoutes } from './routes/operators/events.ts';
import { overviewRoute } from './routes/operators/overview.ts';
import { problemRoutes } from './routes/operators/problems.ts';
import { replayRoutes } from './routes/operators/replay.ts';
import { studentRoutes } from './routes/operators/students.ts';
import { suggestionRoutes } from './routes/operators/suggestions.ts';
import { ticketTestRoute } from './routes/operators/ticket-test.ts';
import { statsRoute } from './routes/stats.ts';
import { webhookStatsRoute } from './routes/webhook-stats.ts';
import { ADDRESS_CHECK, deskTicketRoute } from './routes/webhooks/desk-ticket.ts';
import { notAReceiver } from './routes/webhooks/not-a-receiver.ts';
import { zohoNotificationsRoute } from './routes/webhooks/zoho-notifications.ts';
import { zohoStudentRoute } from './routes/webhooks/zoho-student.ts';
import { openRoutes } from './service/starting/open-routes.ts';
import type { Tracing } from './service/tracing/tracing.ts';
import type { Settings } from './settings.ts';
import type { OpenStores } from './store/open.ts';

export type AppOptions = {
  settings: Settings;
  logger: FastifyBaseLogger;
  operatorToken: string;
  version: string;
  clock: Clock;
  /** A fresh, globally unique id. */
  newId: () => string;
  /** Between 0 and 1; spreads retries. */
  random: () => number;
  /** The way out; a test hands in its own. */
  fetch: typeof fetch;
  /** Opens the stores that DATABASE_URL names. */
  openStores: OpenStores;
  /** Where traces go; none unless given. */
  tracing?: Tracing | null;
  /** This process's place among those that share its port; null when it runs alone. */
  place?: number | null;
  /** Registered before the first route, for hooks that must see them all. */
  beforeRoutes?: (app: FastifyInstance) => Promise<void>;
};

/** In bytes: larger than a notification of five hundred ids, and than any request of an operator. */
const ORDER_LIMIT = 65_536;

/** The whole service, wired in reading order; it never listens. */
export async function buildApp({
  settings,
  logger,
  operatorToken,
  version,
  clock,
  newId,
  random,
  fetch: plainFetch,
  openStores,
  tracing = null,
  place = null,
  beforeRoutes = async () => {},
}: AppOptions) {
  const app = Fastify({
    loggerInstance: logger,
    // plugins/request-log.ts writes our own line; Fastify's would show the query, which may hold a secret.
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (parent) => parent,
    trustProxy: settings.TRUST_PROXY === '' ? false : settings.TRUST_PROXY,
    bodyLimit: settings.BODY_LIMIT,
    // A request that arrives over an open connection during shutdown is kept like any other; its answer ends
    // the connection.
    return503OnClosing: false,
    // A sender that dribbles must not hold a connection for ever; ms. Node uses the smaller of the two for
    // the headers, and checks only this often.
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 2_500 },
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    // Also applies to closing, in ms: handlers are awaited for as long as Fastify's own 10 s, and a close
    // that it abandons leaves the store open and exits with code 1. Longer than start.ts gives a shutdown.
    pluginTimeout: 30_000,
    frameworkErrors: refuseUrl,
    clientErrorHandler: refuseConnection,
    // An extra slash, as people type addresses into a Zoho form, must not cost an event: Zoho does not retry
    // a 404.
    routerOptions: { maxParamLength: 255, ignoreTrailingSlash: true, ignoreDuplicateSlashes: true },
  }).withTypeProvider<TypeBoxTypeProvider>();
  const open = openRoutes(settings);
  const fetch = tracing?.fetch(plainFetch) ?? plainFetch;

  compileWhenNeeded(app);
  app.decorate('config', settings);
  // Only webhooks take a body. Elsewhere it is ignored, so that a wrong address answers 404 and not "bad
  // JSON".
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => {
    payload.resume();
    done(null);
  });
  await app.register(duties);
  await app.register(connections, { clock });
  await app.register(rateLimit);
  await app.register(errors);
  await app.register(requestLog, { clock });
  if (tracing !== null) await app.register((await import('../plugins/tracing.ts')).default, { tracing });
  await app.register(warnings, { clock });
  await app.register(store, { openStores });
  await app.register(condition, { clock });
  await app.register(outside, { clock });
  await app.register(zoho, { clock, random, fetch });
  await app.register(deskSignature, { clock, fetch });
  await app.register(tickets, { clock, fetch, newId });
  await app.register(live, { clock });
  await app.register(moodle, { clock, random, fetch });
  await app.register(students, { clock });
  await app.register(retention, { clock });
  await app.register(processor, { clock, newId, random, tracing });
  await app.register(reconcile, { clock });
  await app.register(zohoChannels, { clock });
  await app.register(doctor, { clock, random, fetch });
  await app.register(alerts, { clock, fetch });

  await beforeRoutes(app);
  await app.register(healthRoutes, { version });
  if (!app.duties.receives) {
    await app.register(async (scope) => {
      await scope.register(session, { operatorToken, clock });
      await scope.register(operator, { operatorToken });
      await scope.register(metricsRoute, { clock, place });
    });
    await app.register(notAReceiver);
    return app;
  }
  await app.register(docsRoutes);
  await app.register(async (scope) => {
    await scope.register(webhooks, { clock });
    await scope.register(zohoStudentRoute, { clock, newId });
  });
  await app.register(async (scope) => {
    await scope.register(rawBody, { limit: ORDER_LIMIT });
    await scope.register(zohoNotificationsRoute, { clock });
  });
  await app.register(async (scope) => {
    await scope.register(webhooks, {
      clock,
      jwt: app.deskJwt,
      isHarmless: (request) => request.method !== 'POST',
      harmlessBody: ADDRESS_CHECK,
    });
    await scope.register(deskTicketRoute, { clock, newId });
  });
  await app.register(async (scope) => {
    await scope.register(session, { operatorToken, clock });
    await scope.register(operator, { operatorToken });
    await scope.register(statsRoute, { openRoutes: open });
    await scope.register(eventRoutes);
    await scope.register(overviewRoute);
    await scope.register(actionsRoute);
    await scope.register(webhookStatsRoute, { clock, openRoutes: open });
    await scope.register(async (tests) => {
      const isHarmless = (request: FastifyRequest) => request.isOperator;
      await tests.register(webhooks, { clock, limit: ORDER_LIMIT, isHarmless });
      await tests.register(ticketTestRoute, { clock });
    });
    await scope.register(metricsRoute, { clock, place });
    await scope.register(liveRoute);
    await scope.register(async (orders) => {
      await orders.register(jsonBody);
      await orders.register(replayRoutes);
      await orders.register(problemRoutes);
      await orders.register(suggestionRoutes);
    });
    await scope.register(studentRoutes);
    await scope.register(publicRoutes);
    await scope.register(
      async (dashboard) => {
        await dashboard.register(pages, { clock });
        await dashboard.register(dashboardPages, { openRoutes: open, version, clock });
      },
      { prefix: '/dashboard' },
    );
  });
  return app;
}
