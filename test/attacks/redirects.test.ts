import { OPERATOR_TOKEN, test } from '../harness.ts';
import { dashboard } from '../routes/dashboard/support.ts';

/** Where a form asks to be led, and where it is led. */
const PLACES: readonly [asked: string, led: string][] = [
  ['/dashboard/events?status=failed', '/dashboard/events?status=failed'],
  ['/dashboard/\n', '/dashboard/'],
  ['/dashboard/\r\nSet-Cookie: operator=1', '/dashboard/Set-Cookie:%20operator=1'],
  ['/dashboard/%0a', '/dashboard/%0a'],
  ['/dashboard/é', '/dashboard/%C3%A9'],
  ['/dashboard/سارة?q=سارة', '/dashboard/%D8%B3%D8%A7%D8%B1%D8%A9?q=%D8%B3%D8%A7%D8%B1%D8%A9'],
  ['/dashboard?q=\u{1f600}', '/dashboard?q=%F0%9F%98%80'],
  ['/dashboard/\0x', '/dashboard/%00x'],
  ['https://evil.example.test/dashboard', '/dashboard'],
  ['//evil.example.test/dashboard', '/dashboard'],
  ['/\\evil.example.test/dashboard', '/dashboard'],
  ['\t//evil.example.test/dashboard', '/dashboard'],
  ['/dashboard/..//evil.example.test', '/dashboard'],
  ['/dashboard/%2e%2e//evil.example.test', '/dashboard'],
  ['/dashboard/../api/v1/events', '/dashboard'],
  ['/dashboardx', '/dashboard'],
  ['javascript:alert(1)', '/dashboard'],
  ['http://[', '/dashboard'],
  ['', '/dashboard'],
];

test('a form leads only to our own pages, whatever letters it asks for', async (t) => {
  const { post, lines } = await dashboard(t);
  for (const [asked, led] of PLACES) {
    const display = await post('/dashboard/display', { theme: 'dark', back: asked });
    t.equal(display.statusCode, 303, asked);
    t.equal(display.headers.location, led, asked);
    const signIn = await post('/dashboard/sign-in', { token: OPERATOR_TOKEN, next: asked });
    t.equal(signIn.statusCode, 303, asked);
    t.equal(signIn.headers.location, led, asked);
  }
  t.notMatch(lines.join(''), '"level":50');
});

test('the sign-in form keeps odd letters of the page that was asked for', async (t) => {
  const { app } = await dashboard(t);
  for (const next of ['/dashboard/%0a', '/dashboard/%C3%A9', '%00', '%FF'])
    t.equal((await app.inject(`/dashboard/sign-in?next=${next}`)).statusCode, 200, next);
});
