import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { PermanentFailure } from '../../log/failures.ts';
import { tell } from '../../sentences/tell.ts';
import { noteClean } from './file/old-pages.ts';
import { makePrivate } from './file/private-file.ts';

export type Connection = Database.Database;

const MIGRATIONS = fileURLToPath(new URL('../../../migrations/sqlite', import.meta.url));
/**
 * In ms. Waiting for a lock freezes the event loop, so the wait is short; the sender is then asked to come
 * back.
 */
const BUSY_MS = 1_000;
/** `PRAGMA synchronous`: 2 is FULL, an fsync at each commit. */
const FULL = 2;

/**
 * Opens the log, creating its folder, migrates it, and proves that a commit will reach the disk.
 *
 * @param image the initial content of a log in memory, from `serialize`; tests open hundreds, and migrate
 * only one
 * @throws PermanentFailure when a newer program made the database, and whatever SQLite refuses with
 */
export function openDatabase(file: string, image?: Buffer): Connection {
  if (file !== ':memory:') {
    // SQLite gives its other files the same mode.
    makePrivate(file);
    requireOneName(file);
  }
  const connection = new Database(image ?? file, { timeout: BUSY_MS });
  // Must come before the first table, or SQLite ignores it: a pruned log gives its space back. Setting it
  // again would need the writer's lock, so a read-only command, or a start, would fail beside a long write.
  if (connection.pragma('auto_vacuum', { simple: true }) === 0)
    connection.pragma('auto_vacuum = INCREMENTAL');
  connection.pragma('journal_mode = WAL');
  // better-sqlite3 is compiled with NORMAL for WAL, which may lose the last commits in a power cut.
  connection.pragma('synchronous = FULL');
  // Without this, an fsync on macOS leaves the data in the drive's cache; elsewhere it changes nothing.
  connection.pragma('fullfsync = ON');
  // Anything overwritten or deleted leaves no bytes behind, from the first row on, so erasing only has to
  // find what is there now. FAST would leave whole free pages. Measured at 100 rows a commit: no difference
  // from OFF (36 µs of CPU an event).
  connection.pragma('secure_delete = ON');
  connection.pragma('foreign_keys = ON');
  connection.pragma('trusted_schema = OFF');
  connection.pragma('cache_size = -32000');
  // In pages. Checkpoints run beside us (checkpointer.ts); this one, in the middle of a commit, is for when
  // those cannot keep up.
  connection.pragma('wal_autocheckpoint = 16000');
  connection.pragma('journal_size_limit = 67108864');
  assertDurable(connection);
  const applied = appliedMigrations(connection);
  const known = knownMigrations();
  if (applied > known) refuseNewer(connection);
  const isNew = connection.prepare(`SELECT 1 FROM sqlite_schema LIMIT 1`).get() === undefined;
  if (applied < known) migrate(connection);
  if (isNew) noteClean(connection);
  return connection;
}

/**
 * Under a second name (a hard link) SQLite keeps a second write-ahead log, and what is in the first is lost
 * after a crash: https://sqlite.org/howtocorrupt.html, "Multiple links to the same file". Each name would
 * also have its own lock.
 */
function requireOneName(file: string): void {
  const stats = statSync(file);
  // A folder always has two names; SQLite itself says that it is not a database.
  if (stats.nlink === 1 || stats.isDirectory()) return;
  throw Object.assign(new PermanentFailure(tell('DATABASE_HAS_SECOND_NAME', { file })), {
    code: 'SECOND_NAME',
  });
}

/** Throws if a commit would be reported before it is on the disk. */
export function assertDurable(connection: Connection): void {
  const synchronous = connection.pragma('synchronous', { simple: true });
  if (synchronous !== FULL)
    throw new Error(`SQLite synchronous is ${synchronous}, not FULL: an answered event could be lost`);
}

/** How many migrations exist today. */
export function knownMigrations(): number {
  return JSON.parse(readFileSync(join(MIGRATIONS, 'meta', '_journal.json'), 'utf8')).entries.length;
}

function appliedMigrations(connection: Connection): number {
  const known = connection.prepare(`SELECT 1 FROM sqlite_schema WHERE name = '__drizzle_migrations'`).get();
  if (known === undefined) return 0;
  return Number(connection.prepare(`SELECT count(*) FROM __drizzle_migrations`).pluck().get());
}

/** Loaded only when there is something to do: most starts find everything up to date. */
function migrate(connection: Connection): void {
  const require = createRequire(import.meta.url);
  const { drizzle }: typeof import('drizzle-orm/better-sqlite3') = require('drizzle-orm/better-sqlite3');
  const migrator: typeof import('drizzle-orm/better-sqlite3/migrator') = require('drizzle-orm/better-sqlite3/migrator');
  migrator.migrate(drizzle(connection), { migrationsFolder: MIGRATIONS });
}

/** Working on a database with migrations that we do not know could break what they promise. */
function refuseNewer(connection: Connection): never {
  connection.close();
  throw Object.assign(new PermanentFailure(tell('DATABASE_NEWER')), { code: 'NEWER_DATABASE' });
}
