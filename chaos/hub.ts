import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const PROGRAM = [at('../src/check-node.js'), at('./machine.js'), at('../src/main.ts')] as const;
/** How long a start may take, in ms, on a machine that is busy with the load. */
const START_MS = 60_000;

type Settings = Readonly<Record<string, string>>;
export type Disk = 'well' | 'slow' | 'full' | 'broken' | 'read-only';
export type Orders = { offsetMs: number; disk: Disk };

/** The real service in a process of its own, on a machine whose disk and clock obey orders. */
export class Hub {
  readonly url: string;
  readonly database: string;
  readonly #folder: string;
  readonly #env: Record<string, string>;
  readonly #ways: readonly Settings[];
  #starts = 0;
  #orders: Orders = { offsetMs: 0, disk: 'well' };
  #child: ChildProcess | null = null;
  #output = '';

  private constructor(folder: string, port: number, ways: readonly Settings[]) {
    this.#folder = folder;
    this.#ways = ways;
    this.url = `http://127.0.0.1:${port}`;
    this.database = join(folder, 'data/events.db');
    this.#env = {
      WEBHOOK_HOST: '127.0.0.1',
      WEBHOOK_PORT: String(port),
      LOG_LEVEL: 'error',
      CHAOS_ORDERS: join(folder, 'orders.json'),
    };
  }

  /** @param ways settings that the starts take in turn, so that each disaster meets the service in all of them */
  static async create(folder: string, ways: readonly Settings[]): Promise<Hub> {
    const hub = new Hub(folder, await freePort(), ways);
    hub.order({});
    return hub;
  }

  /** What the service has printed since its last start. */
  get output(): string {
    return this.#output;
  }

  order(change: Partial<Orders>): void {
    this.#orders = { ...this.#orders, ...change };
    const file = join(this.#folder, 'orders.json');
    // Renamed into place, so that no thread reads half of it.
    writeFileSync(`${file}.new`, JSON.stringify(this.#orders));
    renameSync(`${file}.new`, file);
  }

  async start(): Promise<void> {
    const { PATH = '' } = process.env;
    const flags = ['--import', PROGRAM[0], '--import', PROGRAM[1], PROGRAM[2]];
    const settings = this.#ways[this.#starts++ % this.#ways.length];
    const env = { PATH, ...settings, ...this.#env };
    const child = spawn(process.execPath, flags, { cwd: this.#folder, env });
    this.#child = child;
    this.#output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        this.#output = `${this.#output}${chunk}`.slice(-20_000);
      });
    const gone = once(child, 'close').then(() => {
      throw new Error(`The service ended by itself:\n${this.#output}`);
    });
    gone.catch(() => {});
    const late = setTimeout(START_MS, undefined, { ref: false }).then(() => {
      throw new Error(`The service did not start within ${START_MS / 1000} s:\n${this.#output}`);
    });
    late.catch(() => {});
    await Promise.race([this.#untilReady(), gone, late]);
  }

  /** As a machine that froze, or a debugger that holds it. */
  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'close');
  }

  async #untilReady(): Promise<void> {
    for (;;) {
      const answer = await fetch(`${this.url}/health`).catch(() => null);
      await answer?.body?.cancel();
      if (answer?.ok) return;
      await setTimeout(25);
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
