import { readFileSync } from 'node:fs';
import { OPERATOR_TOKEN, SECRET, test } from '../harness.ts';
import { recordIdOf } from '../routes/dashboard/support.ts';
import { noEmail, SKIP, startBrowser } from './browser.ts';

/** A browser starts and draws; slow machines need their time, in ms. */
const LIMITS = { skip: SKIP, timeout: 90_000 };

test('what a school does in its second week is done in the pages alone', LIMITS, async (t) => {
  const { app, open, send, url, faults } = await startBrowser(t);
  const page = await open();
  await page.goto(`${url}/dashboard/sign-in`);
  await page.getByLabel('Operator token').fill(OPERATOR_TOKEN);
  await page.getByLabel('Your name').fill('Jean Exemple');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/dashboard');

  await send(noEmail('a'));
  await page.getByRole('link', { name: 'Look at it' }).click();
  await page.getByRole('heading', { name: /Academic_Email is missing/ }).waitFor();
  await page.getByRole('link', { name: 'Sara Ali · changed in Zoho CRM' }).waitFor();
  const mended = { Name: 'Sara Ali', Academic_Email: 'sara.ali@example.edu' };
  await send({ notification_id: 'b', record_id: recordIdOf('a'), data: mended });
  await page.getByRole('link', { name: 'Mended by event 2' }).waitFor();

  const headers = { 'x-webhook-secret': SECRET, 'content-type': 'application/json' };
  const payload = '{"record_id": "1", "data": {"Name": "Sara "Ali""}}';
  await app.inject({ method: 'POST', url: '/api/v1/events/zoho/student', headers, payload });
  await page.goto(`${url}/dashboard/events/3`);
  await page.locator('.set-aside summary').click();
  await page.locator('.set-aside input[name=reason]').fill('A test of ours');
  await page.locator('.set-aside button').click();
  await page.getByText('A test of ours').first().waitFor();

  await page.goto(`${url}/dashboard/events?status=failed&span=week`);
  const started = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export as CSV' }).click();
  const file = readFileSync(await (await started).path(), 'utf8');
  t.ok(file.startsWith('\ufeff'), 'a spreadsheet reads it as UTF-8');
  t.match(file, 'Sara Ali');

  const proposal = { to: 'jean.exemple@example.test', text: 'Bonjour', message: 'Bonjour ?' };
  const reply = { eventRow: null, ticketId: '1', step: 'reply' as const, key: 'a', proposal, guard: {} };
  await app.suggestions.replaceWaiting({ ticketId: '1', waiting: [reply] });
  t.intercept(app, 'departures', { value: { wake() {}, async stop() {} } });
  await page.goto(`${url}/dashboard/suggestions`);
  await page.getByRole('button', { name: 'Send to jean.exemple@example.test' }).click();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByText('Taken back: nothing has left').waitFor();
  t.match(await app.suggestions.get(1), { status: 'waiting' });

  await page.getByRole('link', { name: 'Actions', exact: true }).click();
  for (const words of [/applied suggestion 1/, /took back suggestion 1/, /set aside event 3/])
    await page.locator('.row', { hasText: words }).filter({ hasText: 'Jean Exemple' }).waitFor();
  t.same(faults, []);
});
