import { newEvent, test } from '../harness.ts';
import { noEmail, SKIP, startBrowser } from './browser.ts';

/** A browser starts and draws; slow machines need their time, in ms. */
const LIMITS = { skip: SKIP, timeout: 90_000 };

test(
  'an event is seen as it arrives, without reloading, on the overview and in the list',
  LIMITS,
  async (t) => {
    const { signIn, send, faults } = await startBrowser(t);
    const page = await signIn();
    await page.getByRole('heading', { name: 'No event has arrived yet.' }).waitFor();
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    await page.getByText('Show as a table').click();
    await send({});
    await page
      .getByRole('heading', {
        name: 'All is well: 1 event arrived in the last 24 hours, and nothing needs you.',
      })
      .waitFor();
    t.equal(await page.evaluate(() => 'isSamePage' in globalThis), true);
    t.ok(await page.getByRole('cell').first().isVisible(), 'what was unfolded stays so');
    await page.getByRole('link', { name: 'Events', exact: true }).click();
    await page.getByText('1 event', { exact: true }).first().waitFor();
    await send({ notification_id: 'second' });
    await page.getByText('2 events', { exact: true }).first().waitFor();
    t.same(faults, []);
  },
);

test('the page of an event follows it to its end', LIMITS, async (t) => {
  const { app, signIn, url, faults } = await startBrowser(t);
  const page = await signIn({ permissions: ['clipboard-read', 'clipboard-write'] });
  await app.processor.stop();
  await app.intake.append([newEvent({ payload: JSON.stringify(noEmail('a')) })]);
  await page.goto(`${url}/dashboard/events/1`);
  await page.getByText('The event waits for its turn.').waitFor();
  await page.getByText('Content as received').click();
  await app.processor.start();
  await page.getByText('Academic_Email is missing').first().waitFor();
  await page.getByRole('button', { name: 'Replay' }).waitFor();
  // What was unfolded stays so, and its button works in what came anew.
  await page.getByRole('button', { name: 'Copy' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  t.same(faults, []);
});

test('the chart is drawn', LIMITS, async (t) => {
  const { signIn, faults } = await startBrowser(t);
  const page = await signIn();
  await page.locator('.plot .u-over').hover();
  await page.getByText(/Accepted 0 · Processed 0/).waitFor();
  t.same(faults, []);
});

test('the list follows the filter while one types', LIMITS, async (t) => {
  const { signIn, send, url, faults } = await startBrowser(t);
  await send({});
  await send(noEmail('4554000000000000777'));
  const page = await signIn();
  await page.goto(`${url}/dashboard/events`);
  await page.getByText('2 events', { exact: true }).first().waitFor();
  await page.getByLabel('Search').pressSequentially('0777');
  await page.getByText('1 event matches.').waitFor();
  t.match(page.url(), /q=0777/, 'and the address can be sent to a colleague');
  await page.getByText('Filter', { exact: true }).click();
  await page.getByLabel('Status').selectOption('Completed');
  await page.getByText('No event matches.').first().waitFor();
  await page.getByRole('link', { name: 'Clear the filter' }).click();
  await page.getByText('2 events', { exact: true }).first().waitFor();
  t.same(faults, []);
});

test('a group of failures is replayed after a look at what it is', LIMITS, async (t) => {
  const { app, signIn, send, faults } = await startBrowser(t);
  await send(noEmail('a'));
  await send(noEmail('b'));
  const page = await signIn();
  await page.getByRole('link', { name: 'Look at it' }).click();
  await page.getByRole('link', { name: 'Try them again' }).click();
  await page.getByText('2 events will be processed again.').waitFor();
  await page.getByRole('button', { name: 'Replay 2 events' }).click();
  await page.getByText('2 failed again.').waitFor();
  t.equal((await app.reading.get(1))?.attempts_made.length, 2);
  t.same(faults, []);
});
