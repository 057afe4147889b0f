import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { test } from '../harness.ts';
import { noEmail, SKIP, startBrowser } from './browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Half a minute of drawing and checking on a slow machine, in ms. */
const LIMITS = { skip: SKIP, timeout: 180_000 };

const PAGES = [
  '/dashboard/sign-in',
  '/dashboard',
  '/dashboard/events',
  '/dashboard/events?span=custom',
  '/dashboard/events/1',
  '/dashboard/events/2',
  '/dashboard/replay?status=failed',
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
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
}

/** One browser over every page: no serious fault, nothing wider than the screen. */
export function accessibilityTest(colorScheme: 'light' | 'dark', locale: string, width: number): void {
  test(
    `no page has a serious fault of accessibility: ${colorScheme}, ${locale}, ${width} px`,
    LIMITS,
    async (t) => {
      const { app, send, signIn, url } = await startBrowser(t);
      await send({});
      await send(noEmail('a'));
      await send({ operation: 'insert' });
      app.warnings.raise('MOODLE', 'Moodle cannot be reached.');
      app.outside.failed('Moodle', Date.now(), 'Moodle cannot be reached.');
      const proposal = { to: 'jean.exemple@example.test', text: 'Bonjour', message: 'Bonjour ?' };
      const reply = { eventRow: 1, ticketId: '1', step: 'reply' as const, key: 'b', proposal, guard: {} };
      await app.suggestions.replaceWaiting({ ticketId: '1', waiting: [reply] });
      const page = await signIn({ colorScheme, locale, viewport: { width, height: 900 } });
      for (const path of PAGES) {
        await page.goto(`${url}${path}`);
        t.same(await faultsOf(page), [], path);
        const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
        t.ok(overflow <= 0, `${path} fits the screen`);
      }
    },
  );
}
