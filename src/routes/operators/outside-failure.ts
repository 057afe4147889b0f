import { OutsideAway, OutsideRefused, TicketNotFound } from '../../errors.ts';
import { PermanentFailure, TemporaryFailure } from '../../log/failures.ts';
import { UnknownTicket } from '../../tickets/run/unknown-ticket.ts';

/** For requests that wait for Zoho: its failure as our refusal, in the same words. */
export async function answering<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof UnknownTicket) throw new TicketNotFound(error.message);
    if (error instanceof PermanentFailure) throw new OutsideRefused(error.message);
    if (error instanceof TemporaryFailure) throw new OutsideAway(error.message);
    throw error;
  }
}
