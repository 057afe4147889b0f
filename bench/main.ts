import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { percentile, runLoad, studentRequests } from './load.ts';
import type { Kind } from './server.ts';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '40000' },
    connections: { type: 'string', default: '256' },
    rounds: { type: 'string', default: '3' },
    write: { type: 'boolean', default: false },
  },
});
const REQUESTS = Number(values.requests);
const CONNECTIONS = Number(values.connections);
const ROUNDS = Number(values.rounds);
/** One commit per request is so slow that it gets a tenth of the load. */
const EACH_SHARE = 0.1;
/** Turns of each server in a round. */
const SLICES = 8;
/** Requests to each server before the first round: a service is not judged by the compiler's first seconds. */
const WARM_UP = 30_000;
const SECRET = 'bench-secret-of-at-least-24-bytes';
const KINDS: readonly Kind[] = ['plain', 'batched', 'each', 'accept', 'process'];

/** Requests a second of each turn, in the order of the turns. */
const rates = new Map<Kind, number[]>(KINDS.map((kind) => [kind, []]));
await measureAll();
const half = await latencyAtHalf();
report();

/**
 * All servers run beside each other, and take turns of about half a second: the speed of a shared machine drifts
 * by half within a minute, and would otherwise favour whoever had the good minute.
 */
async function measureAll(): Promise<void> {
  const servers = await Promise.all(
    KINDS.map(async (kind) => ({ kind, completed: 0, ...(await startServer(kind)) })),
  );
  try {
    for (const server of servers) await slice(server, shareOf(server.kind, WARM_UP), 'w');
    for (let round = 1; round <= ROUNDS; round++) {
      for (let turn = 0; turn < SLICES; turn++) {
        for (const server of servers) {
          const count = shareOf(server.kind, REQUESTS) / SLICES;
          rates.get(server.kind)?.push(count / (await slice(server, count, `${round}${turn}`)));
        }
      }
      process.stderr.write(`round ${round} of ${ROUNDS}\n`);
    }
  } finally {
    for (const { stop } of servers) await stop();
  }
}

/** Sends some requests and answers how many seconds they took; for `process` until the last student is committed. */
async function slice(server: { kind: Kind; port: number; completed: number }, count: number, prefix: string) {
  const requests = studentRequests(count, SECRET, prefix);
  const { failed, seconds } = await runLoad({ port: server.port, requests, connections: CONNECTIONS });
  if (failed > 0) throw new Error(`${server.kind}: ${failed} requests were not answered 200`);
  if (server.kind !== 'process') return seconds;
  const answered = performance.now();
  server.completed += count;
  await untilCompleted(server.port, server.completed);
  return seconds + (performance.now() - answered) / 1000;
}

function shareOf(kind: Kind, count: number): number {
  return kind === 'each' ? count * EACH_SHARE : count;
}

/** Answer times of the whole service at half of its own full rate of accepting and processing. */
async function latencyAtHalf() {
  const ratePerSecond = Math.round(median(rates.get('process') ?? []) / 2);
  return withServer('process', async (port) => {
    const warmUp = studentRequests(WARM_UP, SECRET, 'w');
    await runLoad({ port, requests: warmUp, connections: CONNECTIONS });
    await untilCompleted(port, WARM_UP);
    const requests = studentRequests(ratePerSecond * 5, SECRET, 'h');
    const { latenciesMs } = await runLoad({ port, requests, connections: CONNECTIONS, ratePerSecond });
    return { ratePerSecond, p50: percentile(latenciesMs, 0.5), p99: percentile(latenciesMs, 0.99) };
  });
}

async function withServer<T>(kind: Kind, use: (port: number) => Promise<T>): Promise<T> {
  const { port, stop } = await startServer(kind);
  try {
    return await use(port);
  } finally {
    await stop();
  }
}

async function startServer(kind: Kind): Promise<{ port: number; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-bench-'));
  const child = fork(new URL('./server.ts', import.meta.url), [kind, folder, SECRET], { stdio: 'inherit' });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    if (child.connected) child.disconnect();
    await gone;
    rmSync(folder, { recursive: true });
  };
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(Number(message)));
    child.once('exit', () => reject(new Error(`the ${kind} server did not start`)));
  });
  return { port, stop };
}

async function untilCompleted(port: number, count: number): Promise<void> {
  const deadline = performance.now() + 120_000;
  for (;;) {
    const stats = await fetch(`http://127.0.0.1:${port}/api/v1/events/stats`).then((answer) => answer.json());
    if ((stats as { by_status: Record<string, number> }).by_status.completed === count) return;
    if (performance.now() > deadline)
      throw new Error(`not all events were processed: ${JSON.stringify(stats)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function report(): void {
  const names: Record<Kind, string> = {
    plain: 'plain route: verify and parse, store nothing',
    batched: 'batched route: the same, a turn answered together',
    each: 'one commit per request',
    accept: 'the service, accepting (processor stopped)',
    process: 'the service, accepted and processed',
  };
  const rows = KINDS.map((kind) => {
    const ofTurns = rates.get(kind) ?? [];
    // Against the plain route of the same turn, which the machine was as kind to.
    const ratios = ofTurns.map((rate, turn) => rate / (rates.get('plain')?.[turn] ?? Number.NaN));
    return `| ${names[kind]} | ${Math.round(median(ofTurns))} | ${median(ratios).toFixed(2)} |`;
  });
  const text = `| What | events/s | × plain |
|---|---:|---:|
${rows.join('\n')}

Answer time at ${half.ratePerSecond} events/s, half of the full load: p50 ${half.p50.toFixed(1)} ms, p99 ${half.p99.toFixed(1)} ms.

Medians of the turns of ${ROUNDS} rounds after ${WARM_UP} requests to each; ${REQUESTS} requests a round, in ${SLICES} turns of all servers, each turn against the plain route's; over ${CONNECTIONS} connections, one at a time on each, signed (HMAC), distinct records;
client and server on one machine with ${availableParallelism()} cores (${cpus()[0]?.model.trim()}); Node ${process.version}; SQLite WAL, synchronous=FULL; logging as by default (info, file).
`;
  process.stdout.write(`\n${text}`);
  if (values.write) {
    const heading =
      '# Benchmark\n\nMade by `npm run bench -- --write`. Compare the ratios, not the rates: they depend on the machine.\n\n';
    writeFileSync(new URL('./RESULTS.md', import.meta.url), heading + text);
  }
}
