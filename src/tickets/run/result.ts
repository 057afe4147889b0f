import type { Usage } from '../assistant.ts';
import { linkedDealId } from '../steps/link-field.ts';
import { STEPS, type Step } from '../suggestion.ts';
import type { OpenTicket } from './open-ticket.ts';

export type StepResult = {
  status: 'applied' | 'suggested' | 'unchanged' | 'skipped' | 'failed';
  reason: string;
  /** What was read for it and what was written outside, in words. */
  read: string[];
  written: string[];
  confidence?: number;
  /** Why it was skipped, for programs. */
  code?: string;
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

/** What failed for good, in sentences; null when nothing did. */
export function failureOf(steps: StepResults): string | null {
  const reasons = STEPS.filter((step) => steps[step].status === 'failed').map((step) => steps[step].reason);
  return reasons.length === 0 ? null : [...new Set(reasons)].join(' ');
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
