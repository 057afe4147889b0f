import { PermanentFailure } from '../../log/failures.ts';
import type { Told } from '../../log/told.ts';
import { inEnglish, reasonOf, type Saying, tell } from '../../sentences/tell.ts';
import { differences, type Snapshot } from '../conversation/snapshot.ts';
import type { OpenTicket } from '../run/open-ticket.ts';
import { LeftToPerson, StaleProposal } from '../run/stale.ts';
import type { Suggestion } from '../suggestions/suggestion.ts';
import { readBegun } from './reply/begun.ts';
import type { Applied, Applier, Attempt } from './step.ts';
import { STEP_MODULES } from './steps.ts';

export type Ending =
  | ({ is: 'applied' } & Applied)
  | { is: 'stale'; reason: Told }
  | { is: 'failed'; reason: Saying }
  /** It waits for a person. */
  | { is: 'left'; reason: Told };

/** A day, in ms. */
const DAY_MS = 24 * 3_600_000;

/**
 * Makes the change that a suggestion proposes, and notes how that ended; the one way in which anything is written
 * outside, by a flag or by a person. The caller holds the suggestion. Throws TemporaryFailure when a system is away: the
 * caller then gives the suggestion back, with what this attempt noted, and the next one looks first.
 */
export async function apply(ticket: OpenTicket, suggestion: Suggestion, by: Applier): Promise<Ending> {
  const { suggestions } = ticket.connections;
  try {
    const applied = await traceOrWrite(ticket, suggestion, by);
    await suggestions.finish(suggestion.id, 'applied', {
      ...applied.detail,
      written: applied.written.map(inEnglish),
    });
    if (applied.own !== undefined) await ticket.settle(applied.own);
    // Our own write must not make the other suggestions of this ticket look stale.
    await suggestions.moveGuard(ticket.ticket.id, suggestion.guard, ticket.snapshot);
    return { is: 'applied', ...applied };
  } catch (error) {
    const ending = endingOf(error, suggestion);
    if (ending === null) throw error;
    if (ending.is === 'left') await suggestions.giveBack(suggestion.id);
    // What may have been sent stays in doubt until a person has looked.
    else
      await suggestions.finish(suggestion.id, ending.is, {
        ...readBegun(suggestion.result),
        ...reasonOf(ending.reason),
      });
    return ending;
  }
}

/** Before anything is called changed: an attempt whose answer was lost has changed it itself. */
async function traceOrWrite(ticket: OpenTicket, suggestion: Suggestion, by: Applier): Promise<Applied> {
  const traced = await STEP_MODULES[suggestion.step].trace?.(suggestion, ticket);
  if (traced) return traced;
  const changes = differences(suggestion.guard as Partial<Snapshot>, ticket.snapshot);
  if (changes.length > 0) throw new StaleProposal(...changes);
  return write(ticket, suggestion, by);
}

/** What an error says about the proposal; null for one that says nothing about it, such as a system that is away. */
function endingOf(error: unknown, suggestion: Suggestion): Exclude<Ending, { is: 'applied' }> | null {
  if (error instanceof StaleProposal) return { is: 'stale', reason: sinceThen(suggestion, error.changes) };
  if (error instanceof PermanentFailure) return { is: 'failed', reason: error.saying };
  return error instanceof LeftToPerson ? { is: 'left', reason: error.reason } : null;
}

function write(
  ticket: OpenTicket,
  { id, step, proposal, result }: Suggestion,
  by: Applier,
): Promise<Applied> {
  const { suggestions, lettersPerDay, now } = ticket.connections;
  const attempt: Attempt = {
    by,
    earlier: result,
    note: (begun) => suggestions.note(id, begun),
    noteLetter: async (begun, recipient) => {
      if (by.is === 'flag')
        return suggestions.noteLetter(id, begun, { recipient, most: lettersPerDay, sinceMs: now() - DAY_MS });
      await suggestions.note(id, begun);
      return true;
    },
  };
  return STEP_MODULES[step].write(proposal, ticket, attempt);
}

/** Nobody may take "stale" for "was not sent". */
function sinceThen({ result }: Suggestion, changes: readonly Told[]): Told {
  return tell(readBegun(result)?.begun === 'send' ? 'STALE_PERHAPS_SENT' : 'STALE_SINCE', { changes });
}
