import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { assets } from '../dashboard/assets.ts';
import { compressed, StaticFile } from '../service/static/static-file.ts';
import { loadViewer } from '../service/static/viewer.ts';
import { sendStatic } from './static-answer.ts';

const DOCUMENT = fileURLToPath(new URL('../../docs/reference/openapi.json', import.meta.url));
/** Nothing is loaded from elsewhere. Scalar writes its styles into the page, so only those may be inline. */
const POLICY = `default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self' data: blob:;
  connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'`.replace(/\s+/g, ' ');
const HEADERS = {
  'content-security-policy': POLICY,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'public, max-age=3600',
};
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
/** No fonts, no telemetry, no assistant and none of their proxies. */
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

const HTML = 'text/html; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';
const FILES: readonly [path: string, file: StaticFile][] = [
  [
    '/openapi.json',
    new StaticFile('application/json; charset=utf-8', async () => compressed(await readFile(DOCUMENT))),
  ],
  ['/docs', new StaticFile(HTML, () => compressed(Buffer.from(PAGE)))],
  ['/docs/start.js', new StaticFile(SCRIPT, () => compressed(Buffer.from(START)))],
  ['/docs/scalar.js', new StaticFile(SCRIPT, loadViewer)],
];

/** The OpenAPI document from docs/reference, and a page to read it. */
export const docsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  for (const [path, file] of FILES)
    app.get(path, { onRequest: app.limitReads }, (request, reply) =>
      sendStatic(request, reply.headers(HEADERS), file),
    );
};
