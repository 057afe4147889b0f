import { toReader } from '../../src/dashboard/reader.ts';
import { test } from '../harness.ts';

const ABOUT = { path: '/dashboard', name: '', nowMs: 0, mayAct: true };

for (const [header, language, tag] of [
  ['', 'en', 'en'],
  ['de-DE,de;q=0.9', 'en', 'en'],
  ['fr-FR,fr;q=0.9,en;q=0.8', 'fr', 'fr-FR'],
  ['en;q=0.5, ar-MA;q=0.9', 'ar', 'ar-MA'],
  ['AR', 'ar', 'AR'],
  ['fr-1;q=x, en-GB', 'en', 'en-GB'],
  ['fr;q=0', 'en', 'en'],
  ['fr;q=x, ar;q=0.1', 'ar', 'ar'],
  ['en;q=0.2, fr;level=1;Q=0.7', 'fr', 'fr'],
  ['ar-001', 'ar', 'ar-001'],
  ['fr-Latn-CA, en;q=0.9', 'fr', 'fr-Latn-CA'],
  ['fra, frx-FR, ar_MA, *', 'en', 'en'],
] as const) {
  test(`a browser that accepts "${header}" is answered in ${language}`, (t) => {
    const reader = toReader(header, {}, ABOUT);
    t.equal(reader.language, language);
    t.equal(reader.format.tag, tag);
    t.end();
  });
}

test('a chosen language wins over the browser, whose region still counts where it fits', (t) => {
  t.match(toReader('en-GB,ar-EG', { language: 'ar' }, ABOUT), {
    language: 'ar',
    direction: 'rtl',
    format: { tag: 'ar-EG' },
  });
  t.match(toReader('en-GB', { language: 'fr' }, ABOUT), {
    language: 'fr',
    direction: 'ltr',
    format: { tag: 'fr' },
  });
  t.end();
});

test('cookies that hold nonsense count as none', (t) => {
  const cookies = { language: 'xx', theme: 'pink', zone: '<script>' };
  t.match(toReader('', cookies, ABOUT), { language: 'en', theme: 'auto', format: { zone: 'UTC' } });
  t.end();
});

test('theme and zone come from the cookies', (t) => {
  const reader = toReader('', { theme: 'dark', zone: 'Europe/Paris' }, ABOUT);
  t.match(reader, { theme: 'dark', format: { zone: 'Europe/Paris' } });
  t.end();
});
