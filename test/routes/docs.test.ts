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

test('the viewer comes from the package, once it is asked for', async (t) => {
  const { app } = await testApp(t);
  for (const time of [1, 2]) {
    const answer = await app.inject('/docs/scalar.js');
    t.equal(answer.statusCode, 200, `${time}`);
    t.match(answer.headers['content-type'], 'text/javascript');
    t.ok(answer.body.includes('createApiReference'));
  }
});
