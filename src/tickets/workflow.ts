import type { JsonObject } from '../log/event.ts';
import { PermanentFailure } from '../log/failures.ts';
import type { Usage } from './assistant.ts';
import type { TicketContext } from './context.ts';
import { type Refusal, refuseTicket } from './guards.ts';
import { applyProposal, STEP_MODULES } from './steps/apply.ts';
import type { Proposed } from './steps/step.ts';
import { type NewSuggestion, STEPS, type Step, type Suggestion } from './steps/suggestion.ts';

/** For each kind of change: may a flag make it, or does it wait for a person? */
export type Flags = Readonly<Record<Step, boolean>>;

type StepResult = {
  status: 'applied' | 'suggested' | 'unchanged' | 'skipped' | 'failed';
  reason: string;
  /** What was read for it and what was written outside, in words. */
  read: string[];
  written: string[];
  confidence?: number;
  /** Why it was skipped, for programs. */
  code?: string;
};

/** What a run came to. The four booleans and the summary are what users of the earlier service were promised. */
type TicketResult = {
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
  steps: Record<Step, StepResult>;
  /** What asking the assistant cost this run; null when it was not asked. */
  assistant: Usage | null;
};

export type TicketRun = {
  result: TicketResult;
  /** What waits for a person now. */
  waiting: NewSuggestion[];
  /** What failed for good, in sentences; null when nothing did. */
  failure: string | null;
};

/**
 * Reads a ticket, thinks of what should be done, and does what the flags allow. May run again at any time: it compares
 * with what is there and writes only what differs. Throws TemporaryFailure when a system is away.
 *
 * @param options.flags null for a dry run: nothing is written, and nothing kept
 */
export async function runTicket(
  context: TicketContext,
  options: { flags: Flags | null; eventRow: number | null },
): Promise<TicketRun> {
  const cutOff = options.flags === null ? [] : await findCutOff(context);
  const refusal = await refuseTicket(context);
  if (refusal !== null) return refused(context, refusal);
  const current = await departmentName(context);
  const steps = {} as Record<Step, StepResult>;
  const open: { step: Step; proposed: Proposal }[] = [];
  for (const step of STEPS) {
    const from = context.reads.length;
    const proposed = await propose(step, context);
    if (proposed.is === 'unchanged') await finishCutOff(context, cutOff, step, proposed);
    const mayApply = options.flags?.[step] === true;
    const isOpen = proposed.is === 'proposal' && (!mayApply || proposed.needsPerson === true);
    if (isOpen) open.push({ step, proposed });
    const outcome =
      proposed.is === 'proposal' && !isOpen
        ? await apply(step, proposed, context, options.eventRow)
        : described(proposed);
    steps[step] = { ...outcome, read: step === 'link' ? [...context.reads] : context.reads.slice(from) };
  }
  return {
    result: {
      ...verdict(context, steps),
      summary: { current_department: current, ...(await summarise(context)) },
      assistant: context.paid,
    },
    waiting: open.map(({ step, proposed }) => toSuggestion(context, step, proposed, options.eventRow)),
    failure: failureOf(steps),
  };
}

type Proposal = Extract<Proposed, { is: 'proposal' }>;
type Outcome = Omit<StepResult, 'read'>;

/** What was begun and never noted as done: the process died, or an answer was lost. It waits again meanwhile. */
async function findCutOff({ world, ticket }: TicketContext): Promise<Suggestion[]> {
  const filter = { status: 'waiting', ticketId: ticket.id } as const;
  const { suggestions } = await world.suggestions.list(filter, { limit: STEPS.length, before: null });
  return suggestions.filter(({ result }) => result !== null);
}

/** All is as it should be, so what was cut off was done: it must not be done again when a person undoes it. */
async function finishCutOff(
  { world }: TicketContext,
  cutOff: readonly Suggestion[],
  step: Step,
  { reason, detail }: { reason: string; detail?: JsonObject },
): Promise<void> {
  for (const suggestion of cutOff.filter((each) => each.step === step))
    await world.suggestions.finish(suggestion.id, 'applied', { ...detail, written: [], reason });
}

/** A refusal for good ends one step; the others do not depend on it. */
async function propose(
  step: Step,
  context: TicketContext,
): Promise<Proposed | { is: 'failed'; reason: string }> {
  try {
    return await STEP_MODULES[step].propose(context);
  } catch (error) {
    if (error instanceof PermanentFailure) return { is: 'failed', reason: error.message };
    throw error;
  }
}

function described(proposed: Proposed | { is: 'failed'; reason: string }): Outcome {
  const { reason } = proposed;
  if (proposed.is !== 'proposal') return { status: proposed.is, reason, written: [] };
  const { confidence } = proposed;
  return { status: 'suggested', reason, written: [], ...(confidence !== undefined && { confidence }) };
}

async function apply(
  step: Step,
  proposed: Proposal,
  context: TicketContext,
  eventRow: number | null,
): Promise<Outcome> {
  const sure = proposed.confidence === undefined ? {} : { confidence: proposed.confidence };
  const { suggestions } = context.world;
  const suggestion = await suggestions.begin(toSuggestion(context, step, proposed, eventRow));
  const ending = await applyProposal(context, suggestion, { is: 'flag' }).catch(async (error) => {
    await suggestions.giveBack(suggestion.id);
    throw error;
  });
  if (ending.is === 'stale') return stale(ending.reason);
  if (ending.is !== 'applied') return { status: 'failed', reason: ending.reason, written: [] };
  const { written } = ending;
  const status = written.length > 0 ? 'applied' : 'unchanged';
  return { status, reason: `${proposed.reason} ${ending.reason}`, written, ...sure };
}

function stale(change: string): Outcome {
  return {
    status: 'skipped',
    code: 'stale',
    reason: `Dropped: ${change} since it was thought out.`,
    written: [],
  };
}

function toSuggestion(
  { ticket, snapshot }: TicketContext,
  step: Step,
  { key, proposal }: Proposal,
  eventRow: number | null,
): NewSuggestion {
  return { eventRow, ticketId: ticket.id, step, key, proposal, guard: { ...snapshot } };
}

function refused(context: TicketContext, { code, reason }: Refusal): TicketRun {
  const step: StepResult = { status: 'skipped', code, reason, read: [...context.reads], written: [] };
  const steps = Object.fromEntries(STEPS.map((name) => [name, step])) as Record<Step, StepResult>;
  const summary = {
    current_department: context.ticket.layoutName,
    recommended_department: null,
    deal_found: false,
    deal_name: null,
  };
  const result = { ...verdict(context, steps), summary, assistant: null };
  return { result, waiting: [], failure: null };
}

function verdict(
  context: TicketContext,
  steps: Record<Step, StepResult>,
): Omit<TicketResult, 'summary' | 'assistant'> {
  const ended = (...names: Step[]) => {
    const statuses = names.map((name) => steps[name].status);
    return !statuses.includes('failed') && statuses.some((status) => status !== 'skipped');
  };
  return {
    success: failureOf(steps) === null,
    ticket_id: context.ticket.id,
    dispatcher: ended('dispatch'),
    deal_linking: ended('link'),
    desk_agent: ended('reply', 'ticket'),
    crm_agent: ended('deal', 'note'),
    steps,
  };
}

function failureOf(steps: Record<Step, StepResult>): string | null {
  const reasons = STEPS.filter((step) => steps[step].status === 'failed').map((step) => steps[step].reason);
  return reasons.length === 0 ? null : [...new Set(reasons)].join(' ');
}

/** What could not be found out is missing here; the step that failed says why. */
async function summarise(
  context: TicketContext,
): Promise<Omit<TicketResult['summary'], 'current_department'>> {
  const recommended = await context.recommendation().catch(() => null);
  const deal = (await context.deal().catch(() => null))?.deal ?? null;
  return {
    recommended_department: recommended?.department ?? null,
    deal_found: deal !== null,
    deal_name: deal?.name ?? null,
  };
}

async function departmentName(context: TicketContext): Promise<string | null> {
  const departments = await context.departments();
  const place = departments.find(({ id }) => id === context.snapshot.department);
  return place?.name ?? context.ticket.layoutName;
}
