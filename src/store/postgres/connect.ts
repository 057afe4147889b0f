import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pool, PoolConfig } from 'pg';
import { PermanentFailure } from '../../log/failures.ts';
import { tell } from '../../sentences/tell.ts';
import { drizzle, migrate } from './drizzle.ts';

const pg: typeof import('pg') = createRequire(import.meta.url)('pg');

const MIGRATIONS = fileURLToPath(new URL('../../../migrations/postgres', import.meta.url));
/** The keys of our advisory locks: the letters "hub" and what the lock is for. */
export const LOCKS = { write: 0x68756201, migrate: 0x68756202, lead: 0x68756203 } as const;
/** Connections of one instance: two commits, and readers beside them. */
export const CONNECTIONS = 10;
/** Below it there is no `transaction_timeout`, and what we say of it was never tried. */
const OLDEST = 15;
/** How long to wait for a connection, in ms: Zoho gives a delivery five seconds. */
const CONNECT_MS = 3_000;

/**
 * How long to wait for any answer, in ms. Longer than the server lets a statement of a transaction take: it is for a way to the
 * server that went silent, as after a failover or behind a firewall that forgot the connection, where TCP waits for a
 * quarter of an hour.
 */
const SILENT_MS = 60_000;
/** After so long without a word TCP asks whether the other side is still there, in ms. */
const KEEP_ALIVE_MS = 10_000;

/** Row numbers and counts come as text, because the largest would lose digits; ours stay far below that. */
const INT8 = 20;
const types: NonNullable<PoolConfig['types']> = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};
/** How a value of this type is read from the server's text. */
export function parserOf(oid: number): (text: string) => unknown {
  return types.getTypeParser(oid, 'text');
}

/** How the server lists the connections of a running service, and of a move. */
export const NAMES = { service: 'zoho-event-hub', move: 'zoho-event-hub-move' } as const;

const UNREADABLE = Object.assign(new PermanentFailure(tell('SERVER_ADDRESS_UNREADABLE')), {
  code: 'UNREADABLE_ADDRESS',
});

/**
 * Connections that carry no state from one transaction to the next, as PgBouncer hands them out.
 *
 * @throws PermanentFailure when the address cannot be read
 */
export function connect(
  url: string,
  max: number,
  { name = NAMES.service, isPatient = false }: { name?: string; isPatient?: boolean } = {},
): Pool {
  if (!URL.canParse(url) || new URL(url).host.includes(',')) throw UNREADABLE;
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    application_name: name,
    // A command may read a whole log in one go.
    ...(!isPatient && { query_timeout: SILENT_MS }),
  });
  // An idle connection that was cut is replaced by the next query; unheard, the error would end the process.
  pool.on('error', () => {});
  return pool;
}

/**
 * Brings the tables up to date, one instance after the other however many start at once.
 *
 * @throws PermanentFailure when a newer program made the database, or the server is too old
 */
export async function migrateUnderLock(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await requireVersion(client);
    // Of this transaction, which holds nothing else: a lock of the session could outlive us behind PgBouncer.
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.migrate]);
    await assertNotNewer(client);
    await migrate(drizzle(pool), { migrationsFolder: MIGRATIONS });
    await client.query('COMMIT');
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

type Queryable = { query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }> };

async function requireVersion(client: Queryable): Promise<void> {
  const { rows } = await client.query('SHOW server_version_num');
  const version = Math.floor(Number(rows[0]?.server_version_num) / 10_000);
  if (version >= OLDEST) return;
  throw Object.assign(new PermanentFailure(tell('SERVER_TOO_OLD', { version, oldest: OLDEST })), {
    code: 'OLD_SERVER',
  });
}

/** How many migrations there are today. */
export function knownMigrations(): number {
  return JSON.parse(readFileSync(join(MIGRATIONS, 'meta', '_journal.json'), 'utf8')).entries.length;
}

/** How many of them a database has; 0 where none was ever applied. */
export async function appliedMigrations(client: Queryable): Promise<number> {
  const { rows: known } = await client.query(`SELECT to_regclass('drizzle.__drizzle_migrations') AS name`);
  if (known[0]?.name === null) return 0;
  const { rows } = await client.query('SELECT count(*) AS applied FROM drizzle.__drizzle_migrations');
  return Number(rows[0]?.applied);
}

/** Throws when the database knows migrations that we do not: working on it could break what they promise. */
async function assertNotNewer(client: Queryable): Promise<void> {
  if ((await appliedMigrations(client)) <= knownMigrations()) return;
  throw Object.assign(new PermanentFailure(tell('DATABASE_NEWER')), { code: 'NEWER_DATABASE' });
}
