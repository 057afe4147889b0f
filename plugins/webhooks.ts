import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import { InvalidSignature, MissingSignature } from '../src/errors.ts';
import { splitSecrets } from '../src/signatures/shared-secret.ts';
import { verifyWebhook } from '../src/signatures/webhook.ts';
import rawBody from './raw-body.ts';

/** For the routes of one scope: verifies the bytes of the body before anything is parsed, looked up or stored. */
export default fp<{ clock: Clock }>(
  async (app, { clock }) => {
    const secrets = splitSecrets(app.config.ZOHO_WEBHOOK_SECRET);

    await app.register(rawBody);
    app.addHook('preValidation', async (request, reply) => {
      const verification = verifyWebhook(request.rawBody, credentials(request), secrets, clock.now());
      if (!verification.ok) return refuse(request, reply, verification.reason);
      request.verifiedBy = verification.verifiedBy;
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
  };
}

function header(request: FastifyRequest, name: string): string | undefined {
  return first(request.headers[name]);
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
