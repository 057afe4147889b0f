import { differences, type Snapshot } from './conversation/snapshot.ts';
import { Recent } from './recent.ts';
import type { OpenTicket } from './run/open-ticket.ts';

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
   * After the writes of a run. What somebody else changed meanwhile is left to the next event.
   *
   * @param sinceMs when the run began, epoch ms
   */
  remember({ ticket, snapshot, isOurs }: OpenTicket, sinceMs: number): void {
    if (!isOurs) return;
    const { modifiedTime } = ticket;
    this.#left.set(ticket.id, { sinceIso: new Date(sinceMs).toISOString(), modifiedTime, snapshot });
  }

  /** @param receivedAt of the event, ISO; one that came before our writes, and is replayed now, is no echo of them */
  isEcho({ ticket, snapshot }: OpenTicket, receivedAt: string): boolean {
    const left = this.#left.get(ticket.id);
    return (
      left !== null &&
      receivedAt >= left.sinceIso &&
      ticket.modifiedTime === left.modifiedTime &&
      differences(left.snapshot, snapshot).length === 0
    );
  }
}
