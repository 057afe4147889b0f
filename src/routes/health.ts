import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { StoreUnavailable } from '../log/ports.ts';
import { Type } from '../schema.ts';

const NOT_WRITABLE = 'the store does not take a write';
const SERVICE = 'zoho-event-hub';
/** The earlier service's tests read this key, and both names in it. */
const ENDPOINTS = {
  zoho: ['/events/zoho/student', '/events/zoho/notifications'],
  zoho_desk: ['/events/desk/ticket'],
  moodle: [],
};

const Health = Type.Object({
  status: Type.Literal('healthy'),
  service: Type.String(),
  version: Type.String(),
  endpoints: Type.Record(Type.String(), Type.Array(Type.String()), {
    description: 'where each system posts its events, without `/api/v1`, as the earlier service listed them',
  }),
});
const Readiness = Type.Object({
  status: Type.Enum(['ready', 'not_ready']),
  reason: Type.Optional(Type.String()),
});

/** Liveness, which touches nothing, and readiness, which proves that an event could be accepted and processed now. */
export const healthRoutes: FastifyPluginAsyncTypebox<{ version: string }> = async (app, { version }) => {
  const health = async () => ({
    status: 'healthy' as const,
    service: SERVICE,
    version,
    endpoints: ENDPOINTS,
  });
  const schema = { summary: 'Is the process alive?', response: { 200: Health } };
  app.get('/health', { schema }, health);
  app.get('/api/v1/events/health', { schema }, health);

  app.get(
    '/ready',
    {
      schema: {
        summary: 'Can events be accepted and processed?',
        response: { 200: Readiness, 503: Readiness },
      },
      onRequest: app.limitReads,
    },
    async (_request, reply) => {
      const reason = await notReadyReason();
      if (reason === null) return { status: 'ready' as const };
      return reply.code(503).header('retry-after', 5).send({ status: 'not_ready', reason });
    },
  );

  async function notReadyReason(): Promise<string | null> {
    try {
      await app.upkeep.heartbeat();
    } catch (error) {
      app.log.error({ err: error }, NOT_WRITABLE);
      return error instanceof StoreUnavailable ? `${NOT_WRITABLE}: ${error.message}` : NOT_WRITABLE;
    }
    if (!app.duties.works) return null;
    // Checked second: without its store the processor does not run either, and then the store needs fixing.
    return app.processor.isRunning ? null : 'the processor does not run';
  }
};
