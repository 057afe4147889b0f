import { differences, type Snapshot, type TicketContext, takeSnapshot } from './context.ts';
import { Recent } from './recent.ts';

/** How a run of ours left a ticket. */
type Left = { sinceIso: string; modifiedTime: string; snapshot: Snapshot };

/** Tickets that are remembered at a time. For others an event of our own costs a run that writes nothing. */
const TICKETS = 1_000;

/**
 * Zoho Desk reports our own changes like anyone's: a moved ticket comes back as `Ticket_Update`. Such an event is known
 * by the ticket, which is as our last write left it.
 */
export class OwnWrites {
  readonly #left = new Recent<Left>(TICKETS);

  /**
   * Reads the ticket once more, after the writes of a run. What changed beyond them is left to the next event; so is a
   * ticket that cannot be read now, because all was written already.
   *
   * @param sinceMs when the run began, epoch ms
   */
  async remember(
    { world, ticket, threads, snapshot, signal }: TicketContext,
    sinceMs: number,
  ): Promise<void> {
    const now = await world.desk.getTicket(ticket.id, signal).catch(() => null);
    if (now === null) return;
    const { thread, inbound } = snapshot;
    const seen = { ...takeSnapshot(now, threads, world.rules), thread, inbound };
    if (differences(snapshot, seen).length > 0) return;
    const { modifiedTime } = now;
    this.#left.set(ticket.id, { sinceIso: new Date(sinceMs).toISOString(), modifiedTime, snapshot });
  }

  /** @param receivedAt of the event, ISO; one that came before our writes, and is replayed now, is no echo of them */
  isEcho({ ticket, snapshot }: TicketContext, receivedAt: string): boolean {
    const left = this.#left.get(ticket.id);
    return (
      left !== null &&
      receivedAt >= left.sinceIso &&
      ticket.modifiedTime === left.modifiedTime &&
      differences(left.snapshot, snapshot).length === 0
    );
  }
}
