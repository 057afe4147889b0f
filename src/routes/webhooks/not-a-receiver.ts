import type { FastifyPluginAsync } from 'fastify';
import { NotAReceiver } from '../../errors.ts';

/** Seconds after which a sender may try again. */
const RETRY_AFTER_S = 5;

/**
 * Everything but health and metrics, on an instance that only processes events. Not 404, which would tell
 * Zoho that the event is not wanted anywhere: a load balancer passes a 503 on to the next instance.
 */
export const notAReceiver: FastifyPluginAsync = async (app) => {
  app.all('/*', async (_request, reply) => {
    reply.header('retry-after', RETRY_AFTER_S);
    throw new NotAReceiver();
  });
};
