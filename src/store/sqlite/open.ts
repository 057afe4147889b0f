import type { Clock } from '../../clock.ts';
import type { EventStore, Stores } from '../../log/ports.ts';
import { type Connection, openDatabase } from './connect.ts';
import { SqliteEventStore } from './event-store.ts';
import { SqliteHeldStore } from './held-store.ts';
import type { Rest } from './resting-log.ts';
import { SqliteStateStore } from './state-store.ts';
import { SqliteStudentStore } from './student-store.ts';
import { SqliteSuggestionStore } from './suggestion-store.ts';
import { SuggestionTable } from './suggestion-table.ts';
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
 * @param rest awaited after each write of a long work, for a process beside the service: a lock that is taken again at
 *   once is never free when the service asks for it, and its senders are refused
 * @throws PermanentFailure with why the database cannot be used
 */
export function openSqliteStores(file: string, clock: Clock, rest?: Rest): SqliteStores {
  try {
    return open(file, clock, rest);
  } catch (error) {
    throw unusable(file, error as Error);
  }
}

function open(file: string, clock: Clock, rest?: Rest): SqliteStores {
  const connection = openDatabase(file);
  const tables = {
    students: new SqliteStudentStore(connection),
    suggestions: new SuggestionTable(connection),
  };
  const events = new SqliteEventStore(connection, tables, clock, rest);
  const suggestions = new SqliteSuggestionStore(tables.suggestions, events);
  const state = new SqliteStateStore(connection, events);
  const held = new SqliteHeldStore(connection, events.statements, events);
  const log = { intake: events, queue: events, reading: events, upkeep: events };
  return { ...log, events, students: tables.students, suggestions, state, held, connection };
}
