import type { OperatorAction } from '../events/store.ts';
import { applyProposal, type Ending, finishApplied, STEP_MODULES } from './apply.ts';
import { readBegun } from './begun.ts';
import { differences, openTicket, type Snapshot, type TicketWorld, UnknownTicket } from './context.ts';
import { Locks } from './locks.ts';
import type { Suggestion } from './suggestion.ts';
import { type Flags, runTicket, type TicketRun } from './workflow.ts';

/** What became of a suggestion that an operator wanted applied. */
export type Decision = Ending | { is: 'not_waiting'; suggestion: Suggestion | null };

/** Everything that is done about tickets, one thing at a time per ticket. */
export class TicketDesk {
  readonly #world: TicketWorld;
  readonly #flags: Flags;
  readonly #locks = new Locks();

  constructor(world: TicketWorld, flags: Flags) {
    this.#world = world;
    this.#flags = flags;
  }

  /** The run behind an event; its suggestions are kept by whoever ends the event. */
  run(ticketId: string, eventRow: number, signal: AbortSignal): Promise<TicketRun> {
    const options = { flags: this.#flags, eventRow };
    return this.#locks.run(ticketId, () => runTicket(this.#world, ticketId, options, signal));
  }

  /** Thinks and writes nothing. @param isPaid whether the assistant may be asked, which costs money */
  dryRun(ticketId: string, isPaid: boolean, signal: AbortSignal): Promise<TicketRun> {
    const world = isPaid ? this.#world : { ...this.#world, assistant: null };
    return this.#locks.run(ticketId, () =>
      runTicket(world, ticketId, { flags: null, eventRow: null }, signal),
    );
  }

  /** A run that an operator asked for, with flags of its own where they are given. */
  runNow(ticketId: string, flags: Partial<Flags>, signal: AbortSignal): Promise<TicketRun> {
    return this.#locks.run(ticketId, async () => {
      const options = { flags: { ...this.#flags, ...flags }, eventRow: null };
      const run = await runTicket(this.#world, ticketId, options, signal);
      await this.#world.suggestions.replaceWaiting({ ticketId, waiting: run.waiting });
      return run;
    });
  }

  /**
   * Applies a suggestion, once, if the ticket is still as it was. Throws TemporaryFailure when a system is away; the
   * suggestion then waits again, and the next attempt sees what this one may have written.
   *
   * @param text the answer in the operator's words, for a reply
   */
  async apply(
    id: number,
    by: OperatorAction,
    text: string | undefined,
    signal: AbortSignal,
  ): Promise<Decision> {
    const { suggestions } = this.#world;
    const found = await suggestions.get(id);
    if (found === null) return { is: 'not_waiting', suggestion: null };
    return this.#locks.run(found.ticketId, async () => {
      const suggestion = await suggestions.claim(id, by);
      if (suggestion === null) return { is: 'not_waiting', suggestion: await suggestions.get(id) };
      try {
        return await this.#applyClaimed(suggestion, text, signal);
      } catch (error) {
        await suggestions.giveBack(id);
        throw error;
      }
    });
  }

  async #applyClaimed(
    suggestion: Suggestion,
    text: string | undefined,
    signal: AbortSignal,
  ): Promise<Ending> {
    const { suggestions } = this.#world;
    const { id, step, ticketId, guard } = suggestion;
    const context = await openTicket(this.#world, ticketId, signal).catch(nullIfUnknown);
    // Before anything is called changed: an attempt whose answer was lost has changed it itself.
    const traced = context && ((await STEP_MODULES[step].trace?.(suggestion, context)) ?? null);
    const changes =
      context === null ? ['the ticket is gone'] : differences(guard as Snapshot, context.snapshot);
    if (context === null || (traced === null && changes.length > 0)) {
      const reason = `${changes.join(', ')} ${sinceThen(suggestion)}`;
      await suggestions.finish(id, 'stale', { ...readBegun(suggestion.result), reason });
      return { is: 'stale', reason };
    }
    const ending = await (traced === null
      ? applyProposal(context, suggestion, { is: 'operator', text })
      : finishApplied(context, id, traced));
    // Our own write must not make the other suggestions of this ticket look stale.
    if (ending.is === 'applied')
      await suggestions.moveGuard(ticketId, guard, { ...guard, ...ending.snapshot });
    return ending;
  }
}

/** Nobody may take "stale" for "was not sent". */
function sinceThen({ result }: Suggestion): string {
  return readBegun(result)?.begun === 'send'
    ? 'since it was thought out; whether an earlier attempt sent the answer is not known'
    : 'since it was thought out';
}

function nullIfUnknown(error: unknown): null {
  if (error instanceof UnknownTicket) return null;
  throw error;
}
