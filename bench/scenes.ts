import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { SECRET, startContender, untilProcessed } from './contender.ts';
import { fillLog } from './fill-log.ts';
import { median, percentile, runLoad, studentRequests } from './load.ts';

/** `full`: how many events it accepts and processes in a second. */
type About = {
  full: number;
  connections: number;
  backlog: number;
  rows: readonly number[];
  /** The file of the longest log, if it is kept between benches. */
  logFile: string | null;
};
/** What is measured of the service alone. Each scene returns rows of a table. */
export type Scene = (about: About) => Promise<string[]>;

const STARTS = 5;
/** How long memory gets to settle before it is read, in ms. */
const REST_MS = 3_000;

const startAndRest: Scene = async () => {
  const starts: number[] = [];
  const resting: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    const began = performance.now();
    const service = await startContender('service');
    await fetch(`http://127.0.0.1:${service.port}/health`);
    starts.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    resting.push(service.residentMiB());
    await service.stop();
  }
  return [
    `| process start to first 200 | ${median(starts).toFixed(0)} ms |`,
    `| memory at rest | ${median(resting).toFixed(0)} MiB |`,
  ];
};

/**
 * A minute at half of what it can accept and process; a late answer counts from when its request should have
 * left.
 */
const halfLoad: Scene = async ({ full, connections }) => {
  const ratePerSecond = Math.round(full / 2);
  const rows: string[] = [];
  // Beside it the contender that stores nothing, at the same rate: what the machine and the client cost by
  // themselves.
  for (const kind of ['lean', 'service'] as const) {
    const contender = await startContender(kind);
    const { port } = contender;
    await runLoad({ port, requests: studentRequests(20_000, SECRET, 'w'), connections });
    // At this rate too: with smaller turns the compiler begins anew, and its first twenty seconds had twice the p99.
    const first = studentRequests(ratePerSecond * 20, SECRET, 'w2-');
    await runLoad({ port, requests: first, connections, ratePerSecond });
    const requests = studentRequests(ratePerSecond * 60, SECRET, 'h');
    const { latenciesMs } = await runLoad({ port, requests, connections, ratePerSecond });
    await contender.stop();
    const at = (part: number) => percentile(latenciesMs, part).toFixed(1);
    const name = kind === 'lean' ? 'the same, lean' : `a minute at half load (${ratePerSecond}/s)`;
    rows.unshift(`| ${name} | p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, p99.9 ${at(0.999)} ms |`);
  }
  return rows;
};

const repeats: Scene = async ({ connections }) => {
  const service = await startContender('service');
  const { port } = service;
  await runLoad({ port, requests: studentRequests(20_000, SECRET, 'w'), connections });
  const fresh = studentRequests(8_000, SECRET, 'd');
  // One in five comes twice.
  const requests = fresh.flatMap((request, index) => (index % 4 === 0 ? [request, request] : [request]));
  const { perSecond } = await runLoad({ port, requests, connections });
  await untilProcessed(port);
  const rows = await service.rows();
  await service.stop();
  return [
    `| 20 % repeats | ${perSecond.toFixed(0)} accepted/s, ${rows} rows for ${20_000 + requests.length} answers |`,
  ];
};

/**
 * Thin bodies make the service ask a CRM that takes two seconds per answer; complete students arrive beside
 * them.
 */
const slowSystem: Scene = async ({ connections }) => {
  const crm = createServer((request, response) => {
    const isToken = request.url?.includes('/oauth/');
    setTimeout(
      () => {
        response.setHeader('content-type', 'application/json');
        response.end(
          isToken
            ? '{"access_token":"a","expires_in":3600}'
            : '{"data":[{"id":"1","Academic_Email":"sara.ali@example.edu"}]}',
        );
      },
      isToken ? 0 : 2_000,
    );
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => crm.once('listening', resolve));
  const address = crm.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const service = await startContender('service', {
    ZOHO_CLIENT_ID: 'bench',
    ZOHO_CLIENT_SECRET: 'bench',
    ZOHO_REFRESH_TOKEN: 'bench',
    ZOHO_ACCOUNTS_URL: url,
    ZOHO_CRM_URL: url,
    RECONCILE_MINUTES: '0',
  });
  const { port } = service;
  await runLoad({ port, requests: studentRequests(20_000, SECRET, 'w'), connections });
  const thin = Array.from({ length: 500 }, (_, index) => ({
    zoho_id: String(index),
    module: 'BTEC_Students',
  }));
  await runLoad({ port, requests: studentRequests(500, SECRET, 't', thin), connections });
  const { perSecond, latenciesMs } = await runLoad({
    port,
    requests: studentRequests(20_000, SECRET, 'f'),
    connections,
  });
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/events/stats`);
  const { by_status } = (await answer.json()) as { by_status: Record<string, number> };
  await service.stop();
  crm.closeAllConnections();
  crm.close();
  return [
    `| complete students beside 500 that wait for a slow CRM | ${perSecond.toFixed(0)} accepted/s, p99 ${percentile(latenciesMs, 0.99).toFixed(1)} ms, ${by_status.completed} completed meanwhile |`,
  ];
};

/** A million waiting student events, as after a replay of everything. */
const drainBacklog: Scene = async ({ backlog }) => {
  const service = await startContender('service', { LOG_FILE: '' }, async (folder) => {
    const file = join(folder, 'events.db');
    await fillLog(file, backlog);
    const db = new Database(file);
    db.exec(`
      UPDATE integration_events_log SET status = 'pending', processed_at = NULL, attempts = 0, result = NULL,
        error_message = NULL, duplicate_of = NULL, next_attempt_at = created_at, source = 'zoho',
        module = 'BTEC_Students',
        record_id = printf('4554%015d', id), lane_head = 1;
      DELETE FROM event_counters;
      INSERT INTO event_counters SELECT source, module, status, payload_differs, count(*)
        FROM integration_events_log GROUP BY 1, 2, 3, 4;`);
    db.close();
  });
  const began = performance.now();
  await untilProcessed(service.port);
  const seconds = (performance.now() - began) / 1000;
  await service.stop();
  return [`| a backlog of ${backlog} events, drained | ${(backlog / seconds).toFixed(0)} events/s |`];
};

/** The same load on logs of different lengths, in turns. */
const longLog: Scene = async ({ connections, rows, logFile }) => {
  const sizes = [0, ...rows];
  const services = [];
  for (const size of sizes) {
    const kept = size > 0 && size === Math.max(...rows) ? logFile : null;
    const where: Record<string, string> = kept === null ? {} : { DATABASE_URL: `file:${kept}` };
    const service = await startContender('service', where, async (folder) => {
      const file = kept ?? join(folder, 'events.db');
      if (size > 0 && !existsSync(file)) await fillLog(file, size);
    });
    await service.alone();
    services.push({ size, service, rates: [] as number[] });
  }
  for (let round = 0; round < 6; round++) {
    for (const { service, rates } of services) {
      const requests = studentRequests(10_000, SECRET, `l${process.pid}-${round}-`);
      const { perSecond } = await runLoad({ port: service.port, requests, connections });
      if (round > 0) rates.push(perSecond);
    }
  }
  for (const { service } of services) await service.stop();
  const [empty] = services;
  return services.map(({ size, rates }) => {
    const ratio = median(rates.map((rate, index) => rate / (empty?.rates[index] ?? Number.NaN)));
    return `| a log of ${size} rows | ${median(rates).toFixed(0)} accepted/s, × empty ${ratio.toFixed(2)} |`;
  });
};

export const SCENES: Readonly<Record<string, Scene>> = {
  start: startAndRest,
  half: halfLoad,
  repeats,
  slow: slowSystem,
  backlog: drainBacklog,
  long: longLog,
};
