import { createHash, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Clock } from '../../clock.ts';
import type { EndAtOnce } from '../../log/ports.ts';
import type { Stores } from '../../log/stores.ts';
import { UNFINISHED, unfinished } from '../common/moving/tables.ts';
import { LoggedHeldStore } from '../common/tables/held-store.ts';
import { LoggedPeople } from '../common/tables/people.ts';
import { LoggedProblemStore } from '../common/tables/problem-store.ts';
import { LoggedStateStore } from '../common/tables/state-store.ts';
import { LoggedStudentStore } from '../common/tables/student-store.ts';
import { LoggedSuggestionStore } from '../common/tables/suggestion-store.ts';
import { SuggestionTable } from '../common/tables/suggestion-table.ts';
import { CONNECTIONS, connect, migrateUnderLock } from './connect.ts';
import { POSTGRES } from './dialect.ts';
import { PostgresEventStore } from './event-store.ts';
import { unusable } from './unusable.ts';

/** `events`: the log with all its ports. */
export type PostgresStores = Stores & { events: PostgresEventStore };
export type PostgresStoreOptions = {
  endAtOnce?: EndAtOnce | undefined;
  /** For a command, which may ask for more than a service does. */
  isPatient?: boolean;
};

/** How many slots the instances share; two in one slot only wait for each other now and then. */
const SLOTS = 16;
/** Nobody applies a change for so long, in ms: whoever began is dead, also where other instances live on. */
const ORPHAN_MS = 300_000;

/**
 * Opens the stores on a server, and brings its tables up to date.
 *
 * @throws PermanentFailure with why the database cannot be used
 */
export async function openPostgresStores(
  url: string,
  clock: Clock,
  { endAtOnce, isPatient = false }: PostgresStoreOptions = {},
): Promise<PostgresStores> {
  const pool = connect(url, CONNECTIONS, { isPatient });
  const listening = connect(url, 1);
  try {
    await migrateUnderLock(pool);
    await refuseUnfinished(pool);
  } catch (error) {
    await Promise.all([pool.end(), listening.end()]);
    throw unusable(url, error as Error);
  }
  const instance = randomUUID();
  const suggestionTable = new SuggestionTable({ dialect: POSTGRES, orphanMs: ORPHAN_MS });
  const events = new PostgresEventStore({
    pool,
    listening,
    clock,
    instance,
    endAtOnce: endAtOnce ?? null,
    suggestions: suggestionTable,
    slot: createHash('sha256').update(instance).digest().readUInt8() % SLOTS,
  });
  return {
    intake: events,
    queue: events,
    reading: events,
    upkeep: events,
    events,
    students: new LoggedStudentStore(events),
    suggestions: new LoggedSuggestionStore(suggestionTable, events),
    people: new LoggedPeople(events),
    state: new LoggedStateStore(events),
    held: new LoggedHeldStore(events),
    problems: new LoggedProblemStore(events),
  };
}

/** Events that came into half a log would be overwritten by the other half. */
async function refuseUnfinished(pool: Pool): Promise<void> {
  const { rows } = await pool.query('SELECT 1 FROM service_state WHERE key = $1', [UNFINISHED]);
  if (rows.length > 0) throw unfinished();
}
