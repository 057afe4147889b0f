import { PermanentFailure } from '../../log/failures.ts';
import type { Told } from '../../log/told.ts';
import { reasonOf, type Saying, tell, together } from '../../sentences/tell.ts';
import { apply } from '../steps/apply.ts';
import type { Proposed } from '../steps/step.ts';
import { STEP_MODULES } from '../steps/steps.ts';
import { type NewSuggestion, STEPS, type Step, type Suggestion } from '../suggestions/suggestion.ts';
import type { OpenTicket } from './open-ticket.ts';
import type { Outcome } from './result.ts';

/** What a run may do. `flags` is null for a dry run: nothing is written, and nothing kept. */
export type RunOptions = { flags: Readonly<Record<Step, boolean>> | null; eventRow: number | null };

/** How a step ended, and what waits for a person of it; null when nothing does. */
export type StepRun = { outcome: Outcome; waiting: NewSuggestion | null };

/** Thinks of one kind of change, and makes it where a flag allows it. */
export async function runStep(
  step: Step,
  ticket: OpenTicket,
  { flags, eventRow }: RunOptions,
  cutOff: readonly Suggestion[],
): Promise<StepRun> {
  const proposed = await propose(step, ticket);
  if (proposed.is === 'unchanged') await finishCutOff(ticket, cutOff, step, proposed);
  if (proposed.is !== 'proposal') {
    const { is: status, reason } = proposed;
    const code = 'code' in proposed && proposed.code !== undefined ? { code: proposed.code } : {};
    return { outcome: { status, reason, written: [], ...code }, waiting: null };
  }
  const doubts = step === 'link' || step === 'reply' ? [] : doubtsOf(ticket);
  const reason = together(proposed.reason, doubts);
  const { key, proposal, confidence, needsPerson = false } = proposed;
  const sure = confidence === undefined ? {} : { confidence };
  const suggestion = {
    eventRow,
    ticketId: ticket.ticket.id,
    step,
    key,
    proposal,
    guard: { ...ticket.snapshot },
  };
  if (flags?.[step] !== true || needsPerson || doubts.length > 0)
    return { outcome: { status: 'suggested', reason, written: [], ...sure }, waiting: suggestion };
  const begun = await ticket.connections.suggestions.begin(suggestion);
  const ending = await apply(ticket, begun, { is: 'flag' }).catch(async (error) => {
    await ticket.connections.suggestions.giveBack(begun.id);
    throw error;
  });
  if (ending.is === 'left')
    return {
      outcome: { status: 'suggested', reason: together(reason, ending.reason), written: [], ...sure },
      waiting: suggestion,
    };
  return { outcome: outcomeOf(ending, reason, sure), waiting: null };
}

function outcomeOf(
  ending: Exclude<Awaited<ReturnType<typeof apply>>, { is: 'left' }>,
  reason: Saying,
  sure: { confidence?: number },
): Outcome {
  if (ending.is === 'stale')
    return {
      status: 'skipped',
      code: 'stale',
      reason: tell('DROPPED', { changes: ending.reason }),
      written: [],
    };
  if (ending.is === 'failed') return { status: 'failed', reason: ending.reason, written: [] };
  const { written } = ending;
  const status = written.length > 0 ? 'applied' : 'unchanged';
  return { status, reason: together(reason, ending.reason), written, ...sure };
}

/** A refusal for good ends one step; the others do not depend on it. */
async function propose(step: Step, ticket: OpenTicket): Promise<Proposed | { is: 'failed'; reason: Saying }> {
  try {
    return await STEP_MODULES[step].propose(ticket);
  } catch (error) {
    if (error instanceof PermanentFailure) return { is: 'failed', reason: error.saying };
    throw error;
  }
}

/** Where it is not sure that a person wrote, nothing is done on what was written without a person. */
function doubtsOf({ question }: OpenTicket): Told[] {
  const evidence = question?.message.evidence ?? null;
  return evidence?.is === 'person' ? evidence.doubts : [];
}

/** What was begun and never noted as done: the process died, or an answer was lost. It waits again meanwhile. */
export async function findCutOff({ connections, ticket }: OpenTicket): Promise<Suggestion[]> {
  const filter = { status: 'waiting', ticketId: ticket.id } as const;
  const page = { limit: STEPS.length, before: null };
  const { suggestions } = await connections.suggestions.list(filter, page);
  return suggestions.filter(({ result }) => result !== null);
}

/** All is as it should be, so what was cut off was done: it must not be done again when a person undoes it. */
async function finishCutOff(
  { connections }: OpenTicket,
  cutOff: readonly Suggestion[],
  step: Step,
  { reason, detail }: Extract<Proposed, { is: 'unchanged' }>,
): Promise<void> {
  for (const suggestion of cutOff.filter((each) => each.step === step))
    await connections.suggestions.finish(suggestion.id, 'applied', {
      ...detail,
      written: [],
      ...reasonOf(reason),
    });
}
