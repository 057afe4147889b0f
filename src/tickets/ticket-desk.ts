import type { ClaimedEvent } from '../log/event.ts';
import type { OperatorAction } from '../log/ports.ts';
import {
  differences,
  openTicket,
  type Snapshot,
  type TicketContext,
  type TicketWorld,
  UnknownTicket,
} from './context.ts';
import { OwnWrites } from './echo.ts';
import { Locks } from './locks.ts';
import { applyProposal, type Ending, finishApplied, STEP_MODULES } from './steps/apply.ts';
import { readBegun } from './steps/begun.ts';
import type { Suggestion } from './steps/suggestion.ts';
import { type Flags, runTicket, type TicketRun } from './workflow.ts';

/** What became of a suggestion that an operator wanted applied. */
export type Decision = Ending | { is: 'not_waiting'; suggestion: Suggestion | null };

/** Everything that is done about tickets, one thing at a time per ticket. */
export class TicketDesk {
  readonly #world: TicketWorld;
  readonly #flags: Flags;
  readonly #locks = new Locks();
  readonly #own = new OwnWrites();

  constructor(world: TicketWorld, flags: Flags) {
    this.#world = world;
    this.#flags = flags;
  }

  /** The run behind an event; its suggestions are kept by whoever ends the event. Null for an echo of our own writes. */
  run(
    ticketId: string,
    event: Pick<ClaimedEvent, 'id' | 'createdAt'>,
    signal: AbortSignal,
  ): Promise<TicketRun | null> {
    return this.#locks.run(ticketId, async () => {
      const context = await openTicket(this.#world, ticketId, signal);
      if (this.#own.isEcho(context, event.createdAt)) return null;
      return this.#runLive(context, this.#flags, event.id);
    });
  }

  /** Thinks and writes nothing. @param isPaid whether the assistant may be asked, which costs money */
  dryRun(ticketId: string, isPaid: boolean, signal: AbortSignal): Promise<TicketRun> {
    const world = isPaid ? this.#world : { ...this.#world, assistant: null };
    return this.#locks.run(ticketId, async () =>
      runTicket(await openTicket(world, ticketId, signal), { flags: null, eventRow: null }),
    );
  }

  /** A run that an operator asked for, with flags of its own where they are given. */
  runNow(ticketId: string, flags: Partial<Flags>, signal: AbortSignal): Promise<TicketRun> {
    return this.#locks.run(ticketId, async () => {
      const context = await openTicket(this.#world, ticketId, signal);
      const run = await this.#runLive(context, { ...this.#flags, ...flags }, null);
      await this.#world.suggestions.replaceWaiting({ ticketId, waiting: run.waiting });
      return run;
    });
  }

  /** What failed or was dropped is open: the next event, our own too, may bring it to an end. */
  async #runLive(context: TicketContext, flags: Flags, eventRow: number | null): Promise<TicketRun> {
    const startedMs = this.#world.now();
    const run = await runTicket(context, { flags, eventRow });
    const steps = Object.values(run.result.steps);
    const isDone = run.failure === null && steps.every(({ code }) => code !== 'stale');
    if (isDone && steps.some(({ written }) => written.length > 0))
      await this.#own.remember(context, startedMs);
    return run;
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
    const startedMs = this.#world.now();
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
    if (ending.is !== 'applied') return ending;
    await suggestions.moveGuard(ticketId, guard, { ...guard, ...ending.snapshot });
    if (changes.length === 0) await this.#own.remember(context, startedMs);
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
