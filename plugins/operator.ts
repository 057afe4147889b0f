import cookie from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { NotSignedIn } from '../src/errors.ts';
import { OPERATOR_COOKIE } from '../src/operator-token.ts';
import { matchSecret } from '../src/signatures/shared-secret.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** True when this is the operator token; constant time. */
    isOperatorToken(token: string): boolean;
    /** For onRequest: lets only operators pass, by header or by the dashboard's cookie. */
    requireOperator(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  }
}

/** Operator access: `Authorization: Bearer <token>`, or the cookie that the sign-in link sets. */
export default fp<{ operatorToken: string }>(
  async (app, { operatorToken }) => {
    await app.register(cookie);
    app.decorate('isOperatorToken', (token) => matchSecret(token, [operatorToken]) > 0);
    app.decorate('requireOperator', async (request, reply) => {
      const token = bearerToken(request) ?? request.cookies[OPERATOR_COOKIE];
      if (token === undefined || !app.isOperatorToken(token))
        return app.refuse(request, reply, new NotSignedIn());
      await app.limitOperators(request, reply);
    });
  },
  { name: 'operator', dependencies: ['rate-limit'] },
);

function bearerToken(request: FastifyRequest): string | undefined {
  return /^Bearer\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '')?.[1];
}
