import type { JsonObject } from '../../log/event.ts';
import { type Reason, reasonOf, type Saying, tell } from '../../sentences/tell.ts';
import type { TicketCard } from './card.ts';

/**
 * What the workflow can change outside, one word per flag: the link to a deal, the department, the answer, the ticket's
 * status and private note, the deal's fields, the deal's note.
 */
export const STEPS = ['link', 'dispatch', 'reply', 'ticket', 'deal', 'note'] as const;
export type Step = (typeof STEPS)[number];

export const SUGGESTION_STATUSES = [
  'waiting',
  'planned',
  'applying',
  'applied',
  'dismissed',
  'stale',
  'failed',
] as const;
export type SuggestionStatus = (typeof SUGGESTION_STATUSES)[number];

/** Who decides where a flag does; operators appear by their address. */
export const AUTOMATION = 'automation';

/** One change that was thought out and not yet made. */
export type NewSuggestion = {
  /** The row of the event that led to it; null for a run that an operator asked for. */
  eventRow: number | null;
  ticketId: string;
  step: Step;
  /** Equal for equal proposals about one message: what was decided once is not proposed again. */
  key: string;
  proposal: JsonObject;
  /** The ticket as it was; when it differs later, the proposal is stale. */
  guard: JsonObject;
};

export type Suggestion = NewSuggestion & {
  id: number;
  status: SuggestionStatus;
  createdAt: string;
  decidedAt: string | null;
  decidedBy: string | null;
  /** What was written, or why nothing was. Before that: what an attempt that was cut off has noted. */
  result: JsonObject | null;
  /** When a person's decision leaves; null when none was made, or it has left. */
  applyAt: string | null;
  /** The answer in a person's words, until it has left; null for those of the proposal. */
  words: string | null;
  /** Why the last attempt did not succeed, while it waits again. */
  trouble: Reason | null;
};

/** The proposals of one run: they take the place of what still waits for the same ticket. */
export type SuggestionChange = {
  ticketId: string;
  waiting: readonly NewSuggestion[];
  /** Why what waits for a step ends now, where no equal proposal keeps it; a newer one ends it otherwise. */
  ended?: Readonly<Partial<Record<Step, Saying>>>;
  /** How the ticket looked to this run. */
  card?: TicketCard;
};

/** Why the suggestion of a step ended: the run that came after it says so, or proposes something newer. */
export function endingOf(step: Step, { ended }: SuggestionChange): Reason {
  return reasonOf(ended?.[step] ?? tell('NEWER_PROPOSAL'));
}

/** For a ticket about which nothing is to be done any more. */
export function endAll(ticketId: string, reason: Saying): SuggestionChange {
  return { ticketId, waiting: [], ended: Object.fromEntries(STEPS.map((step) => [step, reason])) };
}
