import type { Told } from '../../log/told.ts';
import { inEnglish, reasonOf, type Saying, together } from '../../sentences/tell.ts';
import type { Usage } from '../assistant.ts';
import { linkedDealId } from '../steps/link-field.ts';
import { STEPS, type Step } from '../suggestions/suggestion.ts';
import type { OpenTicket } from './open-ticket.ts';

export type StepResult = {
  status: 'applied' | 'suggested' | 'unchanged' | 'skipped' | 'failed';
  /** What was read for it and what was written outside, in English; the same in codes below. */
  reason: string;
  read: string[];
  written: string[];
  told?: readonly Told[];
  read_told: readonly Told[];
  written_told: readonly Told[];
  confidence?: number;
  /** Why it was skipped, for programs. */
  code?: string;
};
/** A result before it is put into words. */
export type Outcome = Pick<StepResult, 'status' | 'confidence' | 'code'> & {
  reason: Saying;
  written: Told[];
};
export type StepResults = Record<Step, StepResult>;

/** What a run came to. The four booleans and the summary are what users of the earlier service were promised. */
export type TicketResult = {
  success: boolean;
  ticket_id: string;
  dispatcher: boolean;
  deal_linking: boolean;
  desk_agent: boolean;
  crm_agent: boolean;
  summary: {
    current_department: string | null;
    recommended_department: string | null;
    deal_found: boolean;
    deal_name: string | null;
  };
  steps: StepResults;
  /** What asking the assistant cost this run; null when it was not asked. */
  assistant: Usage | null;
};

/** What a step came to, for the log: its words in English, and in codes for whoever reads another language. */
export function stepResult({ reason, written, ...outcome }: Outcome, read: readonly Told[]): StepResult {
  return {
    ...outcome,
    ...reasonOf(reason),
    read: read.map(inEnglish),
    written: written.map(inEnglish),
    read_told: read,
    written_told: written,
  };
}

/** @param summary null where nothing was looked for */
export function resultOf(
  { ticket, snapshot, paid }: OpenTicket,
  steps: StepResults,
  summary: TicketResult['summary'] | null,
): TicketResult {
  const ended = (...names: Step[]) => {
    const statuses = names.map((name) => steps[name].status);
    return !statuses.includes('failed') && statuses.some((status) => status !== 'skipped');
  };
  const isLinked = linkedDealId(snapshot.link) !== null;
  return {
    success: failureOf(steps) === null,
    ticket_id: ticket.id,
    dispatcher: ended('dispatch'),
    // What was written is not enough: a move may have emptied the field again.
    deal_linking: ended('link') && (isLinked || steps.link.status === 'suggested'),
    desk_agent: ended('reply', 'ticket'),
    crm_agent: ended('deal', 'note'),
    summary: summary ?? {
      current_department: ticket.layoutName,
      recommended_department: null,
      deal_found: false,
      deal_name: null,
    },
    steps,
    assistant: paid,
  };
}

/** What failed for good; null when nothing did. Several steps may have failed for the same reason. */
export function failureOf(steps: StepResults): Saying | null {
  const failed = STEPS.map((step) => steps[step]).filter(({ status }) => status === 'failed');
  const reasons = new Map(failed.map(({ reason, told }) => [reason, told ?? reason]));
  return reasons.size === 0 ? null : together(...reasons.values());
}

/** What could not be found out is missing here; the step that failed says why. */
export async function summarise(
  ticket: OpenTicket,
  current: string | null,
): Promise<TicketResult['summary']> {
  const recommended = await ticket.recommendation().catch(() => null);
  const deal = (await ticket.deal().catch(() => null))?.deal ?? null;
  return {
    current_department: current,
    recommended_department: recommended?.department ?? null,
    deal_found: deal !== null,
    deal_name: deal?.name ?? null,
  };
}
