import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import pg from 'pg';
import { SETTING_NOTES } from '../src/settings.ts';
import { startPostgres } from '../test/postgres-server.ts';

/** Each contender is a process of its own, reached by its port and observed from outside. */

export const SECRET = 'bench-secret-of-at-least-24-bytes';
export const KINDS = [
  'lean',
  'turn',
  'group',
  'each',
  'pg-boss',
  'postgres',
  'postgres-pair',
  'service',
] as const;
export type Kind = (typeof KINDS)[number];
export const NAMES: Record<Kind, string> = {
  lean: 'lean: Fastify, signature, JSON; keeps nothing',
  turn: 'lean, a turn answered together',
  group: 'minimal group commit (SQLite FULL; nothing is processed)',
  each: 'one commit per request (SQLite FULL)',
  'pg-boss': 'pg-boss `send()` on an embedded PostgreSQL',
  postgres: 'the service on an embedded PostgreSQL',
  'postgres-pair': 'two instances of it on one embedded PostgreSQL',
  service: '**the service**',
};

export type Contender = {
  kind: Kind;
  port: number;
  /** The ports of all its processes; `port` is the first. */
  ports: readonly number[];
  folder: string;
  /** From process start until it listened, in ms. */
  startMs: number;
  /** CPU seconds so far, over all its threads. */
  cpuSeconds(): number;
  residentMiB(): number;
  /**
   * Waits until no process works beside it: after a start, one checks the database file, for a minute if it
   * is large.
   */
  alone(): Promise<void>;
  /** The number of rows in its log, read from its storage; null when it keeps none. */
  rows(): Promise<number | null>;
  /** Bytes that a load of `requests` requests adds to the write-ahead log; null when there is none. */
  walBytes(load: (requests: number) => Promise<unknown>, requests: number): Promise<number | null>;
  stop(): Promise<void>;
};

const CLOCK_TICKS = 100;
/**
 * The frame header of the write-ahead log in bytes, and positions in its index in words
 * (https://sqlite.org/walformat.html).
 */
const FRAME_HEADER_BYTES = 24;
const INDEX = { frames: 4, salt: 8, copied: 24 };
/** What the yardsticks run, in `contenders/`; everything else is the service. */
const YARDSTICKS: Partial<Record<Kind, string>> = {
  lean: 'lean.ts',
  turn: 'lean.ts',
  group: 'minimal.ts',
  each: 'minimal.ts',
  'pg-boss': 'pg-boss.ts',
};
export const isService = (kind: Kind) => YARDSTICKS[kind] === undefined;
const running = new Map<ChildProcess, string>();

// Ending the bench early must not leave stray servers and folders behind.
process.once('exit', () => {
  for (const [child, folder] of running) {
    child.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

export async function startContender(
  kind: Kind,
  settings: Record<string, string> = {},
  prepare: (folder: string) => Promise<void> = async () => {},
): Promise<Contender> {
  const folder = mkdtempSync(join(tmpdir(), `hub-bench-${kind}-`));
  await prepare(folder);
  const server = kind.startsWith('postgres') ? await startPostgres() : null;
  const url = await server?.createDatabase();
  const began = performance.now();
  const children = Array.from({ length: kind === 'postgres-pair' ? 2 : 1 }, (_, index) =>
    launch(kind, folder, {
      LOG_FILE: join(folder, `app-${index + 1}.log`),
      ...settings,
      ...(url && { DATABASE_URL: url }),
    }),
  );
  for (const child of children) running.set(child, folder);
  const ports = await Promise.all(children.map((child) => listening(child, kind)));
  const startMs = performance.now() - began;
  const file = join(folder, 'events.db');
  const isOnSqlite = kind === 'service' || kind === 'group' || kind === 'each';
  const proc = ({ pid }: ChildProcess, name: string) => readFileSync(`/proc/${pid}/${name}`, 'utf8');
  const sum = (of: (child: ChildProcess) => number) =>
    children.reduce((total, child) => total + of(child), 0);
  return {
    kind,
    port: Number(ports[0]),
    ports,
    folder,
    startMs,
    cpuSeconds() {
      const ticks = sum((child) => {
        const [, utime, stime] = /\) \S+(?: \S+){10} (\d+) (\d+)/.exec(proc(child, 'stat')) ?? [];
        return Number(utime) + Number(stime);
      });
      return ticks / CLOCK_TICKS + (server?.cpuSeconds() ?? 0);
    },
    residentMiB: () => sum((child) => Number(/VmRSS:\s+(\d+)/.exec(proc(child, 'status'))?.[1])) / 1024,
    async alone() {
      const isBusy = (child: ChildProcess) =>
        readdirSync(`/proc/${child.pid}/task`).some(
          (thread) => proc(child, `task/${thread}/children`) !== '',
        );
      while (children.some(isBusy)) await new Promise((resolve) => setTimeout(resolve, 200));
    },
    async rows() {
      if (url !== undefined) return rowsOnServer(url);
      if (!isOnSqlite) return null;
      const db = new Database(file, { readonly: true });
      const rows = Number(db.prepare('SELECT count(*) FROM integration_events_log').pluck().get());
      db.close();
      return rows;
    },
    async walBytes(load, requests) {
      if (!isOnSqlite) return null;
      // Stays open until the end: closing it frees the reader's lock.
      const index = openSync(`${file}-shm`, 'r');
      const reader = new Database(file, { readonly: true });
      const frameBytes = FRAME_HEADER_BYTES + Number(reader.pragma('page_size', { simple: true }));
      await holdLog(reader, index, load);
      const before = readIndex(index);
      await load(requests);
      const after = readIndex(index);
      reader.close();
      closeSync(index);
      if (after.salt !== before.salt)
        throw new Error('the write-ahead log started over while it was counted');
      return (after.frames - before.frames) * frameBytes;
    },
    async stop() {
      for (const child of children) {
        const gone = once(child, 'exit');
        child.kill('SIGTERM');
        await gone;
        running.delete(child);
      }
      await server?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A reader whose state exists only in the log keeps the log from starting over, so the log grows by
 * everything that is written. A reader of a fully copied log reads the database file and holds nothing, so
 * the read must begin between a load and its copy.
 */
async function holdLog(
  reader: Database.Database,
  index: number,
  load: (requests: number) => Promise<unknown>,
): Promise<void> {
  for (let tried = 0; tried < 50; tried++) {
    await load(16);
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM sqlite_schema').get();
    const { frames, copied } = readIndex(index);
    if (copied < frames) return;
    reader.exec('COMMIT');
  }
  throw new Error('the write-ahead log was always copied before it could be held');
}

/** Its salt changes whenever the log starts over. */
function readIndex(index: number): { frames: number; salt: number; copied: number } {
  const words = new Uint32Array(32);
  readSync(index, words, 0, words.byteLength, 0);
  const at = (word: number) => Number(words[word]);
  return { frames: at(INDEX.frames), salt: at(INDEX.salt), copied: at(INDEX.copied) };
}

async function rowsOnServer(url: string): Promise<number> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query('SELECT count(*) AS rows FROM integration_events_log');
  await client.end();
  return Number(rows[0].rows);
}

function launch(kind: Kind, folder: string, settings: Record<string, string>): ChildProcess {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const yardstick = YARDSTICKS[kind];
  if (yardstick === undefined) {
    const defaults = Object.fromEntries(SETTING_NOTES.map(({ key, fallback }) => [key, fallback]));
    const env = {
      ...process.env,
      ...defaults,
      PORT: '',
      WEBHOOK_HOST: '127.0.0.1',
      WEBHOOK_PORT: '0',
      ZOHO_WEBHOOK_SECRET: SECRET,
      DATABASE_URL: `file:${join(folder, 'events.db')}`,
      // The bench polls the counts to know when everything is processed.
      RATE_LIMIT_READS: '1000000',
      ...settings,
    };
    return spawn(process.execPath, ['--import', './src/check-node.js', 'src/main.ts'], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  }
  return spawn(process.execPath, [join(root, 'bench/contenders', yardstick), kind, SECRET, folder], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function listening(child: ChildProcess, kind: Kind): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      // Later output is read and dropped: a full pipe would block the process.
      if (text.length > 10_000) return;
      text += chunk;
      const found = /Listening\s+(?:http:\/\/[^\s:]+:)?(\d+)/.exec(text)?.[1];
      if (found !== undefined) resolve(Number(found));
    });
    child.once('exit', (code) => reject(new Error(`${kind} did not start (exit code ${code})`)));
  });
}

/** Waits until the service has ended every event that it accepted; returns when that was. */
export async function untilProcessed(port: number): Promise<void> {
  const deadline = performance.now() + 600_000;
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/events/stats`);
    const { by_status } = (await answer.json()) as { by_status: Record<string, number> };
    if (!by_status.pending && !by_status.processing) return;
    if (performance.now() > deadline) throw new Error('not all events were processed within ten minutes');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
