import type { Told } from '../../../log/told.ts';
import type { Counters } from '../counters.ts';
import type { ProblemTable } from '../tables/problem-table.ts';
import type { AtOnce } from './at-once.ts';

/** The event that ended, as far as its problem needs to know it. */
export type Ended = Parameters<ProblemTable['mend']>[0];

/** What keeping an event and ending an attempt need to know of the transaction. */
export type WriteTurn = {
  /** Epoch ms, and the same as text. */
  readonly nowMs: number;
  readonly nowIso: string;
  /** When the events of this transaction count as received. */
  readonly receivedIso: string;
  readonly counters: Counters;
  /** Ends events as they are kept; null where all of them go to the processor. */
  readonly atOnce: AtOnce | null;
  /** The id that the next inserted row gets. A student notes the event that changed it before that event is a row. */
  readonly nextId: number;
  readonly problems: {
    open(ended: Ended, sentence: string, told: readonly Told[] | null, now: string): void;
    mend(ended: Ended, now: string): void;
    pass(id: number, now: string): void;
  };
  /** Set when something became claimable. */
  hasNewPending: boolean;
  /** Notes that a row was changed, for who watches. */
  touch(id: number): void;
};

export function toIso(ms: number): string {
  return new Date(ms).toISOString();
}
