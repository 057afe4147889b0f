import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { overviewPage } from '../dashboard/overview.ts';
import { NotSignedIn } from '../errors.ts';
import { OPERATOR_COOKIE } from '../operator-token.ts';

/** A working day, in seconds. */
const COOKIE_AGE_S = 8 * 3600;
/** Nothing is loaded from elsewhere and no script runs. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** The operator's page and the link that opens it. */
export const dashboardRoutes: FastifyPluginAsyncTypebox<{ openRoutes: readonly string[] }> = async (
  app,
  { openRoutes },
) => {
  app.get('/', async (_request, reply) => reply.redirect('/dashboard'));

  const schema = { querystring: Type.Object({ token: Type.String({ default: '' }) }) };
  app.get('/dashboard/sign-in', { schema }, async (request, reply) => {
    if (!app.isOperatorToken(request.query.token)) return app.refuse(request, reply, new NotSignedIn());
    reply.setCookie(OPERATOR_COOKIE, request.query.token, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: request.protocol === 'https',
      maxAge: COOKIE_AGE_S,
    });
    // A page and not a redirect status: after a redirect from another site a Strict cookie would not be sent.
    return reply
      .header('refresh', '0; url=/dashboard')
      .type('text/html')
      .send('<a href="/dashboard">Dashboard</a>');
  });

  app.get('/dashboard', { onRequest: app.requireOperator }, async (_request, reply) => {
    const stats = await app.store.stats({});
    return reply
      .header('content-security-policy', POLICY)
      .header('referrer-policy', 'no-referrer')
      .type('text/html; charset=utf-8')
      .send(overviewPage(stats, openRoutes));
  });
};
