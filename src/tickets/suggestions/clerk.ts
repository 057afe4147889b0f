import type { ClaimedEvent } from '../../log/event.ts';
import type { OperatorAction } from '../../log/readings.ts';
import { reasonOf, tell } from '../../sentences/tell.ts';
import type { Connections } from '../connections.ts';
import { OwnWrites } from '../echo.ts';
import { Locks } from '../locks/locks.ts';
import { OpenTicket } from '../run/open-ticket.ts';
import { UnknownTicket } from '../run/unknown-ticket.ts';
import { type Flags, runTicket, type TicketRun } from '../run/workflow.ts';
import { apply, type Ending } from '../steps/apply.ts';
import { cardOf } from './card.ts';
import { endAll, type Suggestion } from './suggestion.ts';

/** What became of a suggestion that an operator wanted applied. */
export type Decision = Ending | { is: 'not_waiting'; suggestion: Suggestion | null };

/** Does everything that is done about tickets, one thing at a time per ticket. */
export class Clerk {
  readonly #connections: Connections;
  readonly #flags: Flags;
  readonly #locks: Pick<Locks, 'run'>;
  readonly #own = new OwnWrites();

  /** @param locks for tickets that other instances may work on too */
  constructor(connections: Connections, flags: Flags, locks: Pick<Locks, 'run'> = new Locks()) {
    this.#connections = connections;
    this.#flags = flags;
    this.#locks = locks;
  }

  /** The run behind an event; its suggestions are kept by whoever ends the event. Null for an echo of our own writes. */
  run(
    ticketId: string,
    event: Pick<ClaimedEvent, 'id' | 'createdAt'>,
    signal: AbortSignal,
  ): Promise<TicketRun | null> {
    return this.#locks.run(ticketId, async () => {
      const ticket = await OpenTicket.open(this.#connections, ticketId, signal);
      if (this.#own.isEcho(ticket, event.createdAt)) return null;
      return this.#runLive(ticket, this.#flags, event.id);
    });
  }

  /** Thinks and writes nothing. @param isPaid whether the assistant may be asked, which costs money */
  dryRun(ticketId: string, isPaid: boolean, signal: AbortSignal): Promise<TicketRun> {
    const connections = isPaid ? this.#connections : { ...this.#connections, assistant: null };
    return this.#locks.run(ticketId, async () =>
      runTicket(await OpenTicket.open(connections, ticketId, signal), { flags: null, eventRow: null }),
    );
  }

  /** A run that an operator asked for, with flags of its own where they are given. */
  runNow(ticketId: string, flags: Partial<Flags>, signal: AbortSignal): Promise<TicketRun> {
    return this.#locks.run(ticketId, async () => {
      const ticket = await OpenTicket.open(this.#connections, ticketId, signal);
      const run = await this.#runLive(ticket, { ...this.#flags, ...flags }, null);
      await this.#connections.suggestions.replaceWaiting(run.suggestions);
      return run;
    });
  }

  /** What failed or was dropped is open: the next event, our own too, may bring it to an end. */
  async #runLive(ticket: OpenTicket, flags: Flags, eventRow: number | null): Promise<TicketRun> {
    const startedMs = this.#connections.now();
    const run = await runTicket(ticket, { flags, eventRow });
    const steps = Object.values(run.result.steps);
    const isDone = run.failure === null && steps.every(({ code }) => code !== 'stale');
    if (isDone && steps.some(({ written }) => written.length > 0)) this.#own.remember(ticket, startedMs);
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
    const { suggestions } = this.#connections;
    const found = await suggestions.get(id);
    if (found === null) return { is: 'not_waiting', suggestion: null };
    return this.#locks.run(found.ticketId, async () => {
      const suggestion = await suggestions.claim(id, by);
      if (suggestion === null) return { is: 'not_waiting', suggestion: await suggestions.get(id) };
      // Where a person's words could not leave, they stay the words, whoever tries again.
      const words = text ?? suggestion.words ?? undefined;
      return this.#applyClaimed(suggestion, words, signal).catch(async (error) => {
        await suggestions.giveBack(id);
        throw error;
      });
    });
  }

  /**
   * Applies what a person decided once its time has come; null when it was taken back meanwhile. Whoever gets what this throws
   * plans the suggestion again or gives it back.
   */
  depart({ id, ticketId }: Suggestion, signal: AbortSignal): Promise<Ending | null> {
    return this.#locks.run(ticketId, async () => {
      const suggestion = await this.#connections.suggestions.depart(id);
      if (suggestion === null) return null;
      return this.#applyClaimed(suggestion, suggestion.words ?? undefined, signal);
    });
  }

  async #applyClaimed(
    suggestion: Suggestion,
    text: string | undefined,
    signal: AbortSignal,
  ): Promise<Ending> {
    const { suggestions, now } = this.#connections;
    const startedMs = now();
    const ticket = await OpenTicket.open(this.#connections, suggestion.ticketId, signal).catch((error) => {
      if (error instanceof UnknownTicket) return null;
      throw error;
    });
    if (ticket === null) {
      await suggestions.replaceWaiting(endAll(suggestion.ticketId, GONE));
      const reason = tell('THE_TICKET_IS_GONE');
      await suggestions.finish(suggestion.id, 'stale', reasonOf(reason));
      return { is: 'stale', reason };
    }
    const ending = await apply(ticket, suggestion, { is: 'operator', text });
    if (ending.is === 'applied') this.#own.remember(ticket, startedMs);
    if (ticket.isGone) await suggestions.replaceWaiting(endAll(suggestion.ticketId, GONE));
    await this.#connections.people.keepTicket(await cardOf(ticket));
    return ending;
  }
}

/** Why the suggestions of a deleted or merged ticket end. */
export const GONE = tell('TICKET_GONE');
