import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { StoreUnavailable } from '../../log/ports.ts';

/** Does everything that the service needs work? */
export const healthPages: FastifyPluginAsyncTypebox<{ version: string }> = async (app, { version }) => {
  app.get('/health', async (request, reply) => {
    const view = {
      version,
      isProcessing: !app.duties.works || app.processor.isRunning,
      isWritable: await isWritable(),
      systems: app.outside.all(),
      findings: app.findings,
    };
    return reply.page(app.dashboard.healthPage(request.reader, view));
  });

  async function isWritable(): Promise<boolean> {
    try {
      await app.upkeep.heartbeat();
      return true;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      return false;
    }
  }
};
