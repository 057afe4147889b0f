import type { JsonObject } from '../../log/event.ts';
import { isOwnNote } from '../conversation/snapshot.ts';
import type { OpenTicket } from '../run/open-ticket.ts';

/** A message as a person is shown it. */
type SaidMessage = JsonObject & {
  by: 'customer' | 'outsider' | 'us' | 'machine';
  /** ISO; empty for the description of a ticket. */
  at: string;
  /** A note among ourselves. */
  isPrivate: boolean;
  text: string;
};

/** What people call a ticket by, and what was said on it last. */
export type TicketCard = {
  ticketId: string;
  /** As Zoho Desk counts them: `101`. */
  number: string;
  subject: string | null;
  /** The address that an answer goes to; null where nobody can be answered. */
  customer: string | null;
  webUrl: string;
  /** The newest messages, oldest first. */
  conversation: SaidMessage[];
};

/** Messages that are kept, and characters of each: of the customer's own words as many as an answer may need. */
const SHOWN = 6;
const MAX_TEXT = 1_000;
const MAX_QUESTION = 4_000;

/** The ticket as a person would see it now. Reads nothing that was not read already. */
export async function cardOf(ticket: OpenTicket): Promise<TicketCard> {
  const { question, customer, conversation } = ticket;
  const { own } = await ticket.words();
  const said = conversation.messages.filter((message) => message.delivery !== 'draft' && !isOwnNote(message));
  const { id: ticketId, ticketNumber: number, subject, email, webUrl } = ticket.ticket;
  return {
    ticketId,
    number,
    subject,
    customer: customer?.address ?? email,
    webUrl,
    conversation: said.slice(-SHOWN).map((message) => ({
      by: message.by,
      at: message.at,
      isPrivate: !message.isPublic,
      text:
        message.id === question?.message.id ? own.slice(0, MAX_QUESTION) : message.text.slice(0, MAX_TEXT),
    })),
  };
}
