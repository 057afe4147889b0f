import type { FastifyError, FastifyReply } from 'fastify';
import fp from 'fastify-plugin';
import type { Clock } from '../src/clock.ts';
import type * as Dashboard from '../src/dashboard/dashboard.ts';
import type { Reader } from '../src/dashboard/reader.ts';
import { EndpointNotFound } from '../src/errors.ts';
import { endsAfterAnswer } from '../src/inbound/arriving/unread-body.ts';
import { inEnglish } from '../src/sentences/tell.ts';
import { isOurFault, toAnswer } from './errors.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** What makes the pages; there as soon as one is asked for. */
    dashboard: typeof Dashboard;
    /** For onRequest: leads whoever is not signed in to the sign-in page, and from there back. */
    requireSignIn(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
  }
  interface FastifyRequest {
    /** Language, time zone and theme of whoever asked. */
    reader: Reader;
  }
  interface FastifyReply {
    page(html: string): FastifyReply;
  }
}

/** Scripts, styles and data come from here and nowhere else, and none of them stands in a page. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
/** Larger than any form of ours, in bytes. */
const FORM_LIMIT = 65_536;

/** For the routes of one scope: answers are pages in the reader's language, bodies are forms, refusals are pages too. */
export default fp<{ clock: Clock }>(
  async (app, { clock }) => {
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: FORM_LIMIT },
      (_request, body, done) => done(null, readForm(String(body))),
    );
    app.decorate('dashboard');
    // Before whatever needs a reader. Sixty files, for pages that nobody may look at for days.
    app.addHook('onRequest', async () => {
      app.dashboard ??= await import('../src/dashboard/dashboard.ts');
    });
    app.decorateRequest('reader', {
      getter() {
        const path = this.method === 'GET' ? this.url : '/dashboard';
        const accepted = this.headers['accept-language'] ?? '';
        return app.dashboard.toReader(accepted, this.cookies, {
          path,
          name: this.session?.name ?? '',
          nowMs: clock.now(),
          mayAct: this.role === 'operator',
        });
      },
    });
    app.decorateReply('page', function (this: FastifyReply, html) {
      return this.type('text/html; charset=utf-8').send(html);
    });
    app.decorate('requireSignIn', async (request, reply) => {
      if (request.role !== null) return app.requireOperator(request, reply);
      await app.limitReads(request, reply);
      const signIn = `/dashboard/sign-in?${new URLSearchParams({ next: request.reader.path })}`;
      // A part of a page that asks for news must not get the sign-in page into it.
      if (request.headers['hx-request']) return reply.code(401).header('hx-redirect', signIn).send();
      return reply.redirect(signIn, 303);
    });
    app.addHook('onRequest', async (_request, reply) => {
      reply.headers({
        'content-security-policy': POLICY,
        'cache-control': 'no-store',
        // Not no-referrer: with that a form's Origin is null, and we could not tell our own forms.
        'referrer-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
      });
    });
    app.setErrorHandler((error: FastifyError, request, reply) => {
      const answer = toAnswer(error);
      if (endsAfterAnswer(request.raw)) reply.header('connection', 'close');
      if (isOurFault(answer, error))
        request.log.error({ err: error, method: request.method }, inEnglish(answer.saying));
      return reply
        .code(answer.statusCode)
        .page(app.dashboard.refusalPage(request.reader, answer.code, request.role !== null));
    });
    app.setNotFoundHandler((request, reply) => app.refuse(request, reply, new EndpointNotFound()));
  },
  { name: 'pages', dependencies: ['errors', 'operator'] },
);

/** The fields of a form; those that were ticked several times stand together, between commas. */
function readForm(body: string): Record<string, string> {
  const fields = new URLSearchParams(body);
  return Object.fromEntries([...new Set(fields.keys())].map((name) => [name, fields.getAll(name).join(',')]));
}
