import { test } from '../harness.ts';
import { noEmail, SKIP, startBrowser } from './browser.ts';

/** A browser starts and draws; slow machines need their time, in ms. */
const LIMITS = { skip: SKIP, timeout: 90_000 };

test('everything can be done with the keyboard alone', LIMITS, async (t) => {
  const { signIn, send, faults } = await startBrowser(t);
  await send(noEmail('a'));
  const page = await signIn();
  const focused = () => page.evaluate<string>('document.activeElement.textContent.trim()');
  const tabTo = async (text: string) => {
    for (let i = 0; i < 40 && (await focused()) !== text; i++) await page.keyboard.press('Tab');
    t.equal(await focused(), text);
    await page.keyboard.press('Enter');
  };
  await page.keyboard.press('Tab');
  t.equal(await focused(), 'Skip to the content');
  await tabTo('Look at it');
  await page.getByRole('heading', { name: /Academic_Email is missing/ }).waitFor();
  await tabTo('Try them again');
  await page.getByText('One event will be processed again.').waitFor();
  await tabTo('Replay 1 event');
  await page.getByText('1 failed again.').waitFor();
  await tabTo('English');
  await page.getByRole('button', { name: 'Dark' }).waitFor();
  await page.keyboard.press('Escape');
  t.equal(await focused(), 'English');
  t.notOk(await page.getByRole('button', { name: 'Dark' }).isVisible());
  t.same(faults, []);
});

test('a suggestion is put in other words and applied, one key each', LIMITS, async (t) => {
  const { app, signIn, url, faults } = await startBrowser(t);
  const proposal = { to: 'jean.exemple@example.test', text: 'Bonjour', message: 'Bonjour ?' };
  const waiting = [
    {
      eventRow: null,
      ticketId: '1',
      step: 'dispatch' as const,
      key: 'a',
      proposal: { department: 'DOC' },
      guard: {},
    },
    { eventRow: null, ticketId: '1', step: 'reply' as const, key: 'b', proposal, guard: {} },
  ];
  await app.suggestions.replaceWaiting({ ticketId: '1', waiting });
  t.intercept(app, 'departures', { value: { wake() {}, async stop() {} } });
  const page = await signIn();
  await page.goto(`${url}/dashboard/suggestions`);
  const answer = page.getByLabel('The answer, as it will be sent');
  await answer.waitFor();
  for (const key of ['j', 'j', 'k', 'j']) await page.keyboard.press(key);
  const onReply = () => page.evaluate<boolean>('document.activeElement.querySelector("textarea") !== null');
  if (!(await onReply())) await page.keyboard.press('k');
  await page.keyboard.press('e');
  await page.keyboard.press('End');
  await page.keyboard.type(' Jean, a+d');
  await page.keyboard.press('Escape');
  await page.keyboard.press('a');
  await page.getByText('The answer to jean.exemple@example.test leaves at').waitFor();
  const [planned] = (await app.suggestions.list({ status: 'planned' }, { limit: 1, before: null }))
    .suggestions;
  t.match(planned, { step: 'reply', words: 'Bonjour Jean, a+d' });
  // The focus went on to the other one by itself.
  await page.waitForFunction('document.activeElement.dataset.suggestion !== undefined');
  await page.keyboard.press('d');
  await page.getByText('The suggestion was dismissed.').waitFor();
  t.equal((await app.suggestions.list({ status: 'waiting' }, { limit: 1, before: null })).total, 0);
  t.same(faults, []);
});

test('a form says that it is under way once it is sent, a search never', LIMITS, async (t) => {
  const { signIn, send, url, faults } = await startBrowser(t);
  await send(noEmail('a'));
  const page = await signIn();
  const busyWhenSent = (form: string) =>
    page.evaluate(`{
      const form = document.querySelector('${form}');
      form.addEventListener('submit', (event) => event.preventDefault());
      form.requestSubmit();
      form.getAttribute('aria-busy');
    }`);
  await page.goto(`${url}/dashboard/events/1`);
  t.equal(await busyWhenSent('.title-action'), 'true');
  await page.goto(`${url}/dashboard/students`);
  t.equal(await busyWhenSent('main form.filter'), null);
  t.same(faults, []);
});

test('the keys are those of a Latin keyboard also where another one is set', LIMITS, async (t) => {
  const { app, signIn, url, faults } = await startBrowser(t);
  const note = { eventRow: null, ticketId: '1', step: 'note' as const, guard: {} };
  const proposal = { title: 'Note', content: 'Bonjour' };
  await app.suggestions.replaceWaiting({ ticketId: '1', waiting: [{ ...note, key: 'a', proposal }] });
  const page = await signIn();
  await page.goto(`${url}/dashboard/suggestions`);
  const press = (key: string, code: string) =>
    page.evaluate(`document.activeElement.dispatchEvent(
      new KeyboardEvent('keydown', { key: '${key}', code: '${code}', bubbles: true, cancelable: true }))`);
  await press('ت', 'KeyJ');
  t.equal(await page.evaluate('document.activeElement.dataset.suggestion'), '1');
  await press('D', 'KeyD');
  await page.getByText('The suggestion was dismissed.').waitFor();
  t.same(faults, []);
});

test('without scripts the pages can be read and used', LIMITS, async (t) => {
  const { signIn, send } = await startBrowser(t);
  await send(noEmail('a'));
  const page = await signIn({ javaScriptEnabled: false });
  await page.getByRole('link', { name: 'Events', exact: true }).click();
  await page.getByText('Filter', { exact: true }).click();
  await page.getByLabel('Status').selectOption('Completed');
  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByText('No event matches.').first().waitFor();
  await page.goBack();
  await page.getByRole('link', { name: 'Sara Ali · changed in Zoho CRM' }).click();
  await page.getByRole('button', { name: 'Replay' }).click();
  await page.getByText('The event waits for processing again.').waitFor();
  t.pass();
});
