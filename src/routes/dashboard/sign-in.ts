import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotSignedIn } from '../../errors.ts';
import { Type } from '../../schema.ts';

const text = (maxLength: number) => Type.String({ default: '', maxLength });
const LinkQuery = Type.Object({ token: text(1000), next: text(2000) });
const SignInForm = Type.Object({ token: text(1000), name: text(60), next: text(2000) });

/** Signing in by the link that the service prints or by a form, and signing out. */
export const signInRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/sign-in', { schema: { querystring: LinkQuery } }, async (request, reply) => {
    const { token, next } = request.query;
    // The address contains the token, which must not be passed on to another address.
    const reader = { ...request.reader, path: '/dashboard/sign-in' };
    if (token === '') return reply.page(app.dashboard.signInPage(reader, next, null));
    const role = app.roleOfToken(token);
    if (role === null) return refuse(request, reply, next);
    app.openSession(reply, { name: '', role });
    // A page instead of a redirect status: after a redirect from another site, a Strict cookie would not be
    // sent.
    return reply
      .headers({ refresh: '0; url=/dashboard', 'referrer-policy': 'no-referrer' })
      .page(app.dashboard.signedInPage({ ...reader, path: '/dashboard' }));
  });

  app.post('/sign-in', { schema: { body: SignInForm } }, async (request, reply) => {
    const { token, name, next } = request.body;
    const role = app.roleOfToken(token.trim());
    if (role === null) return refuse(request, reply, next);
    app.openSession(reply, { name: name.trim(), role });
    return reply.redirect(ownPath(next), 303);
  });

  app.post('/sign-out', { onRequest: app.requireSignedIn }, async (_request, reply) => {
    app.closeSession(reply);
    return reply.redirect('/dashboard/sign-in', 303);
  });

  /** The form again, with the reason; every attempt counts against the address. */
  async function refuse(request: FastifyRequest, reply: FastifyReply, next: string) {
    const error = await app.refuse(request, reply, new NotSignedIn()).catch((refusal: unknown) => refusal);
    const isWrong = error instanceof NotSignedIn;
    const reader = { ...request.reader, path: '/dashboard/sign-in' };
    return reply
      .code(isWrong ? 401 : 429)
      .page(app.dashboard.signInPage(reader, next, isWrong ? 'wrong' : 'tooMany'));
  }
};

/**
 * Only to our own pages: a link must not lead through the sign-in to somebody else's. What a header cannot
 * carry (a line end, a letter beyond Latin-1) comes out encoded, as a browser would send it.
 */
export function ownPath(path: string): string {
  const url = URL.parse(path, OWN);
  if (url?.origin !== OWN || !/^\/dashboard(\/|$)/.test(url.pathname)) return '/dashboard';
  return `${url.pathname}${url.search}`;
}

/** Stands for our own address; it only has to differ from every other. */
const OWN = 'http://own.invalid';
