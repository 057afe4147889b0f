import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';

const SERVICE = 'zoho-event-hub';

const Health = Type.Object({
  status: Type.Literal('healthy'),
  service: Type.String(),
  version: Type.String(),
});
const Readiness = Type.Object({
  status: Type.Enum(['ready', 'not_ready']),
  reason: Type.Optional(Type.String()),
});

/** Liveness, which touches nothing, and readiness, which proves that an event could be accepted and processed now. */
export const healthRoutes: FastifyPluginAsyncTypebox<{ version: string }> = async (app, { version }) => {
  const health = async () => ({ status: 'healthy' as const, service: SERVICE, version });
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
    if (!app.processor.isRunning) return 'the processor does not run';
    try {
      await app.upkeep.heartbeat();
      return null;
    } catch (error) {
      app.log.error({ err: error }, 'the store does not take a write');
      return 'the store does not take a write';
    }
  }
};
