import type { Clock } from '../../clock.ts';
import type { EventStore, Stores } from '../../log/ports.ts';
import { type Connection, openDatabase } from './connect.ts';
import { SqliteEventStore, type StoreOptions } from './event-store.ts';
import { SqliteHeldStore } from './held-store.ts';
import { SqlitePeople } from './people.ts';
import { enterOldFailures } from './problems/old-failures.ts';
import { SqliteProblemStore } from './problems/problem-store.ts';
import { ProblemTable } from './problems/problem-table.ts';
import { SqliteStateStore } from './state-store.ts';
import { SqliteStudentStore } from './student-store.ts';
import { SqliteSuggestionStore } from './suggestion-store.ts';
import { SuggestionTable } from './suggestion-table.ts';
import { TicketTable } from './ticket-table.ts';
import { unusable } from './unusable.ts';

/** `events`: the log with all its ports; `connection`: for what only this engine does. */
export type SqliteStores = Stores & {
  events: EventStore;
  students: SqliteStudentStore;
  connection: Connection;
};

/**
 * Opens the embedded store; `file` is a path, or `:memory:` for a log that nobody has to keep.
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
  const connection = openDatabase(file);
  enterOldFailures(connection, new Date(clock.now()).toISOString());
  const tables = {
    students: new SqliteStudentStore(connection),
    suggestions: new SuggestionTable(connection),
    problems: new ProblemTable(connection),
    tickets: new TicketTable(connection),
  };
  const events = new SqliteEventStore(connection, tables, clock, options);
  const suggestions = new SqliteSuggestionStore(tables, events);
  const people = new SqlitePeople(connection, tables.tickets, events);
  const state = new SqliteStateStore(connection, events);
  const held = new SqliteHeldStore(connection, events.statements, events);
  const problems = new SqliteProblemStore(connection, tables.problems, events.statements, events);
  const log = { intake: events, queue: events, reading: events, upkeep: events };
  return {
    ...log,
    events,
    students: tables.students,
    suggestions,
    people,
    state,
    held,
    problems,
    connection,
  };
}
