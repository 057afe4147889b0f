import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { seed as seedWorld } from '../simulator/seed.ts';
import { SimulatedWorld } from '../simulator/world.ts';
import { DISASTERS } from './disasters.ts';
import { Hub } from './hub.ts';
import { Load } from './load.ts';
import { disastersOf, Pair } from './pair.ts';
import { Random } from './random.ts';
import { endedAsKept, judge, judgeKept, type Verdict } from './verdict.ts';

const HELP = `Usage: npm run chaos -- [options]

Runs the real service on a machine where everything goes wrong, one disaster after another under load, and
counts what was lost, done twice, stuck, out of order or miscounted. Ends with 1 unless all of that is zero.

  --minutes M    how long (2)
  --seed N       plays the same disasters in the same order again
  --engine postgres  two instances on a PostgreSQL of its own, in the place of one on a file
  --keep         leaves the database for whoever wants to look at it
  --json         one JSON object in the place of the table`;

/** Everything is switched on, so that everything can go wrong; Moodle at every second start, see MOODLE_OFF. */
const SETTINGS = {
  ZOHO_WEBHOOK_SECRET: 'chaos-secret-of-at-least-24-characters',
  RECONCILE_MINUTES: '0',
  ZOHO_DESK_SPACING_MS: '0',
  MAX_ATTEMPTS: '100',
  MOODLE_CREATE_USERS: 'true',
  MOODLE_UPDATE_USERS: 'true',
  WEBHOOK_AUTO_DISPATCH: 'true',
  WEBHOOK_AUTO_LINK: 'true',
  WEBHOOK_AUTO_RESPOND: 'true',
  WEBHOOK_AUTO_UPDATE_TICKET: 'true',
  WEBHOOK_AUTO_UPDATE_DEAL: 'true',
  WEBHOOK_AUTO_ADD_NOTE: 'true',
  TICKET_RULES_FILE: fileURLToPath(new URL('../config/ticket-rules.json', import.meta.url)),
};
/** Without a Moodle to tell, most events end in the transaction that keeps them, and never reach the processor. */
const MOODLE_OFF = {
  MOODLE_BASE_URL: '',
  MOODLE_TOKEN: '',
  MOODLE_CREATE_USERS: 'false',
  MOODLE_UPDATE_USERS: 'false',
};
/** Pauses between two disasters, in ms. */
const QUIET_MS = [300, 1_500] as const;
/** How far the clock is moved on each time, in ms, so that what waits for its next attempt becomes due. */
const STRIDE_MS = 2 * 3_600_000;
/** Looks in a row that may find no fewer events waiting; each moves the clock on. */
const LOOKS = 60;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '2' },
    seed: { type: 'string' },
    engine: { type: 'string', default: 'sqlite' },
    keep: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) process.stdout.write(`${HELP}\n`);
else process.exitCode = await run();

async function run(): Promise<number> {
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  const minutes = Number(values.minutes);
  if (!Number.isInteger(seed) || !(minutes > 0)) {
    process.stderr.write(`--minutes and --seed must be numbers.\n`);
    return 2;
  }
  say(`seed ${seed}, ${minutes} minutes`);
  if (values.engine === 'postgres') return runOnPostgres(seed, minutes);
  const folder = mkdtempSync(join(tmpdir(), 'hub-chaos-'));
  mkdirSync(join(folder, 'data'));
  const world = await SimulatedWorld.start();
  seedWorld(world, Date.now());
  const random = new Random(seed);
  const whole = { ...world.settings, ...SETTINGS };
  const hub = await Hub.create(folder, [{ ...whole, ...MOODLE_OFF }, whole]);
  try {
    await hub.start();
    const load = new Load({
      urls: [hub.url],
      secret: SETTINGS.ZOHO_WEBHOOK_SECRET,
      random: new Random(seed + 1),
    });
    load.start();
    const met = await wreak({ hub, world, random }, Date.now() + minutes * 60_000);
    await load.stop();
    await settle(hub);
    await hub.end('SIGTERM');
    const verdict = judge(hub.database, load.acknowledged, world);
    report({ seed, met, load, ended: endedAsKept(hub.database), verdict });
    return Object.values(verdict).every((count) => count === 0) ? 0 : 1;
  } finally {
    await hub.end('SIGKILL');
    await world.close();
    if (values.keep) say(`the database is left in ${folder}`);
    else rmSync(folder, { recursive: true, force: true });
  }
}

/** The same with two instances, which share a server that is restarted under them too. */
async function runOnPostgres(seed: number, minutes: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-chaos-'));
  const world = await SimulatedWorld.start();
  seedWorld(world, Date.now());
  const random = new Random(seed);
  const pair = await Pair.start(folder, { ...world.settings, ...SETTINGS }, MOODLE_OFF);
  try {
    const load = new Load({
      urls: pair.hubs.map(({ url }) => url),
      secret: SETTINGS.ZOHO_WEBHOOK_SECRET,
      random: new Random(seed + 1),
    });
    load.start();
    const [hub] = pair.hubs;
    const scene = { hub, world, random };
    const met = await wreak(scene, Date.now() + minutes * 60_000, disastersOf(pair));
    await load.stop();
    await settle(hub, (look) => pair.order(look));
    await pair.end('SIGTERM');
    const kept = await pair.kept();
    const verdict = judgeKept(kept, load.acknowledged, world);
    report({ seed, met, load, ended: kept.endedAsKept, verdict });
    return Object.values(verdict).every((count) => count === 0) ? 0 : 1;
  } finally {
    await pair.close();
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Disasters until the time is over; how often each was met. */
async function wreak(
  scene: Parameters<(typeof DISASTERS)[string]>[0],
  untilMs: number,
  disasters = DISASTERS,
): Promise<Map<string, number>> {
  const met = new Map<string, number>();
  let left: string[] = [];
  while (Date.now() < untilMs) {
    await setTimeout(scene.random.between(...QUIET_MS));
    // Each once before any comes again: a short run meets as many as it can.
    if (left.length === 0) left = scene.random.shuffled(Object.keys(disasters));
    const name = String(left.pop());
    say(name);
    await disasters[name]?.(scene);
    met.set(name, (met.get(name) ?? 0) + 1);
  }
  return met;
}

/** Nothing is in the way any more; the clock is moved on until nothing waits for its next attempt. */
async function settle(hub: Hub, order = (change: { offsetMs: number }) => hub.order(change)): Promise<void> {
  let fewest = Number.POSITIVE_INFINITY;
  let idle = 0;
  for (let look = 1; idle < LOOKS; look++) {
    order({ offsetMs: look * STRIDE_MS });
    await setTimeout(500);
    const answer = await fetch(`${hub.url}/api/v1/events/stats`).catch(() => null);
    const stats = answer?.ok ? ((await answer.json()) as { by_status: Record<string, number> }) : null;
    if (stats === null) {
      idle += 1;
      continue;
    }
    const { pending = 0, processing = 0 } = stats.by_status;
    if (pending + processing === 0) return;
    // A backlog that shrinks is not stuck, however long it is.
    idle = pending + processing < fewest ? 0 : idle + 1;
    fewest = Math.min(fewest, pending + processing);
  }
}

type Report = { seed: number; met: ReadonlyMap<string, number>; load: Load; ended: number; verdict: Verdict };

function report({ seed, met, load, ended, verdict }: Report): void {
  const { sent, refused, acknowledged } = load;
  const counts = { sent, refused, acknowledged: acknowledged.size, endedAsKept: ended, ...verdict };
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ seed, disasters: Object.fromEntries(met), ...counts })}\n`);
    return;
  }
  const rows = [...met, ...Object.entries(counts)];
  const width = Math.max(...rows.map(([name]) => name.length));
  process.stdout.write(rows.map(([name, count]) => `${name.padEnd(width)}  ${count}\n`).join(''));
}

function say(line: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
}
