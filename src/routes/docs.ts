import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyReply } from 'fastify';
import { assets } from '../dashboard/assets.ts';

const DOCUMENT = fileURLToPath(new URL('../../docs/reference/openapi.json', import.meta.url));
/** Nothing is loaded from elsewhere. Scalar writes its styles into the page, so those alone may stand in it. */
const POLICY = `default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self' data: blob:;
  connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'`.replace(/\s+/g, ' ');
const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Zoho Event Hub: API</title>
    <link rel="icon" href="${assets['favicon.svg'].url}" type="image/svg+xml">
    <script src="/docs/scalar.js" defer></script>
    <script src="/docs/start.js" defer></script>
  </head>
  <body>
    <div id="reference"></div>
    <noscript>The same as a document: <a href="/openapi.json">openapi.json</a></noscript>
  </body>
</html>
`;
/** No fonts, no telemetry, no assistant and no proxy of theirs. */
const START = `Scalar.createApiReference('#reference', {
  url: '/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: 'never',
  persistAuth: false,
});
`;

/** The OpenAPI document, as it is kept in docs/reference, and a page to read it. */
export const docsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  let script: Promise<string> | null = null;

  app.get('/openapi.json', { onRequest: app.limitReads }, (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(createReadStream(DOCUMENT)),
  );
  app.get('/docs', { onRequest: app.limitReads }, (_request, reply) =>
    guarded(reply).type('text/html; charset=utf-8').send(PAGE),
  );
  app.get('/docs/start.js', { onRequest: app.limitReads }, (_request, reply) =>
    guarded(reply).type('text/javascript; charset=utf-8').send(START),
  );
  app.get('/docs/scalar.js', { onRequest: app.limitReads }, async (_request, reply) => {
    script ??= loadScalar();
    return guarded(reply)
      .type('text/javascript; charset=utf-8')
      .send(await script);
  });
};

function guarded(reply: FastifyReply): FastifyReply {
  return reply.headers({
    'content-security-policy': POLICY,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'max-age=3600',
  });
}

/** Four megabytes, read when the first person opens the page: the service itself has no use for them. */
async function loadScalar(): Promise<string> {
  const { default: scalar } = await import('@scalar/fastify-api-reference');
  const viewer = Fastify();
  await viewer.register(scalar, { routePrefix: '/docs', configuration: { url: '/openapi.json' } });
  const { payload } = await viewer.inject('/docs/js/scalar.js');
  await viewer.close();
  return payload;
}
