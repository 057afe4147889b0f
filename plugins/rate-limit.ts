import rateLimit from '@fastify/rate-limit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { TooManyRequests } from '../src/errors.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Throws `error`, or 429 once this address has been refused too often in the last minute. */
    refuse(request: FastifyRequest, reply: FastifyReply, error: Error): Promise<never>;
    /** Throws 429 when strangers at this address read too often. */
    limitReads(request: FastifyRequest, reply: FastifyReply): Promise<void>;
    /** The same for operators, apart: behind a tunnel strangers have their address. */
    limitOperators(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  }
}

/**
 * Limits by address. Only refusals and reading count: a webhook that passes verification is never turned away for
 * its rate, because for Zoho a 429 may be a lost event.
 */
export default fp(
  async (app) => {
    await app.register(rateLimit, { global: false });
    const failures = app.createRateLimit({ max: app.config.RATE_LIMIT_FAILURES, timeWindow: '1 minute' });
    const reads = app.createRateLimit({ max: app.config.RATE_LIMIT_READS, timeWindow: '1 minute' });

    const operators = app.createRateLimit({ max: app.config.RATE_LIMIT_READS, timeWindow: '1 minute' });

    app.decorate('refuse', async (request, reply, error) => {
      await enforce(failures, request, reply);
      throw error;
    });
    app.decorate('limitReads', (request, reply) => enforce(reads, request, reply));
    app.decorate('limitOperators', (request, reply) => enforce(operators, request, reply));
  },
  { name: 'rate-limit' },
);

type Limiter = ReturnType<import('fastify').FastifyInstance['createRateLimit']>;

async function enforce(limiter: Limiter, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const use = await limiter(request);
  if (use.isAllowed || !use.isExceeded) return;
  reply.header('retry-after', use.ttlInSeconds);
  throw new TooManyRequests(use.ttlInSeconds);
}
