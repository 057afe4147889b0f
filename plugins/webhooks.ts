import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import { InvalidSignature, MissingSignature } from '../src/errors.ts';
import type { DeskJwt } from '../src/inbound/signatures/desk-jwt.ts';
import { splitSecrets } from '../src/inbound/signatures/shared-secret.ts';
import { judgeBody, judgeHeaders, OPEN, type Verdict } from '../src/inbound/signatures/webhook.ts';
import { UNVERIFIED } from '../src/log/event.ts';
import rawBody from './raw-body.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The token that could not be checked yet, because nobody answers for its keys; else null. */
    uncheckedJwt: string | null;
    /** What the headers said of the sender; null where nothing has to be proven. */
    verdict: Verdict | null;
  }
}

type Options = {
  clock: Clock;
  /** Taken beside the secrets by the routes of Zoho Desk. */
  jwt?: DeskJwt | null;
  /** The largest body of these routes, in bytes, where BODY_LIMIT is not smaller. */
  limit?: number;
  /** What needs no proof, because nothing comes of it. */
  isHarmless?: (request: FastifyRequest) => boolean;
  /** The same, where only the body tells; what is longer than `most` bytes is not read for it. */
  harmlessBody?: { most: number; isHarmless: (body: Buffer) => boolean } | null;
};

/**
 * For the routes of one scope. What the headers can decide is decided before the body is read; a signature is compared
 * over the bytes as they come; nothing is parsed, looked up or stored before that.
 */
export default fp<Options>(
  async (app, { clock, jwt = null, limit, isHarmless = () => false, harmlessBody = null }) => {
    const schemes = { secrets: splitSecrets(app.config.ZOHO_WEBHOOK_SECRET), jwt };

    await app.register(rawBody, { limit });
    app.decorateRequest('uncheckedJwt', null);
    app.decorateRequest('verdict', null);

    app.addHook('onRequest', (request, reply, done) => {
      if (isHarmless(request)) return done();
      const verdict = judgeHeaders(credentials(request), schemes, clock.now());
      if (!(verdict instanceof Promise)) return receive(request, reply, verdict, done);
      verdict.then((late) => receive(request, reply, late, done), done);
    });
    app.addHook('preValidation', (request, reply, done) => {
      if (request.verdict === null) return done();
      const verdict = judgeBody(request.verdict);
      if (verdict.is === 'proven') request.verifiedBy = verdict.verifiedBy;
      if (verdict.is === 'unchecked') {
        request.verifiedBy = UNVERIFIED;
        request.uncheckedJwt = verdict.jwt;
      }
      if (verdict.is !== 'refused' || harmlessBody?.isHarmless(request.rawBody)) return done();
      refuse(request, reply, verdict.reason).catch(done);
    });

    function receive(request: FastifyRequest, reply: FastifyReply, verdict: Verdict, done: Done): void {
      request.verdict = verdict;
      if (verdict.is === 'signed') request.bodyProof = verdict.proof;
      request.isProven = verdict.is === 'proven' && verdict.verifiedBy !== OPEN;
      if (verdict.is !== 'refused') done();
      else if (harmlessBody !== null && lengthOf(request) <= harmlessBody.most) {
        request.glimpse = harmlessBody.most;
        done();
      } else refuse(request, reply, verdict.reason).catch(done);
    }

    async function refuse(request: FastifyRequest, reply: FastifyReply, reason: string): Promise<void> {
      const error = reason === 'missing' ? new MissingSignature() : new InvalidSignature();
      await app.refuse(request, reply, error).catch((refusal: unknown) => {
        // Not for every one of a flood: the log would tell of nothing else.
        if (refusal === error) app.log.warn({ reason }, HINT);
        throw refusal;
      });
    }
  },
  { name: 'webhooks', dependencies: ['rate-limit'] },
);

type Done = (error?: Error) => void;
const HINT = 'a webhook was refused; run "npm run cli -- verify" to see why a signature does not match';

function credentials({ headers, query }: FastifyRequest) {
  const { secret } = query as Record<string, string | string[] | undefined>;
  return {
    signature: first(headers['x-zoho-signature']) || first(headers['x-zoho-webhook-signature']),
    timestamp: first(headers['x-zoho-timestamp']),
    nonce: first(headers['x-zoho-nonce']),
    secret: first(headers['x-webhook-secret']) || first(headers['x-zoho-secret']) || first(secret),
    jwt: first(headers['x-zdesk-jwt']),
  };
}

function lengthOf({ headers }: FastifyRequest): number {
  return Number(headers['content-length'] ?? 0);
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
