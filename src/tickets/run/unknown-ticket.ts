import { PermanentFailure } from '../../log/failures.ts';
import { tell } from '../../sentences/tell.ts';

/** The ticket does not exist. */
export class UnknownTicket extends PermanentFailure {
  constructor(ticketId: string) {
    super(tell('DESK_NO_TICKET', { ticket: ticketId }));
  }
}

/** It was there when the run began: somebody deleted it, or merged it into another one, under our hands. */
export class TicketGone extends UnknownTicket {}
