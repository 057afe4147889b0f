import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { type WebReader, webReader } from './words.ts';

type Page = { title: string; body: string };

/** A page for people; if `make` finds nothing, the page says so. */
export function webPage(
  app: FastifyInstance,
  url: string,
  system: string,
  make: (request: FastifyRequest, reader: WebReader) => Page | null,
): void {
  app.get(url, (request, reply) => {
    const reader = webReader(request.headers['accept-language']);
    const page = make(request, reader);
    return send(reply.code(page === null ? 404 : 200), reader, system, page ?? nothing(reader));
  });
}

function nothing({ words }: WebReader): Page {
  return { title: '404', body: html`<p>${words.missing}</p>` };
}

function send(reply: FastifyReply, { language, words }: WebReader, system: string, { title, body }: Page) {
  return reply.type('text/html; charset=utf-8').send(html`<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} · ${system}</title>
  <link rel="icon" href="data:,">
  <style>!${STYLE}</style>
  <header><strong>${system}</strong> <small>${words.simulated}</small></header>
  <main><h1 dir="auto">${title}</h1>!${body}</main>
</html>`);
}

const STYLE = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { margin: 0 auto; max-width: 44rem; padding: 0 1rem 2rem; }
  header { border-bottom: 3px solid #e42527; padding: .75rem 0; }
  form { display: grid; gap: .75rem; }
  label { display: grid; gap: .25rem; font-size: .9rem; }
  input, button { font: inherit; min-height: 2.75rem; padding: .25rem .75rem; }
  button { justify-self: start; }
  blockquote { border-inline-start: 3px solid; margin: 0 0 1rem; padding-inline-start: 1rem; white-space: pre-wrap; }
  dt { font-size: .9rem; }
  dd { margin: 0 0 .5rem; }`;
