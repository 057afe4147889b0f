import { test } from '../harness.ts';
import { SKIP, startBrowser } from './browser.ts';

/** A browser starts and draws; slow machines need their time, in ms. */
const LIMITS = { skip: SKIP, timeout: 90_000 };

test('in Arabic a hint begins on the right, and the fields of a row are of one height', LIMITS, async (t) => {
  const { signIn, url, faults } = await startBrowser(t);
  const page = await signIn({ locale: 'ar', viewport: { width: 1440, height: 900 } });
  await page.goto(`${url}/dashboard/events`);
  await page.locator('.filter-more summary').click();
  const direction = (selector: string) =>
    page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).direction`);
  t.equal(await direction('[name="q"]'), 'rtl');
  t.equal(await direction('[name="module"]'), 'ltr', 'what Zoho calls a module is Latin');
  const heights = ['status', 'source', 'module', 'event_type', 'span'].map(async (name) =>
    Math.round((await page.locator(`[name="${name}"]`).boundingBox())?.height ?? 0),
  );
  t.equal(new Set(await Promise.all(heights)).size, 1);
  await page.locator('[name="q"]').fill('Sara');
  t.equal(await direction('[name="q"]'), 'ltr', 'what is typed has its own direction');
  t.same(faults, []);
});
