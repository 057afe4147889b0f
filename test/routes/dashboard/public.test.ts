import { assets } from '../../../src/dashboard/assets.ts';
import { test } from '../../harness.ts';
import { dashboard } from './support.ts';

test('the root leads to the dashboard', async (t) => {
  const { app } = await dashboard(t);
  const answer = await app.inject('/');
  t.equal(answer.statusCode, 302);
  t.equal(answer.headers.location, '/dashboard');
});

test('scripts and styles are kept by the browser for ever, and served to everyone', async (t) => {
  const { app } = await dashboard(t);
  const answer = await app.inject(assets['style.css'].url);
  t.equal(answer.statusCode, 200);
  t.equal(answer.headers['cache-control'], 'public, max-age=31536000, immutable');
  t.equal(answer.headers['content-type'], 'text/css; charset=utf-8');
  t.same(answer.rawPayload, assets['style.css'].content);
  const { etag } = answer.headers;
  t.match(etag, /^"[\w-]{16}-identity"$/);
  for (const tag of [`${etag}`, `W/${etag}`, `"other", ${etag}`, '*']) {
    const known = await app.inject({ url: assets['style.css'].url, headers: { 'if-none-match': tag } });
    t.equal(known.statusCode, 304, tag);
  }
  const other = await app.inject({ url: assets['style.css'].url, headers: { 'if-none-match': '"other"' } });
  t.equal(other.statusCode, 200);
});

test('nothing else is served from the folder', async (t) => {
  const { app } = await dashboard(t);
  for (const path of ['style.css', '../layout.ts', '..%2flayout.ts', 'style.000000000000.css'])
    t.equal((await app.inject(`/dashboard/assets/${path}`)).statusCode, 404, path);
});
