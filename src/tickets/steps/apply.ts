import { PermanentFailure } from '../../log/failures.ts';
import type { TicketContext } from '../context.ts';
import { readBegun } from './begun.ts';
import { dealNote } from './deal-note.ts';
import { dealUpdate } from './deal-update.ts';
import { dispatch } from './dispatch.ts';
import { link } from './link.ts';
import { reply } from './reply.ts';
import { type Applied, type Applier, StaleProposal, type StepModule } from './step.ts';
import type { Step, Suggestion } from './suggestion.ts';
import { ticketUpdate } from './ticket-update.ts';

export const STEP_MODULES: Record<Step, StepModule> = {
  link,
  dispatch,
  reply,
  ticket: ticketUpdate,
  deal: dealUpdate,
  note: dealNote,
};

export type Ending =
  | ({ is: 'applied' } & Applied)
  | { is: 'stale'; reason: string }
  | { is: 'failed'; reason: string };

/**
 * Writes one proposal outside and notes how that ended. The caller holds the suggestion. Throws TemporaryFailure: the
 * caller then gives the suggestion back, with what this attempt noted, and the next one looks first.
 */
export async function applyProposal(
  context: TicketContext,
  suggestion: Suggestion,
  by: Applier,
): Promise<Ending> {
  const { suggestions } = context.world;
  const { id, step, proposal, result: earlier } = suggestion;
  const note = (begun: Suggestion['result']) => suggestions.note(id, begun);
  try {
    return await finishApplied(
      context,
      id,
      await STEP_MODULES[step].apply(proposal, context, { by, earlier, note }),
    );
  } catch (error) {
    if (!(error instanceof StaleProposal || error instanceof PermanentFailure)) throw error;
    const is = error instanceof StaleProposal ? 'stale' : 'failed';
    // What may have been sent stays in doubt until a person has looked.
    await suggestions.finish(id, is, { ...readBegun(earlier), reason: error.message });
    return { is, reason: error.message };
  }
}

/** Notes what is outside now, by this attempt or by one that was cut off. */
export async function finishApplied(context: TicketContext, id: number, applied: Applied): Promise<Ending> {
  context.snapshot = { ...context.snapshot, ...applied.snapshot };
  const result = { ...applied.detail, written: applied.written };
  await context.world.suggestions.finish(id, 'applied', result);
  return { is: 'applied', ...applied };
}
