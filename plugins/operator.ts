import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { Role } from '../src/dashboard/session.ts';
import { CrossSite, NotSignedIn, ReadOnly } from '../src/errors.ts';
import { isSameOrigin } from '../src/inbound/same-origin.ts';
import { matchSecret } from '../src/inbound/signatures/shared-secret.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Whom a token lets in; null for one that nobody knows. Constant time. */
    roleOfToken(token: string): Role | null;
    /**
     * For onRequest: lets only operators pass, by header or by the dashboard's cookie; and who may only read, where nothing
     * is changed.
     */
    requireOperator(request: FastifyRequest, reply: FastifyReply): Promise<void>;
    /** The same for whoever signed in, whatever they may do. */
    requireSignedIn(request: FastifyRequest, reply: FastifyReply): Promise<void>;
    /** For the numbers of a monitoring system, which has a token of its own. */
    requireMonitor(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  }
  interface FastifyRequest {
    /** Who sent this; null for strangers. */
    role: Role | null;
    /** True when an operator sent this. */
    isOperator: boolean;
  }
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Operator access: `Authorization: Bearer <token>`, or the cookie that signing in sets. */
export default fp<{ operatorToken: string }>(
  async (app, { operatorToken }) => {
    const { READ_TOKEN, METRICS_TOKEN } = app.config;
    app.decorate('roleOfToken', (token) => {
      if (matchSecret(token, [operatorToken]) > 0) return 'operator';
      return READ_TOKEN !== '' && matchSecret(token, [READ_TOKEN]) > 0 ? 'reader' : null;
    });
    app.decorateRequest('role', {
      getter() {
        const token = bearerToken(this);
        return token === undefined ? (this.session?.role ?? null) : app.roleOfToken(token);
      },
    });
    app.decorateRequest('isOperator', {
      getter() {
        return this.role === 'operator';
      },
    });
    app.decorate('requireSignedIn', async (request, reply) => {
      // What only operators may read is about people: neither a browser nor a proxy may keep it.
      reply.header('cache-control', 'no-store');
      if (request.role === null) return app.refuse(request, reply, new NotSignedIn());
      // A browser sends its cookie by itself, so a change needs proof that it came from our own page.
      const isByCookie = bearerToken(request) === undefined;
      if (isByCookie && !READING.has(request.method) && !isSameOrigin(request.headers, request.host))
        return app.refuse(request, reply, new CrossSite());
      await app.limitOperators(request, reply);
    });
    app.decorate('requireOperator', async (request, reply) => {
      await app.requireSignedIn(request, reply);
      if (request.role === 'reader' && !READING.has(request.method))
        return app.refuse(request, reply, new ReadOnly());
    });
    app.decorate('requireMonitor', async (request, reply) => {
      const token = bearerToken(request) ?? '';
      if (METRICS_TOKEN !== '' && matchSecret(token, [METRICS_TOKEN]) > 0)
        return app.limitReads(request, reply);
      await app.requireSignedIn(request, reply);
    });
  },
  { name: 'operator', dependencies: ['rate-limit', 'session'] },
);

function bearerToken(request: FastifyRequest): string | undefined {
  return /^Bearer\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '')?.[1];
}
