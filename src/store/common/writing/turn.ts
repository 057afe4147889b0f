import type { Told } from '../../../log/told.ts';
import type { Counters } from '../counters.ts';
import type { ProblemTable } from '../tables/problem-table.ts';
import type { AtOnce } from './at-once.ts';

/** What a problem needs to know about the event that ended. */
export type Ended = Parameters<ProblemTable['mend']>[0];

/** What storing an event and ending an attempt need to know about the transaction. */
export type WriteTurn = {
  /** Epoch ms, and the same time as text. */
  readonly nowMs: number;
  readonly nowIso: string;
  /** When the events of this transaction count as received. */
  readonly receivedIso: string;
  readonly counters: Counters;
  /** Ends events as they are stored; null where the processor takes all of them. */
  readonly atOnce: AtOnce | null;
  /**
   * The id that the next inserted row gets. A student notes the event that changed it before that event is a
   * row.
   */
  readonly nextId: number;
  readonly problems: {
    open(ended: Ended, sentence: string, told: readonly Told[] | null, now: string): void;
    mend(ended: Ended, now: string): void;
    pass(id: number, now: string): void;
  };
  /** Set when something became claimable. */
  hasNewPending: boolean;
  /** Notes that a row was changed, for whoever is watching. */
  touch(id: number): void;
};

export function toIso(ms: number): string {
  return new Date(ms).toISOString();
}
