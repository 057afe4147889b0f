import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { CrossSite, NotSignedIn } from '../src/errors.ts';
import { isSameOrigin } from '../src/inbound/same-origin.ts';
import { matchSecret } from '../src/inbound/signatures/shared-secret.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** True when this is the operator token; constant time. */
    isOperatorToken(token: string): boolean;
    /** For onRequest: lets only operators pass, by header or by the dashboard's cookie. */
    requireOperator(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  }
  interface FastifyRequest {
    /** True when an operator sent this. */
    isOperator: boolean;
  }
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Operator access: `Authorization: Bearer <token>`, or the cookie that signing in sets. */
export default fp<{ operatorToken: string }>(
  async (app, { operatorToken }) => {
    app.decorate('isOperatorToken', (token) => matchSecret(token, [operatorToken]) > 0);
    app.decorateRequest('isOperator', {
      getter() {
        const token = bearerToken(this);
        return token === undefined ? this.session !== null : app.isOperatorToken(token);
      },
    });
    app.decorate('requireOperator', async (request, reply) => {
      // What only operators may read is about people: neither a browser nor a proxy may keep it.
      reply.header('cache-control', 'no-store');
      if (!request.isOperator) return app.refuse(request, reply, new NotSignedIn());
      // A browser sends its cookie by itself, so a change needs proof that it came from our own page.
      const isByCookie = bearerToken(request) === undefined;
      if (isByCookie && !READING.has(request.method) && !isSameOrigin(request.headers, request.host))
        return app.refuse(request, reply, new CrossSite());
      await app.limitOperators(request, reply);
    });
  },
  { name: 'operator', dependencies: ['rate-limit', 'session'] },
);

function bearerToken(request: FastifyRequest): string | undefined {
  return /^Bearer\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '')?.[1];
}
