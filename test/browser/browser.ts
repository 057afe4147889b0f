import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import tap from 'tap';
import { OPERATOR_TOKEN, SECRET, studentBody, type Test, testApp } from '../harness.ts';
import { recordIdOf } from '../routes/dashboard/support.ts';

/** Debian's Chromium; another place by CHROMIUM. */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Why the browser tests cannot run here, or false. In CI they are never skipped: they fail. */
export const SKIP =
  existsSync(CHROMIUM) || process.env.CI !== undefined
    ? false
    : `no Chromium at ${CHROMIUM}: install it (Debian: apt-get install chromium), or set CHROMIUM`;

let browser: Promise<Browser> | null = null;

/** One browser for all tests of a file: starting one takes longer than most tests. */
function sharedBrowser(): Promise<Browser> {
  if (browser === null) {
    browser = chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    tap.teardown(async () => (await browser)?.close());
  }
  return browser;
}

/** A page that may ask these addresses only; whatever it must never do is added to `faults`. */
export async function openPage(
  t: Test,
  urls: readonly string[],
  faults: string[],
  options: BrowserContextOptions = {},
): Promise<Page> {
  const browser = await sharedBrowser();
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Paris', ...options });
  t.teardown(() => context.close());
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  context.on('weberror', (error) => faults.push(error.error().message));
  context.on('request', (request) => {
    if (!urls.some((url) => request.url().startsWith(url))) faults.push(`asked ${request.url()}`);
  });
  return context.newPage();
}

/**
 * The service on a free port, with its clock moved on in real time, and a browser. What a page must never do is
 * collected in `faults`: an error in the console, a request to another origin.
 */
export async function startBrowser(t: Test) {
  const { app, clock } = await testApp(t, { ZOHO_WEBHOOK_SECRET: SECRET });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const ticking = setInterval(() => clock.advance(50), 50);
  t.teardown(() => clearInterval(ticking));
  const faults: string[] = [];
  const open = (options: BrowserContextOptions = {}) => openPage(t, [url], faults, options);

  return {
    app,
    url,
    faults,
    open,
    /** A page whose browser is signed in by the link. */
    async signIn(options: BrowserContextOptions = {}): Promise<Page> {
      const page = await open(options);
      await page.goto(`${url}/dashboard/sign-in?token=${OPERATOR_TOKEN}`);
      await page.waitForURL('**/dashboard');
      return page;
    },
    /** A webhook from Zoho, settled when this returns. */
    async send(changes: Record<string, unknown>): Promise<void> {
      const headers = { 'x-webhook-secret': SECRET, prefer: 'wait=5' };
      const payload = studentBody(changes);
      await app.inject({ method: 'POST', url: '/api/v1/events/zoho/student', headers, payload });
    },
  };
}

export const noEmail = (id: string) => ({
  notification_id: id,
  record_id: recordIdOf(id),
  data: { Name: 'Sara Ali' },
});
