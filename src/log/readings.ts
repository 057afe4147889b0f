import type { EventSummary, JsonObject, Status } from './event.ts';
import type { Told } from './told.ts';

/** What is asked of the log, and what it answers. */

export type EventFilter = {
  status?: Status;
  source?: string;
  module?: string;
  event_type?: string;
  record_id?: string;
  event_id?: string;
  /** The cause of a failure, as `failures` tells it: `…` stands for anything. */
  cause?: string;
  /** The events of one problem, by its id. */
  problem?: number;
  /** Part of an id, an error text or a payload; case does not matter for Latin letters. */
  q?: string;
  /** Received at or after, before; ISO times. */
  since?: string;
  until?: string;
};

/**
 * `reach`: how many rows to look at, at most, where no index finds the matches; without it, all of them. What it leaves
 * out comes with the next page.
 */
export type Page = { limit: number; before: number | null; reach?: number };

/**
 * `total` comes from the counters, or counts at most `TOTAL_CAP` matches within reach, so that a list never has to read
 * a log of millions. `totalIsCapped`: there are more, or may be.
 */
export type EventList = {
  events: EventSummary[];
  nextBefore: number | null;
  total: number;
  totalIsCapped: boolean;
};

export const TOTAL_CAP = 10_000;

export type StatsFilter = { source?: string; module?: string; since?: string; until?: string };

export type Stats = {
  total_events: number;
  by_status: Record<string, number>;
  by_source: Record<string, number>;
  recent_events: Pick<
    EventSummary,
    'id' | 'event_id' | 'source' | 'module' | 'event_type' | 'status' | 'created_at'
  >[];
  /** Repeats that came with another body than their original. */
  payload_differs: number;
};

/** Failed events by cause, most frequent first; among the newest ten thousand when there are more. */
export type Failures = { causes: FailureCause[]; isCapped: boolean };

export type FailureCause = {
  /** The English sentence with … in the place of each id, as the filter takes it. */
  cause: string;
  /** The same in codes, which decide what is one cause; null for what has none. */
  details: Told[] | null;
  count: number;
  newest_id: number;
  newest_at: string;
  oldest_id: number;
};

/** What came in and what was done within one minute (ISO time of its beginning). */
export type MinuteCount = { minute: string; accepted: number; processed: number };

/**
 * What was received (repeats too) and what ended, by source, since this process began to keep the log. They only grow, unlike
 * the counts of the log, which pruning and replays make smaller.
 */
export type Totals = Record<'accepted' | 'completed' | 'failed', Record<string, number>>;

export type OldestWaiting = { id: number; since: string };

/** A note of what was done, with its number and time (ISO). */
export type KeptAction = OperatorAction & { id: number; at: string };

export type ActionList = { actions: KeptAction[]; nextBefore: number | null; total: number };

/** Who did what from outside the flow of events; kept in `operator_actions`. */
export type OperatorAction = { operator: string; action: string; target: string; detail: JsonObject };

/**
 * A fault of the store or of the machine under it: a sentence that says what to do, one for each code. `isGrave`: what is kept
 * may be lost by it.
 */
export type Trouble = { code: string; message: string; told: readonly Told[] | null; isGrave?: boolean };

/**
 * What a look through the whole file came to: damaged with what the engine calls it, unknown when it was
 * not looked through to the end.
 */
export type Integrity = { is: 'whole' } | { is: 'damaged'; fault: string } | { is: 'unknown' };

export type Neighbours = { before: number | null; after: number | null };
