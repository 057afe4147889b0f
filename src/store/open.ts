import { dirname } from 'node:path';
import { type Clock, systemClock } from '../clock.ts';
import type { Integrity } from '../log/readings.ts';
import type { Backup, Compaction, Stores } from '../log/stores.ts';
import {
  type MovedRows,
  move,
  type PlannedMove,
  type Progress,
  plannedMove,
  type Sides,
} from './common/moving/move.ts';
import type { MoveSource, MoveTarget } from './common/moving/sides.ts';
import type { Keeper } from './sqlite/file/file-lock.ts';

/**
 * From DATABASE_URL to the stores behind it. Nothing else knows which engine is in use; each is loaded only
 * when needed, because a command that just prints its help should not wait for a database driver.
 */

/** What one command works with: the stores, and ways to copy and rewrite the whole database. */
export type CommandStores = Stores & Backup & Compaction;

/** What the settings say about storing events; plain data, because a store may live in its own thread. */
export type HowToStore = {
  /**
   * The port that the service listens on, for the sentence that refuses a second service on the same data.
   */
  port: number;
  /** A complete student event is decided as it is stored: nobody outside has to be asked or told. */
  endsStudentsAtOnce: boolean;
};

export type OpenStores = (url: string, how: HowToStore) => Promise<Stores>;

/** The stores of the service. They work beside it, so that it reads requests while they write. */
export const openStores: OpenStores = async (url, how) => (await loadStores(url))(url, how);

/** Starts to load what opens the stores behind `url`, while the caller does other work. */
export async function loadStores(url: string): Promise<OpenStores> {
  if (isOnServer(url)) return (url, how) => openStoresHere(url, systemClock, how);
  const { beginThread, openThreadedStores } = await import('./sqlite/thread/threaded-stores.ts');
  const thread = beginThread();
  return (url, how) => openThreadedStores(databaseFile(url), how, thread);
}

/** The same in the caller's own thread and by its clock, for tests and for tools that need no speed. */
export async function openStoresHere(
  url: string,
  clock: Clock,
  how: Pick<HowToStore, 'endsStudentsAtOnce'>,
): Promise<Stores> {
  const { endStudentAtOnce } = await import('../students/at-once.ts');
  const endAtOnce = how.endsStudentsAtOnce ? endStudentAtOnce : undefined;
  if (isOnServer(url)) {
    const { openPostgresStores } = await import('./postgres/open.ts');
    return openPostgresStores(url, clock, { endAtOnce });
  }
  const { openSqliteStores } = await import('./sqlite/open.ts');
  return openSqliteStores(databaseFile(url), clock, { endAtOnce });
}

/**
 * Whether there is anything to open; only the service's first start creates a database.
 *
 * @throws PermanentFailure when the system does not let this user look
 */
export async function hasDatabase(url: string): Promise<boolean> {
  // Whoever runs the server created the database; opening it shows whether it can be reached.
  if (isOnServer(url)) return true;
  const { statSync } = await import('node:fs');
  // Not existsSync, which reports a folder that this user may not enter as empty.
  const file = databaseFile(url);
  try {
    return statSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    throw (await import('./sqlite/unusable.ts')).unusable(file, error as Error);
  }
}

/**
 * Opens the stores for one command and closes them after it. The service may be running meanwhile.
 *
 * @param rest awaited after each write of long work: a lock that is retaken at once is never free when the
 * service wants it, and the service would refuse its senders
 * @throws PermanentFailure when the database cannot be used, with what a person can do about it
 */
export async function withStores<T>(
  url: string,
  clock: Clock,
  use: (stores: CommandStores) => Promise<T>,
  rest?: () => Promise<unknown>,
): Promise<T> {
  if (isOnServer(url)) {
    const { withPostgresStores } = await import('./postgres/command.ts');
    return withPostgresStores(url, clock, use);
  }
  const { withSqliteStores } = await import('./sqlite/command.ts');
  return withSqliteStores(databaseFile(url), clock, use, rest && { rest });
}

/** Whether the database file is whole, as far as can be told within the time (ms). */
export async function checkIntegrity(url: string, budgetMs: number): Promise<Integrity> {
  // A server looks after its files itself (data checksums, amcheck).
  if (isOnServer(url)) return { is: 'unknown' };
  const { lookThrough } = await import('./sqlite/integrity/integrity.ts');
  return lookThrough(databaseFile(url), budgetMs);
}

/**
 * Where the service keeps tokens and other small files: beside the database. Null when nothing is kept, and
 * when the database is on a server: other instances would not see what one keeps in a file.
 */
export function dataFolder(url: string): string | null {
  if (isOnServer(url)) return null;
  const file = databaseFile(url);
  return file === ':memory:' ? null : dirname(file);
}

export type MoveOrder = {
  from: string;
  to: string;
  /** When the move began, for whoever is refused one of the databases meanwhile; ISO. */
  since: string;
  startOver: boolean;
  /** The operator token, when the source keeps it in a file. */
  operatorToken: string | null;
  onProgress: Progress;
};
export type { MovedRows } from './common/moving/move.ts';
/** `operatorToken`: from a source that stores it itself, for a target that does not. */
export type Moved = { tables: MovedRows[]; operatorToken: string | null };

/**
 * Copies a log into another database and compares the two; the source stays as it is.
 *
 * @throws PermanentFailure while somebody works on either of them, or when the target holds something else
 */
export async function moveLog(order: MoveOrder): Promise<Moved> {
  return withSides(order, async (sides) => ({
    tables: await move(sides, { ...order, from: databaseName(order.from) }),
    operatorToken: await sides.source.operatorToken(),
  }));
}

/** What `moveLog` would do, without doing it. */
export async function planMove(order: MoveOrder): Promise<PlannedMove> {
  return withSides(order, (sides) => plannedMove(sides, { ...order, from: databaseName(order.from) }));
}

async function withSides<T>({ from, to, since }: MoveOrder, use: (sides: Sides) => Promise<T>): Promise<T> {
  const keeper = { pid: process.pid, port: null, since };
  try {
    const source = await openSource(from, keeper);
    try {
      const target = await openTarget(to, keeper);
      return await use({ source, target }).finally(() => target.close());
    } finally {
      await source.close();
    }
  } catch (error) {
    throw await explained(error as Error, [to, from]);
  }
}

async function openSource(url: string, keeper: Keeper): Promise<MoveSource> {
  if (isOnServer(url)) return (await import('./postgres/moving/source.ts')).postgresSource(url);
  return (await import('./sqlite/moving/source.ts')).sqliteSource(databaseFile(url), keeper);
}

async function openTarget(url: string, keeper: Keeper): Promise<MoveTarget> {
  if (isOnServer(url)) return (await import('./postgres/moving/target.ts')).postgresTarget(url);
  return (await import('./sqlite/moving/target.ts')).sqliteTarget(databaseFile(url), keeper);
}

/** Which of the two databases an error is about, as a sentence. */
async function explained(error: Error, urls: readonly string[]): Promise<Error> {
  const file = urls.find((url) => !isOnServer(url));
  const server = urls.find(isOnServer);
  if (error.name === 'SqliteError' && file !== undefined)
    return (await import('./sqlite/unusable.ts')).unusable(databaseFile(file), error);
  if ('syscall' in error && !('address' in error)) return error;
  return server === undefined ? error : (await import('./postgres/unusable.ts')).unusable(server, error);
}

/** What messages call the database: never with a password. */
export function databaseName(url: string): string {
  if (!isOnServer(url)) return databaseFile(url);
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname}`;
}

/** Several instances may share a database on a server. */
export function isOnServer(url: string): boolean {
  return /^postgres(ql)?:\/\//.test(url);
}

/**
 * A secret shared by all instances, created by the first; null where one process owns the database and has a
 * file for it.
 *
 * @param make returns a fresh secret
 */
export async function sharedSecret(url: string, key: string, make: () => string): Promise<string | null> {
  if (!isOnServer(url)) return null;
  const { secretOf } = await import('./postgres/secret.ts');
  return secretOf(url, key, make);
}

/** The path behind `file:data/events.db`, `file:///var/lib/events.db`, `file:///C:/hub/events.db` or `file::memory:`. */
export function databaseFile(url: string): string {
  return url.replace(/^file:(\/\/)?/, '').replace(/^\/(?=[A-Za-z]:)/, '');
}
