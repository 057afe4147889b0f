import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import {
  type Contender,
  isService,
  KINDS,
  type Kind,
  NAMES,
  SECRET,
  startContender,
  untilProcessed,
} from './contender.ts';
import { type LoadResult, median, percentile, runLoad, studentRequests } from './load.ts';
import { SCENES } from './scenes.ts';

/** `npm run bench`: every contender as its own process, all in one interleaved run. */
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000' },
    connections: { type: 'string', default: '64' },
    rounds: { type: 'string', default: '3' },
    /** Without the two instances: at rest they disturb the others by a sixth, and they have a row where they are asked for. */
    only: { type: 'string', default: KINDS.filter((kind) => kind !== 'postgres-pair').join(',') },
    /** What is measured of the service alone. With `backlog` and `long` it takes more than half an hour. */
    scenes: { type: 'string', default: 'start,half,repeats,slow' },
    /** Events waiting in the backlog scene. */
    backlog: { type: 'string', default: '1000000' },
    /** Row counts of the logs compared with an empty one. */
    rows: { type: 'string', default: '1000000,10000000' },
    /**
     * Where the longest log is, or will be created: ten million rows take eight minutes and 8 GB. It is kept.
     */
    'log-file': { type: 'string' },
    /** Requests to each before the first round: nobody is judged by the compiler's first seconds. */
    warm: { type: 'string', default: '20000' },
    write: { type: 'boolean', default: false },
  },
});
const REQUESTS = Number(values.requests);
const CONNECTIONS = Number(values.connections);
const ROUNDS = Number(values.rounds);
/** One commit per request and pg-boss are so slow that they get a tenth of the load. */
const SLOW: readonly Kind[] = ['each', 'pg-boss'];
const WARM_UP = Number(values.warm);

type Round = LoadResult & { processedPerSecond: number; cpuMicroseconds: number; residentMiB: number };
type Measured = {
  kind: Kind;
  rounds: Round[];
  answered: number;
  rows: number | null;
  /** Bytes written to the write-ahead log per event; null when there is none. */
  walPerEvent: number | null;
};

const lines: string[] = [];
const kinds = KINDS.filter((kind) => values.only.split(',').includes(kind));
const measured = await compare();
lines.push(...table(measured));
const service = measured.find(({ kind }) => kind === 'service');
const scenes = values.scenes.split(',').flatMap((name) => SCENES[name] ?? []);
if (service !== undefined && scenes.length > 0) {
  const about = {
    full: median(service.rounds.map(({ processedPerSecond }) => processedPerSecond)),
    connections: CONNECTIONS,
    backlog: Number(values.backlog),
    rows: values.rows.split(',').map(Number),
    logFile: values['log-file'] ?? null,
  };
  lines.push('', '| The service alone | |', '|---|---|');
  for (const scene of scenes) lines.push(...(await scene(about)));
}
lines.push('', configuration());
process.stdout.write(`\n${lines.join('\n')}\n`);
if (values.write) {
  const heading =
    '# Benchmark\n\nMade by `npm run bench -- --write`. Compare the ratios, not the rates: they depend on the machine.\n\n';
  writeFileSync(new URL('./RESULTS.md', import.meta.url), `${heading}${lines.join('\n')}\n`);
}

type Running = { contender: Contender; measured: Measured };

/**
 * All run side by side and take turns of a second or two: the speed of a shared machine drifts within
 * minutes.
 */
async function compare(): Promise<Measured[]> {
  const running: Running[] = [];
  try {
    for (const kind of kinds) running.push(...(await start(kind)));
    for (let round = 0; round <= ROUNDS; round++) {
      for (const each of running) await takeTurn(each, round);
      process.stderr.write(round === 0 ? 'warm\n' : `round ${round} of ${ROUNDS}\n`);
    }
    for (const each of running) await takeLast(each);
  } finally {
    for (const { contender } of running) await contender.stop();
  }
  return running.map(({ measured }) => measured);
}

/** None if it cannot run on this machine. */
async function start(kind: Kind): Promise<Running[]> {
  try {
    const contender = await startContender(kind);
    return [{ contender, measured: { kind, rounds: [], answered: 0, rows: null, walPerEvent: null } }];
  } catch (error) {
    process.stderr.write(`${kind} is left out: ${(error as Error).message}\n`);
    return [];
  }
}

/** Round 0 warms up and does not count. */
async function takeTurn({ contender, measured }: Running, round: number): Promise<void> {
  const count = (round === 0 ? WARM_UP : REQUESTS) / (SLOW.includes(contender.kind) ? 10 : 1);
  const result = await turn(contender, count, String(round));
  measured.answered += result.requests - result.failed;
  if (round > 0) measured.rounds.push(result);
}

/** One more turn, for measurements that would disturb timing. */
async function takeLast({ contender, measured }: Running): Promise<void> {
  const count = SLOW.includes(contender.kind) ? 400 : 4_000;
  let loads = 0;
  const bytes = await contender.walBytes(async (requests) => {
    measured.answered += requests - (await turn(contender, requests, `z${loads++}-`)).failed;
  }, count);
  measured.walPerEvent = bytes && bytes / count;
  measured.rows = await contender.rows();
}

async function turn(contender: Contender, count: number, prefix: string): Promise<Round> {
  const { port, ports } = contender;
  const requests = studentRequests(count, SECRET, prefix);
  const cpuBefore = contender.cpuSeconds();
  const began = performance.now();
  const result = await runLoad({ port: ports, requests, connections: CONNECTIONS });
  if (isService(contender.kind)) await untilProcessed(port);
  const processedPerSecond = (count * 1000) / (performance.now() - began);
  const cpuMicroseconds = ((contender.cpuSeconds() - cpuBefore) * 1e6) / count;
  return { ...result, processedPerSecond, cpuMicroseconds, residentMiB: contender.residentMiB() };
}

function table(all: readonly Measured[]): string[] {
  const of = (kind: Kind) => all.find((each) => each.kind === kind)?.rounds ?? [];
  const share = (
    rounds: readonly Round[],
    yardstick: readonly Round[],
    key: 'perSecond' | 'processedPerSecond',
  ) => {
    // Compared with the yardstick in the same round, when the machine treated both alike.
    const ratios = rounds.map((round, index) => round[key] / (yardstick[index]?.perSecond ?? Number.NaN));
    return Number.isNaN(median(ratios)) ? '–' : median(ratios).toFixed(2);
  };
  const cpu = (rounds: readonly Round[]) =>
    // Like the rates, compared within the same round.
    median(
      rounds.map(
        ({ cpuMicroseconds }, i) => cpuMicroseconds / (of('group')[i]?.cpuMicroseconds ?? Number.NaN),
      ),
    );
  const rows = all.map(({ kind, rounds, answered, rows, walPerEvent }) => {
    const mid = (pick: (round: Round) => number) => median(rounds.map(pick));
    const at = (part: number) => mid(({ latenciesMs }) => percentile(latenciesMs, part)).toFixed(1);
    return [
      NAMES[kind],
      mid(({ perSecond }) => perSecond).toFixed(0),
      mid(({ processedPerSecond }) => processedPerSecond).toFixed(0),
      share(rounds, of('lean'), 'processedPerSecond'),
      share(rounds, of('group'), 'perSecond'),
      `${at(0.5)} / ${at(0.99)} / ${at(0.999)}`,
      mid(({ cpuMicroseconds }) => cpuMicroseconds).toFixed(0),
      Number.isNaN(cpu(rounds)) ? '–' : cpu(rounds).toFixed(2),
      walPerEvent === null ? '–' : (walPerEvent / 1000).toFixed(1),
      mid(({ residentMiB }) => residentMiB).toFixed(0),
      rows === null ? '–' : `${rows} of ${answered}`,
    ].join(' | ');
  });
  return [
    '| Contender | accepted/s | and processed/s | × lean | accepted, × minimal | p50 / p99 / p99.9 ms | CPU µs an event | CPU, × minimal | WAL kB an event | RSS MiB | rows for 200s |',
    '|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|',
    ...rows.map((row) => `| ${row} |`),
  ];
}

function configuration(): string {
  return `Medians of ${ROUNDS} rounds, each of ${REQUESTS} requests to every contender in turn (a tenth to the two slow ones), after a warm-up; ${CONNECTIONS} connections with one request at a time on each; signed bodies of about 600 bytes with distinct ids and records; "and processed" counts until the last event had ended.
Client and contender on one machine with ${availableParallelism()} cores (${cpus()[0]?.model.trim()}); Node ${process.version}; the service with its default settings: SQLite WAL with synchronous=FULL, processor on, a log line for each request to the terminal and to a file.`;
}
