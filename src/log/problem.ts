import type { EventSummary } from './event.ts';
import type { OperatorAction } from './readings.ts';
import type { Told } from './told.ts';

/** `mended`: its events went well since. `set_aside`: a person decided that nothing will be done about it. */
export const PROBLEM_STATES = ['open', 'mended', 'set_aside'] as const;
export type ProblemState = (typeof PROBLEM_STATES)[number];

/** What needs a person: a cause, and the events that failed for it. */
export type Problem = {
  id: number;
  state: ProblemState;
  /** Equal for equal causes; null for what an earlier version kept as a sentence only. */
  code: string | null;
  /** The English sentence of the newest event of it; null when that was erased. */
  error_message: string | null;
  error_details: Told[] | null;
  /** When it began, also when it began again after it was closed. */
  opened_at: string;
  closed_at: string | null;
  /** Who set it or a part of it aside last, and why. It stays when something new opens it again. */
  decided_by: string | null;
  reason: string | null;
  /** How many events still need somebody, and how many failed for it at all. */
  open_events: number;
  events: number;
  newest_event: number;
  newest_at: string;
};

/** One event of a problem, and what became of it. */
export type ProblemEvent = Omit<ProblemEntry, 'event_id'> & { event: EventSummary };
export type ProblemEntry = {
  /** The id of its row. */
  event_id: number;
  problem: number;
  state: ProblemState;
  opened_at: string;
  closed_at: string | null;
  /** The event that went well: a later one of the same record, or this one when it was tried again. */
  mended_by: number | null;
  /** Who set it aside, and why. */
  decided_by: string | null;
  reason: string | null;
};

export type ProblemList = { problems: Problem[]; next: number | null; total: number };
export type ProblemCounts = Record<ProblemState, number>;

/** What needs a person, kept in the transactions in which events end. */
export interface ProblemStore {
  /** Those with the newest failure first. */
  list(filter: { state?: ProblemState }, page: { limit: number; offset: number }): Promise<ProblemList>;
  get(id: number): Promise<Problem | null>;
  /** The events of a problem: those that still need somebody first, of these the newest first. */
  events(id: number, page: { limit: number; offset: number }): Promise<ProblemEvent[]>;
  /** What these events need or needed of somebody; nothing for an event that never failed. */
  ofEvents(ids: readonly number[]): Promise<ProblemEntry[]>;
  counts(): Promise<ProblemCounts>;
  /**
   * Closes what is open of it, with the name and the reason of `by`.
   *
   * @param event the row of the one event to close; all of them without it
   */
  setAside(id: number, by: OperatorAction, event: number | null): Promise<ProblemDecision>;
  /** Opens again what a person set aside. */
  reopen(id: number, by: OperatorAction): Promise<ProblemDecision>;
}

/** How many events it was done to; `other_state` when there was none to do it to. */
export type ProblemDecision = { is: 'done'; events: number } | { is: 'not_found' } | { is: 'other_state' };
