import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { test } from '../harness.ts';
import { noEmail, SKIP, startBrowser } from './browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Half a minute of drawing and checking on a slow machine, in ms. */
const LIMITS = { skip: SKIP, timeout: 600_000 };

const PAGES = [
  '/dashboard/sign-in',
  '/dashboard',
  '/dashboard/events',
  '/dashboard/events?span=custom',
  '/dashboard/events/1',
  '/dashboard/events/2',
  '/dashboard/replay?status=failed',
  '/dashboard/events?status=bogus',
  '/dashboard/problems',
  '/dashboard/problems?state=mended',
  '/dashboard/problems/1',
  '/dashboard/tickets/1',
  '/dashboard/actions',
  '/dashboard/work/1',
  '/dashboard/suggestions',
  '/dashboard/students',
  '/dashboard/students/4554000000012345678',
  '/dashboard/health',
  '/dashboard/nowhere',
];

/** The rules that the page breaks badly, with the first place of each. */
async function faultsOf(page: Page): Promise<string[]> {
  // By the protocol and not as a script of the page, which the policy would refuse.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>('axe.run({ resultTypes: ["violations"] })');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
}

/** An id that stands twice makes a label point at the wrong place: a section once was named by the whole page. */
const REPEATED_IDS = `[...document.querySelectorAll('[id]')].map(({ id }) => id)
  .filter((id, at, ids) => ids.indexOf(id) !== at)`;

/** A sentence in a column of a few letters, and words that run out of what holds them, as a long address did of its button. */
const SQUEEZED = `[...document.querySelectorAll('main *')].filter((element) => {
  const { innerText, clientWidth, scrollWidth } = element;
  if (element.childElementCount > 0 || clientWidth === 0 || !innerText?.trim()) return false;
  const isSentence = innerText.trim().length > 40 && innerText.includes(' ');
  return (isSentence && clientWidth < 96) || scrollWidth > clientWidth + 2;
}).map(({ outerHTML }) => outerHTML)`;

/** Links in a sentence are as high as its line; all else is to be hit with a finger, in px (WCAG 2.5.8). */
const TOO_SMALL = `[...document.querySelectorAll('button, input, select, textarea, summary, a.button, nav a')].filter((element) => {
  const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
  return width > 0 && element.type !== 'hidden' && (width < 24 || height < 24);
}).map(({ outerHTML }) => outerHTML)`;

const READERS = [
  { colorScheme: 'light', locale: 'en-GB', width: 1440 },
  { colorScheme: 'dark', locale: 'ar', width: 390 },
  { colorScheme: 'light', locale: 'fr-FR', width: 320 },
] as const;

test('no page has a serious fault of accessibility, and each fits the screen', LIMITS, async (t) => {
  const { app, send, signIn, url, faults } = await startBrowser(t);
  const word = 'long'.repeat(20);
  await send({ data: { Academic_Email: `${word}@example.edu`, Name: word, Student_ID_Number: word } });
  await send(noEmail('a'));
  await send({ operation: 'insert' });
  app.warnings.raise('MOODLE', 'Moodle cannot be reached.');
  app.outside.failed('Moodle', Date.now(), 'Moodle cannot be reached.');
  const text = `Bonjour https://crm.example.test/${word}${word}`;
  const proposal = { to: 'jean.exemple@example.test', text, message: 'Bonjour ?' };
  const reply = { eventRow: 1, ticketId: '1', step: 'reply' as const, key: 'b', proposal, guard: {} };
  const note = { ...reply, step: 'note' as const, key: 'c', proposal: { title: 'Note', content: text } };
  const said = { by: 'customer' as const, at: '2026-01-25T09:00:00.000Z', isPrivate: false, text };
  const us = { ...said, by: 'us' as const, text: 'Bonjour' };
  const card = { ticketId: '1', number: '101', subject: word, customer: 'jean.exemple@example.test' };
  const seen = { ...card, webUrl: 'https://desk.zoho.com/1', conversation: [us, said] };
  const link = { ...reply, step: 'link' as const, key: 'd', proposal: { deal_name: 'BFS' } };
  await app.suggestions.replaceWaiting({ ticketId: '1', waiting: [reply, note, link], card: seen });
  const by = { operator: 'Sara Ali', action: 'apply suggestion', target: 'suggestion 3', detail: {} };
  await app.suggestions.plan(3, by, { applyAt: '2026-01-25T11:00:00.000Z', words: null });
  t.intercept(app, 'departures', { value: { wake() {}, async stop() {} } });
  const readers = READERS.map(async ({ width, ...reader }) => {
    const page = await signIn({ ...reader, viewport: { width, height: 900 } });
    for (const path of PAGES) {
      const where = `${path} for ${reader.locale} at ${width} px`;
      await page.goto(`${url}${path}`);
      t.same(await faultsOf(page), [], where);
      t.same(await page.evaluate(REPEATED_IDS), [], `${where} gives each id once`);
      const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      t.ok(overflow <= 0, `${where} fits the screen`);
      t.same(await page.evaluate(SQUEEZED), [], `${where} has room for its words`);
      t.same(await page.evaluate(TOO_SMALL), [], `${where} can be used with a finger`);
    }
  });
  await Promise.all(readers);
  t.match(
    faults,
    READERS.map(() => /404/),
    'the browser notes the page that is not there, and nothing else',
  );
});
