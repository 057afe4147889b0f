import type { Appended, NewEvent } from '../../log/event.ts';
import type { Counters } from './counters.ts';
import type { Dialect, Reader } from './dialect.ts';
import type { Step } from './step.ts';
import type { ProblemTable } from './tables/problem-table.ts';

/** What a change of status needs to know of a row. */
export type Held = { id: number; source: string; module: string; record_id: string; attempts: number };

/** The key in `service_state` that is there once times do not sort like ids. */
export const DISORDERED = 'clock.disordered';

/** What all writes of one transaction share. */
export interface Writing {
  /** The time of the transaction: epoch ms, and the same as text. */
  readonly nowMs: number;
  readonly nowIso: string;
  readonly counters: Counters;
  readonly problems: ProblemTable;
  /** Set when something became claimable: after the commit somebody is woken. */
  hasNewPending: boolean;
  /** Notes that a row was changed, for who watches. */
  touch(id: number): void;
  /** Keeps the events of one delivery, all or none. */
  append(events: readonly NewEvent[]): Step<Appended[]>;
  /** A finished event waits again. `eventId` replaces its id, where the id belongs to another event. */
  reopen(row: Held, eventId: string | null): Step<void>;
  /** Ends an unfinished event where it stands; the next of its record may run. Its counter is the caller's. */
  end(row: Held, result: string): Step<void>;
}

/** The log as an engine keeps it, for what is written once for all of them. */
export interface Log extends Reader {
  readonly dialect: Dialect;
  /** Runs a work in a transaction, together with others; it may run more than once before its commit. */
  write<T>(work: (writing: Writing) => Step<T>): Promise<T>;
}
