import { dirname } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Backup, Compaction, Integrity, Stores } from '../log/ports.ts';

/**
 * From DATABASE_URL to the stores behind it. Nobody else knows which engine keeps them; each is loaded when it is
 * asked for, because a command that only prints its help should not wait for a database driver.
 */

/** What one command works with: the stores, and ways to copy and to rewrite them whole. */
export type CommandStores = Stores & Backup & Compaction;

/** What the settings say about keeping events; plain data, because a store may live in a thread of its own. */
export type HowToStore = {
  /** On which the service listens, for the sentence that refuses a second one on the same data. */
  port: number;
  /** A complete student event is decided as it is kept: nobody outside has to be asked or told. */
  endsStudentsAtOnce: boolean;
};

/** The stores of the service: they work beside it, so that it reads requests while they write. */
export async function openStores(url: string, how: HowToStore): Promise<Stores> {
  const { openThreadedStores } = await import('./sqlite/thread/threaded-stores.ts');
  return openThreadedStores(databaseFile(url), how);
}

/** The same in the caller's own thread and by its clock, for tests and for tools that need no speed. */
export async function openStoresHere(
  url: string,
  clock: Clock,
  how: Pick<HowToStore, 'endsStudentsAtOnce'>,
): Promise<Stores> {
  const [{ openSqliteStores }, { endStudentAtOnce }] = await Promise.all([
    import('./sqlite/open.ts'),
    import('../students/at-once.ts'),
  ]);
  const endAtOnce = how.endsStudentsAtOnce ? endStudentAtOnce : undefined;
  return openSqliteStores(databaseFile(url), clock, { endAtOnce });
}

/** Whether there is anything to open; only the service's first start makes a database. */
export async function hasDatabase(url: string): Promise<boolean> {
  const { existsSync } = await import('node:fs');
  return existsSync(databaseFile(url));
}

/**
 * Opens the stores for one command and closes them after it. The service may run meanwhile.
 *
 * @param rest awaited after each write of a long work: a lock that is taken again at once is never free when the
 *   service asks for it, and its senders are refused
 * @throws PermanentFailure when the database cannot be used, with what a person can do about it
 */
export async function withStores<T>(
  url: string,
  clock: Clock,
  use: (stores: CommandStores) => Promise<T>,
  rest?: () => Promise<unknown>,
): Promise<T> {
  const { withSqliteStores } = await import('./sqlite/command.ts');
  return withSqliteStores(databaseFile(url), clock, use, rest && { rest });
}

/** Whether the file of the database is whole, as far as that can be told within the time (ms). */
export async function checkIntegrity(url: string, budgetMs: number): Promise<Integrity> {
  const { lookThrough } = await import('./sqlite/integrity/integrity.ts');
  return lookThrough(databaseFile(url), budgetMs);
}

/** Where tokens and other small files of the service stand: beside the database. Null when nothing is kept. */
export function dataFolder(url: string): string | null {
  const file = databaseFile(url);
  return file === ':memory:' ? null : dirname(file);
}

/** What messages call the database. */
export function databaseName(url: string): string {
  return databaseFile(url);
}

/** The path behind `file:data/events.db`, `file:///var/lib/events.db`, `file:///C:/hub/events.db` or `file::memory:`. */
export function databaseFile(url: string): string {
  return url.replace(/^file:(\/\/)?/, '').replace(/^\/(?=[A-Za-z]:)/, '');
}
