import type { Clock } from '../../clock.ts';
import type { EventStore } from '../../log/ports.ts';
import type { Stores } from '../../log/stores.ts';
import { UNFINISHED, unfinished } from '../common/moving/tables.ts';
import { LoggedHeldStore } from '../common/tables/held-store.ts';
import { LoggedPeople } from '../common/tables/people.ts';
import { LoggedProblemStore } from '../common/tables/problem-store.ts';
import { LoggedStateStore } from '../common/tables/state-store.ts';
import { LoggedStudentStore } from '../common/tables/student-store.ts';
import { LoggedSuggestionStore } from '../common/tables/suggestion-store.ts';
import { SuggestionTable } from '../common/tables/suggestion-table.ts';
import type { LocalTables } from '../common/writing/settle.ts';
import { Queries } from './commit/run-step.ts';
import { SqliteStudentTable } from './commit/student-table.ts';
import { type Connection, openDatabase } from './connect.ts';
import { SQLITE } from './dialect.ts';
import { SqliteEventStore, type StoreOptions } from './event-store.ts';
import { enterOldFailures } from './file/old-failures.ts';
import { unusable } from './unusable.ts';

/** `events`: the log with all its ports; `studentTable`, `connection`: for what only this engine does. */
export type SqliteStores = Stores & {
  events: EventStore;
  studentTable: SqliteStudentTable;
  connection: Connection;
};

/**
 * Opens the embedded store; `file` is a path, or `:memory:` for a throwaway log.
 *
 * @throws PermanentFailure with why the database cannot be used
 */
export function openSqliteStores(file: string, clock: Clock, options: StoreOptions = {}): SqliteStores {
  try {
    return open(file, clock, options);
  } catch (error) {
    throw unusable(file, error as Error);
  }
}

function open(file: string, clock: Clock, options: StoreOptions): SqliteStores {
  const connection = openDatabase(file, options.image);
  refuseUnfinished(connection);
  enterOldFailures(connection, new Date(clock.now()).toISOString());
  // One process keeps the file: anything marked as being applied at start belonged to a dead process.
  const suggestionTable = new SuggestionTable({ dialect: SQLITE, orphanMs: 0 });
  const steps = new Queries(connection);
  const studentTable = new SqliteStudentTable(connection);
  const tables: LocalTables = {
    students: studentTable,
    suggestions: {
      replaceWaiting: (change, nowIso) => steps.run(suggestionTable.replaceWaiting(change, nowIso)),
    },
  };
  const events = new SqliteEventStore(connection, tables, clock, options);
  const students = new LoggedStudentStore(events);
  const suggestions = new LoggedSuggestionStore(suggestionTable, events);
  const people = new LoggedPeople(events);
  const state = new LoggedStateStore(events);
  const held = new LoggedHeldStore(events);
  const problems = new LoggedProblemStore(events);
  const log = { intake: events, queue: events, reading: events, upkeep: events };
  return { ...log, events, studentTable, students, suggestions, people, state, held, problems, connection };
}

/** Events stored in half a log would be overwritten by the other half. */
function refuseUnfinished(connection: Connection): void {
  if (connection.prepare('SELECT 1 FROM service_state WHERE key = ?').get(UNFINISHED) === undefined) return;
  connection.close();
  throw unfinished();
}
