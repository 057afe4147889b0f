import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { type Browser, chromium } from 'playwright-core';
import { readSettings } from '../plugins/config.ts';
import { buildApp } from '../src/app.ts';
import { openStoresHere } from '../src/store/open.ts';
import { DemoClock, playDemoDay } from './demo-day.ts';
import { SimulatedWorld } from './world.ts';

/**
 * Takes the pictures of the guides from a day of invented events, so that they stay true: `npm run
 * screenshots`.
 */
const FOLDER = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
const TOKEN = 'screenshots';
const SECRET = 'a-secret-for-the-screenshots';

type Picture = { name: string; path: string; locale: string; theme: 'light' | 'dark'; width: number };
const PICTURES: readonly Picture[] = [
  { name: 'overview', path: '/dashboard', locale: 'en-GB', theme: 'light', width: 1200 },
  { name: 'events', path: '/dashboard/events?status=failed', locale: 'fr-FR', theme: 'light', width: 1200 },
  { name: 'suggestions', path: '/dashboard/suggestions', locale: 'en-GB', theme: 'light', width: 1200 },
  { name: 'event-dark', path: '/dashboard/events/failed', locale: 'en-GB', theme: 'dark', width: 1200 },
  { name: 'overview-arabic-phone', path: '/dashboard', locale: 'ar', theme: 'dark', width: 390 },
];

// The service checks Zoho by itself after the start: here a healthy simulated one, never the real one.
const world = await SimulatedWorld.start();
const clock = new DemoClock();
const app = await buildApp({
  settings: await readSettings(
    {
      DATABASE_URL: 'file::memory:',
      LOG_FILE: '',
      ZOHO_WEBHOOK_SECRET: SECRET,
      WEBHOOK_AUTO_LINK: 'true',
      ...world.settings,
      // The students of the demo day are in no Moodle.
      MOODLE_BASE_URL: '',
      MOODLE_TOKEN: '',
      RECONCILE_MINUTES: '0',
    },
    '/nonexistent/.env',
  ),
  logger: pino({ level: 'warn' }),
  operatorToken: TOKEN,
  version: 'demo',
  clock,
  newId: randomUUID,
  random: Math.random,
  fetch,
  openStores: (url, how) => openStoresHere(url, clock, how),
});
const url = await app.listen({ host: '127.0.0.1', port: 0 });
await playDemoDay(app, clock, SECRET);
const card = demoTicket();
await app.suggestions.replaceWaiting({ ticketId: card.ticketId, waiting: demoSuggestions(card), card });
const failed = (await app.reading.list({ status: 'failed' }, { limit: 1, before: null })).events[0]?.id;

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
for (const picture of PICTURES) await draw(browser, picture);
await browser.close();
await app.close();
await world.close();

async function draw(from: Browser, { name, path, locale, theme, width }: Picture): Promise<void> {
  const context = await from.newContext({
    viewport: { width, height: width < 500 ? 844 : 860 },
    locale,
    colorScheme: theme,
    timezoneId: 'Europe/Paris',
  });
  const page = await context.newPage();
  await page.goto(`${url}/dashboard/sign-in?token=${TOKEN}`);
  await page.waitForURL('**/dashboard');
  await page.goto(url + path.replace('failed', (word) => (path.includes('?') ? word : String(failed))));
  await page.waitForLoadState('load');
  await page.screenshot({ path: `${FOLDER}${name}.png` });
  await context.close();
}

function demoTicket() {
  const text =
    'Bonjour,\n\nje n’ai pas reçu la convocation pour ma formation du 3 décembre. Pouvez-vous me la renvoyer ?\n\nJean Exemple';
  const at = new Date(clock.now() - 20 * 60_000).toISOString();
  return {
    ticketId: '198709000000000001',
    number: '101',
    subject: 'Ma convocation',
    customer: 'jean.exemple@example.test',
    webUrl: `${world.settings.ZOHO_DESK_URL}/tickets/198709000000000001`,
    conversation: [{ by: 'customer' as const, at, isPrivate: false, text }],
  };
}

function demoSuggestions({ ticketId, customer: to }: ReturnType<typeof demoTicket>) {
  const common = { eventRow: null, ticketId, guard: {} };
  const text =
    'Bonjour Jean,\n\nvotre convocation vous a été renvoyée aujourd’hui. Vérifiez aussi le dossier des indésirables.\n\nBien cordialement';
  return [
    {
      ...common,
      step: 'reply' as const,
      key: 'a',
      proposal: { to, text },
    },
    { ...common, step: 'dispatch' as const, key: 'b', proposal: { department: 'DOC' } },
    { ...common, step: 'link' as const, key: 'c', proposal: { deal_name: 'BFS NP Jean Exemple' } },
  ];
}
