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
/** Waiting for a lock freezes the event loop, so the wait is short, in ms; the sender is then asked to come back. */
const BUSY_MS = 1_000;
/** `PRAGMA synchronous`: 2 is FULL, an fsync at each commit. */
const FULL = 2;

/**
 * Opens the log, creates its folder, brings it up to date and proves that a commit will reach the disk.
 *
 * @param image what a log in memory begins with, as `serialize` gave it; tests open hundreds, and migrate only one
 * @throws PermanentFailure when a newer program made the database, and what SQLite refuses with
 */
export function openDatabase(file: string, image?: Buffer): Connection {
  if (file !== ':memory:') {
    // SQLite gives its other files the same mode.
    makePrivate(file);
    requireOneName(file);
  }
  const connection = new Database(image ?? file, { timeout: BUSY_MS });
  // Before the first table, or SQLite ignores it: a log that was pruned gives its space back. To set it again would need
  // the lock of whoever writes, so that a command that only reads, and a start, would fail beside a long write.
  if (connection.pragma('auto_vacuum', { simple: true }) === 0)
    connection.pragma('auto_vacuum = INCREMENTAL');
  connection.pragma('journal_mode = WAL');
  // better-sqlite3 is compiled with NORMAL for WAL, which may lose the last commits on a power cut.
  connection.pragma('synchronous = FULL');
  // On macOS an fsync leaves the data in the drive's cache without it; elsewhere it changes nothing.
  connection.pragma('fullfsync = ON');
  // Whatever is overwritten or deleted leaves no bytes, from the first row on: erasing finds only what is there now. FAST
  // would leave whole pages that are free. Measured, 100 rows a commit: no difference to OFF (36 µs of CPU an event).
  connection.pragma('secure_delete = ON');
  connection.pragma('foreign_keys = ON');
  connection.pragma('trusted_schema = OFF');
  connection.pragma('cache_size = -32000');
  // In pages. Checkpoints are made beside us (checkpointer.ts); this one, in the middle of a commit, is for the case
  // that those cannot keep up.
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
 * Under a second name (a hard link) SQLite keeps a second write-ahead log, and what is in the first is lost after a crash:
 * https://sqlite.org/howtocorrupt.html, "Multiple links to the same file". Each name would also have a lock of its own.
 */
function requireOneName(file: string): void {
  const stats = statSync(file);
  // A folder has two names always; that it is no database SQLite says itself.
  if (stats.nlink === 1 || stats.isDirectory()) return;
  throw Object.assign(new PermanentFailure(tell('DATABASE_HAS_SECOND_NAME', { file })), {
    code: 'SECOND_NAME',
  });
}

/** Throws when a commit would be answered before it is on the disk. */
export function assertDurable(connection: Connection): void {
  const synchronous = connection.pragma('synchronous', { simple: true });
  if (synchronous !== FULL)
    throw new Error(`SQLite synchronous is ${synchronous}, not FULL: an answered event could be lost`);
}

/** How many migrations there are today. */
export function knownMigrations(): number {
  return JSON.parse(readFileSync(join(MIGRATIONS, 'meta', '_journal.json'), 'utf8')).entries.length;
}

function appliedMigrations(connection: Connection): number {
  const known = connection.prepare(`SELECT 1 FROM sqlite_schema WHERE name = '__drizzle_migrations'`).get();
  if (known === undefined) return 0;
  return Number(connection.prepare(`SELECT count(*) FROM __drizzle_migrations`).pluck().get());
}

/** Loaded only where there is something to do: most starts find everything as it should be. */
function migrate(connection: Connection): void {
  const require = createRequire(import.meta.url);
  const { drizzle }: typeof import('drizzle-orm/better-sqlite3') = require('drizzle-orm/better-sqlite3');
  const migrator: typeof import('drizzle-orm/better-sqlite3/migrator') = require('drizzle-orm/better-sqlite3/migrator');
  migrator.migrate(drizzle(connection), { migrationsFolder: MIGRATIONS });
}

/** Working on a database that knows migrations which we do not could break what they promise. */
function refuseNewer(connection: Connection): never {
  connection.close();
  throw Object.assign(new PermanentFailure(tell('DATABASE_NEWER')), { code: 'NEWER_DATABASE' });
}
