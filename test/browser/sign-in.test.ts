import { OPERATOR_TOKEN, test } from '../harness.ts';
import { SKIP, startBrowser } from './browser.ts';

/** A browser starts and draws; slow machines need their time, in ms. */
const LIMITS = { skip: SKIP, timeout: 90_000 };

test('an operator signs in by the form, and out again', LIMITS, async (t) => {
  const { open, url, faults } = await startBrowser(t);
  const page = await open();
  await page.goto(`${url}/dashboard/students`);
  await page.getByLabel('Operator token').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('This is not the operator token').waitFor();
  t.match(faults.splice(0).join(), /401/, 'the browser notes the refusal, and nothing else');
  await page.getByLabel('Operator token').fill(OPERATOR_TOKEN);
  await page.getByLabel('Your name').fill('Sara Ali');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/dashboard/students');
  await page.getByTitle('Signed in as Sara Ali').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/dashboard/sign-in');
  await page.goto(`${url}/dashboard`);
  t.match(page.url(), /sign-in/);
  t.same(faults, []);
});

test('Arabic and back again, with the choice of a theme', LIMITS, async (t) => {
  const { signIn, faults } = await startBrowser(t);
  const page = await signIn();
  await page.locator('.account summary').click();
  await page.getByRole('button', { name: 'العربية' }).click();
  await page.getByRole('link', { name: 'الأحداث', exact: true }).waitFor();
  t.equal(await page.locator('html').getAttribute('dir'), 'rtl');
  const brand = await page.locator('.brand').boundingBox();
  t.ok(brand !== null && brand.x > 600, 'the page is mirrored');
  await page.locator('.account summary').click();
  await page.getByRole('button', { name: 'داكن' }).click();
  await page.locator('html[data-theme=dark]').waitFor();
  await page.locator('.account summary').click();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('link', { name: 'Overview' }).waitFor();
  t.equal(await page.locator('html').getAttribute('dir'), 'ltr');
  t.same(faults, []);
});

test('times are those of the browser from the first page on', LIMITS, async (t) => {
  const { signIn, send, faults } = await startBrowser(t);
  await send({});
  const page = await signIn();
  await page.locator('time', { hasText: '25 Jan 2026, 11:00' }).first().waitFor();
  await page.reload();
  t.equal(await page.locator('html').getAttribute('data-zone'), 'Europe/Paris');
  t.same(faults, []);
});
