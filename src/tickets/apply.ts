import type { JsonObject } from '../events/event.ts';
import { PermanentFailure } from '../events/failures.ts';
import type { TicketContext } from './context.ts';
import { dealNote } from './deal-note.ts';
import { dealUpdate } from './deal-update.ts';
import { dispatch } from './dispatch.ts';
import { link } from './link.ts';
import { reply } from './reply.ts';
import { type Applied, type Applier, StaleProposal, type StepModule } from './step.ts';
import type { Step } from './suggestion.ts';
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
 * Writes one proposal outside and notes how that ended. The caller has made sure that the ticket is still the same, and
 * holds the suggestion. Throws TemporaryFailure; the suggestion then stays as it is, and the next attempt looks first.
 */
export async function applyProposal(
  context: TicketContext,
  suggestion: { id: number; step: Step; proposal: JsonObject },
  by: Applier,
): Promise<Ending> {
  const { suggestions } = context.world;
  try {
    const applied = await STEP_MODULES[suggestion.step].apply(suggestion.proposal, context, by);
    context.snapshot = { ...context.snapshot, ...applied.snapshot };
    await suggestions.finish(suggestion.id, 'applied', { ...applied.detail, written: applied.written });
    return { is: 'applied', ...applied };
  } catch (error) {
    if (!(error instanceof StaleProposal || error instanceof PermanentFailure)) throw error;
    const is = error instanceof StaleProposal ? 'stale' : 'failed';
    await suggestions.finish(suggestion.id, is, { reason: error.message });
    return { is, reason: error.message };
  }
}
