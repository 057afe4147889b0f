import { test } from '../../harness.ts';
import { dashboard } from './support.ts';

test('the language of the browser is the first choice', async (t) => {
  const { open } = await dashboard(t);
  const page = await open('/dashboard', { 'accept-language': 'ar-MA,ar;q=0.9' });
  t.match(page.body, /<html lang="ar" dir="rtl"/);
  t.match(page.body, 'نظرة عامة');
});

test('a language that is chosen is kept, and the choice leads back to the same page', async (t) => {
  const { open, post } = await dashboard(t);
  const answer = await post('/dashboard/display', { language: 'fr', back: '/dashboard/events?q=a' });
  t.equal(answer.statusCode, 303);
  t.equal(answer.headers.location, '/dashboard/events?q=a');
  t.match(answer.cookies, [{ name: 'language', value: 'fr', path: '/dashboard', httpOnly: true }]);
  const page = await open('/dashboard/events', { cookie: 'language=fr' });
  t.match(page.body, /<html lang="fr" dir="ltr"/);
  t.match(page.body, /<button name="language" value="fr" lang="fr" aria-pressed="true">Français/);
});

test('the theme is kept too', async (t) => {
  const { open, post } = await dashboard(t);
  const answer = await post('/dashboard/display', { theme: 'dark' });
  t.equal(answer.headers.location, '/dashboard');
  t.match(answer.cookies, [{ name: 'theme', value: 'dark' }]);
  t.match((await open('/dashboard', { cookie: 'theme=dark' })).body, 'data-theme="dark"');
});

test('a choice leads to no other site, and one that does not exist is refused', async (t) => {
  const { post } = await dashboard(t);
  const away = await post('/dashboard/display', { theme: 'dark', back: 'https://evil.example.test' });
  t.equal(away.headers.location, '/dashboard');
  t.equal((await post('/dashboard/display', { theme: 'pink' })).statusCode, 400);
});
