import type { Appended, NewEvent } from '../../log/event.ts';
import type { Counters } from './counters.ts';
import type { Dialect, Reader } from './dialect.ts';
import type { Step } from './step.ts';
import type { ProblemTable } from './tables/problem-table.ts';

/** What a change of status needs to know about a row. */
export type Held = { id: number; source: string; module: string; record_id: string; attempts: number };

/** The key in `service_state` that appears once times no longer sort like ids. */
export const DISORDERED = 'clock.disordered';

/** What all writes of one transaction share. */
export interface Writing {
  /** The time of the transaction in epoch ms, and the same time as text. */
  readonly nowMs: number;
  readonly nowIso: string;
  readonly counters: Counters;
  readonly problems: ProblemTable;
  /** Set when something became claimable: after the commit, the processor is woken. */
  hasNewPending: boolean;
  /** Notes that a row was changed, for whoever is watching. */
  touch(id: number): void;
  /** Stores the events of one delivery, all or none. */
  append(events: readonly NewEvent[]): Step<Appended[]>;
  /**
   * Puts a finished event back in the queue. `eventId` replaces its id when that id belongs to another event.
   */
  reopen(row: Held, eventId: string | null): Step<void>;
  /**
   * Ends an unfinished event where it stands, so that the next one of its record may run. The caller moves
   * the counter.
   */
  end(row: Held, result: string): Step<void>;
}

/** The log as an engine keeps it, for the code that is written once for all engines. */
export interface Log extends Reader {
  readonly dialect: Dialect;
  /** Runs work in a transaction, batched with other work; it may run more than once before the commit. */
  write<T>(work: (writing: Writing) => Step<T>): Promise<T>;
}
