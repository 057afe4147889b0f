import type { Saying } from '../../sentences/tell.ts';
import { type Refusal, refuseSender, refuseState } from '../conversation/guards.ts';
import { cardOf, type TicketCard } from '../suggestions/card.ts';
import {
  endAll,
  type NewSuggestion,
  STEPS,
  type Step,
  type SuggestionChange,
} from '../suggestions/suggestion.ts';
import type { OpenTicket } from './open-ticket.ts';
import {
  failureOf,
  type Outcome,
  resultOf,
  type StepResults,
  stepResult,
  summarise,
  type TicketResult,
} from './result.ts';
import { findCutOff, type RunOptions, runStep } from './run-step.ts';
import { TicketGone } from './unknown-ticket.ts';

/** For each kind of change: may a flag make it, or does it wait for a person? */
export type Flags = Readonly<Record<Step, boolean>>;

export type TicketRun = {
  result: TicketResult;
  /** What waits for a person now, and why the rest waits no more. */
  suggestions: SuggestionChange;
  /** What failed for good; null when nothing did. */
  failure: Saying | null;
};

/**
 * Reads a ticket, thinks of what should be done, and does what the flags allow: link, dispatch, reply, note. May run
 * again at any time: it compares with what is there and writes only what differs. Throws TemporaryFailure when a system
 * is away, TicketGone when somebody deleted or merged the ticket meanwhile.
 */
export async function runTicket(ticket: OpenTicket, options: RunOptions): Promise<TicketRun> {
  const refusal = refuseState(ticket.ticket) ?? refuseSender(ticket.conversation, ticket.question);
  if (refusal !== null) return refused(ticket, refusal, await cardOf(ticket));
  const cutOff = options.flags === null ? [] : await findCutOff(ticket);
  const current = await departmentName(ticket);
  const results: Partial<StepResults> = {};
  const waiting: NewSuggestion[] = [];
  for (const step of STEPS) {
    const from = step === 'link' ? 0 : ticket.reads.length;
    // A write of ours may have closed it.
    const closed = refuseState(ticket.ticket);
    const run = closed
      ? { outcome: skipped(closed), waiting: null }
      : await runStep(step, ticket, options, cutOff);
    if (ticket.isGone) throw new TicketGone(ticket.ticket.id);
    results[step] = stepResult(run.outcome, ticket.reads.slice(from));
    if (run.waiting !== null) waiting.push(run.waiting);
  }
  const steps = results as StepResults;
  return {
    result: resultOf(ticket, steps, await summarise(ticket, current)),
    suggestions: {
      ticketId: ticket.ticket.id,
      waiting,
      ended: reasonsOf(steps, waiting),
      card: await cardOf(ticket),
    },
    failure: failureOf(steps),
  };
}

function refused(ticket: OpenTicket, refusal: Refusal, card: TicketCard): TicketRun {
  const step = stepResult(skipped(refusal), [...ticket.reads]);
  const steps = Object.fromEntries(STEPS.map((name) => [name, step])) as StepResults;
  return {
    result: resultOf(ticket, steps, null),
    suggestions: { ...endAll(ticket.ticket.id, refusal.reason), card },
    failure: null,
  };
}

function skipped({ code, reason }: Refusal): Outcome {
  return { status: 'skipped', code, reason, written: [] };
}

/** Why nothing of a step waits any more. */
function reasonsOf(steps: StepResults, waiting: readonly NewSuggestion[]): Partial<Record<Step, Saying>> {
  const ended = STEPS.filter((step) => !waiting.some((each) => each.step === step));
  return Object.fromEntries(ended.map((step) => [step, steps[step].told ?? steps[step].reason]));
}

async function departmentName(ticket: OpenTicket): Promise<string | null> {
  const departments = await ticket.departments();
  const place = departments.find(({ id }) => id === ticket.snapshot.department);
  return place?.name ?? ticket.ticket.layoutName;
}
