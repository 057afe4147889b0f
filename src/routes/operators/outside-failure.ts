import { OutsideAway, OutsideRefused, TicketNotFound } from '../../errors.ts';
import { PermanentFailure, TemporaryFailure } from '../../log/failures.ts';
import { tell, together } from '../../sentences/tell.ts';
import { UnknownTicket } from '../../tickets/run/unknown-ticket.ts';

/** For requests that wait for Zoho: turns its failure into our refusal, in the same words. */
export async function answering<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof UnknownTicket) throw new TicketNotFound(error.saying);
    if (error instanceof PermanentFailure) throw new OutsideRefused(error.saying);
    if (error instanceof TemporaryFailure)
      throw new OutsideAway(together(error.saying, tell('AGAIN_IN_A_MINUTE')));
    throw error;
  }
}
