import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import { InvalidSignature, MissingSignature } from '../src/errors.ts';
import type { DeskJwt } from '../src/inbound/signatures/desk-jwt.ts';
import { splitSecrets } from '../src/inbound/signatures/shared-secret.ts';
import { verifyWebhook } from '../src/inbound/signatures/webhook.ts';
import { UNVERIFIED } from '../src/log/event.ts';
import rawBody from './raw-body.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The token that could not be checked yet, because nobody answers for its keys; else null. */
    uncheckedJwt: string | null;
  }
}

type Options = {
  clock: Clock;
  /** Taken beside the secrets by the routes of Zoho Desk. */
  jwt?: DeskJwt | null;
  /** What needs no proof, because nothing comes of it. */
  isHarmless?: (request: FastifyRequest) => boolean;
};

/** For the routes of one scope: verifies the bytes of the body before anything is parsed, looked up or stored. */
export default fp<Options>(
  async (app, { clock, jwt = null, isHarmless = () => false }) => {
    const schemes = { secrets: splitSecrets(app.config.ZOHO_WEBHOOK_SECRET), jwt };

    await app.register(rawBody);
    app.decorateRequest('uncheckedJwt', null);
    app.addHook('preValidation', async (request, reply) => {
      if (isHarmless(request)) return;
      const verification = await verifyWebhook(request.rawBody, credentials(request), schemes, clock.now());
      if (verification.ok === false) return refuse(request, reply, verification.reason);
      if (verification.ok === 'later') request.uncheckedJwt = verification.jwt;
      request.verifiedBy = verification.ok === 'later' ? UNVERIFIED : verification.verifiedBy;
    });

    function refuse(request: FastifyRequest, reply: FastifyReply, reason: string): Promise<never> {
      app.log.warn(
        { reason },
        'a webhook was refused; run "npm run cli -- verify" to see why a signature does not match',
      );
      return app.refuse(
        request,
        reply,
        reason === 'missing' ? new MissingSignature() : new InvalidSignature(),
      );
    }
  },
  { name: 'webhooks', dependencies: ['rate-limit'] },
);

function credentials(request: FastifyRequest) {
  const query = request.query as Record<string, string | string[] | undefined>;
  return {
    signature: header(request, 'x-zoho-signature') || header(request, 'x-zoho-webhook-signature'),
    timestamp: header(request, 'x-zoho-timestamp'),
    nonce: header(request, 'x-zoho-nonce'),
    secret: header(request, 'x-webhook-secret') || header(request, 'x-zoho-secret') || first(query.secret),
    jwt: header(request, 'x-zdesk-jwt'),
  };
}

function header(request: FastifyRequest, name: string): string | undefined {
  return first(request.headers[name]);
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
