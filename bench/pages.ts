import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pino from 'pino';
import { readSettings } from '../plugins/config.ts';
import { buildApp } from '../src/app.ts';
import { systemClock } from '../src/clock.ts';
import { openStores } from '../src/store/open.ts';
import { fillLog } from './fill-log.ts';
import { fillPostgres } from './fill-postgres.ts';
import { percentile } from './load.ts';

/** `npm run bench:pages`: how long each page takes with a million events in the log. */
const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '40' },
    /** A PostgreSQL database instead of a file. Filled if it is empty, and kept. */
    url: { type: 'string' },
  },
});
const EVENTS = Number(values.events);
const ROUNDS = Number(values.rounds);
const TOKEN = 'bench';

const PAGES = [
  '/dashboard',
  '/dashboard/events',
  '/dashboard/events?status=failed',
  '/dashboard/events?status=completed&span=day',
  '/dashboard/events?source=zoho_desk&module=Tickets',
  '/dashboard/events?q=nothing-like-it',
  '/dashboard/events?record_id=4554000000000000007',
  '/dashboard/events/500000',
  '/dashboard/problems',
  '/dashboard/replay?status=failed',
  '/dashboard/suggestions',
  '/dashboard/students',
  '/dashboard/students?q=nothing-like-it',
  '/dashboard/students/4554000000000000007',
  '/dashboard/health',
  '/api/v1/events/stats',
  '/api/v1/events?limit=50',
];

const folder = mkdtempSync(join(tmpdir(), 'hub-pages-'));
try {
  const file = join(folder, 'events.db');
  if (values.url === undefined) await fillLog(file, EVENTS);
  else await fillPostgres(values.url, EVENTS);
  const app = await buildApp({
    settings: await readSettings(
      { DATABASE_URL: values.url ?? `file:${file}`, LOG_FILE: '', RATE_LIMIT_READS: '1000000' },
      '/nonexistent/.env',
    ),
    logger: pino({ level: 'silent' }),
    operatorToken: TOKEN,
    version: 'bench',
    clock: systemClock,
    newId: randomUUID,
    random: Math.random,
    fetch,
    openStores,
  });
  const lines = [];
  for (const url of PAGES) lines.push(await measure(url));
  process.stdout.write(`| Page | p50 ms | p95 ms | CPU ms |\n|---|---:|---:|---:|\n${lines.join('\n')}\n\n`);
  process.stdout.write(
    `${EVENTS} events; ${ROUNDS} requests to each page, one after the other; ${cpus().length} cores (${cpus()[0]?.model}); Node ${process.version}.\n`,
  );
  await app.close();

  async function measure(url: string): Promise<string> {
    const headers = { authorization: `Bearer ${TOKEN}`, 'accept-language': 'fr-FR' };
    const times: number[] = [];
    // The first answers fill caches, as a service's first minutes do.
    let before = process.cpuUsage();
    for (let i = -3; i < ROUNDS; i++) {
      if (i === 0) before = process.cpuUsage();
      const began = performance.now();
      const { statusCode } = await app.inject({ url, headers });
      if (statusCode !== 200) throw new Error(`${url} was answered ${statusCode}`);
      if (i >= 0) times.push(performance.now() - began);
    }
    const { user, system } = process.cpuUsage(before);
    // Over all threads, in ms per request: unlike the times, it does not grow when others use the machine.
    const cpuMs = (user + system) / 1000 / ROUNDS;
    const sorted = Float64Array.from(times).sort();
    return `| \`${url}\` | ${percentile(sorted, 0.5).toFixed(1)} | ${percentile(sorted, 0.95).toFixed(1)} | ${cpuMs.toFixed(1)} |`;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
