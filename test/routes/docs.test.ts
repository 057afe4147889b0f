import { monitorEventLoopDelay } from 'node:perf_hooks';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { loadViewer } from '../../src/service/static/viewer.ts';
import { test, testApp } from '../harness.ts';

test('the document of the API is served as it is kept', async (t) => {
  const { app } = await testApp(t);
  const answer = await app.inject('/openapi.json');
  t.equal(answer.statusCode, 200);
  t.match(answer.headers['content-type'], 'application/json');
  t.match(answer.json(), { openapi: '3.1.0', info: { title: 'Zoho Event Hub' } });
});

test('the page that shows it loads nothing from elsewhere', async (t) => {
  const { app } = await testApp(t);
  const page = await app.inject('/docs');
  t.equal(page.statusCode, 200);
  t.match(
    page.headers['content-security-policy'],
    /^default-src 'none'; script-src 'self'; .*connect-src 'self'/,
  );
  // The icon too, or a browser asks for /favicon.ico, which is not there.
  t.match(page.body, '<link rel="icon"');
  for (const [, address = ''] of page.body.matchAll(/(?:src|href)="([^"]+)"/g)) {
    t.match(address, /^\//);
    t.equal((await app.inject(address)).statusCode, 200, address);
  }
  t.notMatch(page.body, /<script>|<style>|\son\w+=/, 'nor does a script or a style stand in it');
  const start = await app.inject('/docs/start.js');
  t.match(start.body, /telemetry: false/);
  t.notMatch(start.body, 'http');
});

test('the viewer comes from the package, compressed where the reader takes that', async (t) => {
  const { app } = await testApp(t);
  const bodies: Record<string, (bytes: Buffer) => Buffer> = {
    br: brotliDecompressSync,
    gzip: gunzipSync,
    identity: (bytes) => bytes,
  };
  const tags = new Set<unknown>();
  for (const [encoding, decode] of Object.entries(bodies)) {
    const headers = { 'accept-encoding': encoding };
    const answer = await app.inject({ url: '/docs/scalar.js', headers });
    t.equal(answer.statusCode, 200, encoding);
    t.match(answer.headers['content-type'], 'text/javascript');
    t.equal(answer.headers['content-encoding'], encoding === 'identity' ? undefined : encoding);
    t.equal(answer.headers.vary, 'Accept-Encoding');
    t.ok(decode(answer.rawPayload).includes('createApiReference'), encoding);
    tags.add(answer.headers.etag);
    const again = { ...headers, 'if-none-match': String(answer.headers.etag) };
    const known = await app.inject({ url: '/docs/scalar.js', headers: again });
    t.equal(known.statusCode, 304);
    t.equal(known.body, '');
    t.equal(known.headers.etag, answer.headers.etag);
    t.equal(known.headers['cache-control'], 'public, max-age=3600');
  }
  t.equal(tags.size, 3, 'each encoding has a tag of its own');
});

test('opening the viewer for the first time holds nobody else up', async (t) => {
  // A load of its own, whatever the tests before it opened.
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const { identity } = await loadViewer();
  delay.disable();
  t.ok(identity.length > 1_000_000);
  // Loading it in this thread took 400 ms and more; what is left is the noise of a busy machine.
  t.ok(delay.percentile(90) < 100e6, `${delay.percentile(90)} ns`);
});
