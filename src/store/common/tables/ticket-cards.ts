import type { TicketCard } from '../../../tickets/suggestions/card.ts';
import { sql } from '../drizzle.ts';
import { change, type Step } from '../step.ts';

/** Stores how a ticket looked when it was last read. */
export function keepTicket(card: TicketCard, nowIso: string): Step<void> {
  const { ticketId, number, subject, customer, webUrl } = card;
  const conversation = JSON.stringify(card.conversation);
  return change(sql`
    INSERT INTO tickets (ticket_id, number, subject, customer, web_url, conversation, seen_at)
    VALUES (${ticketId}, ${number}, ${subject}, ${customer}, ${webUrl}, ${conversation}, ${nowIso})
    ON CONFLICT (ticket_id) DO UPDATE SET
      number = excluded.number, subject = excluded.subject, customer = excluded.customer,
      web_url = excluded.web_url, conversation = excluded.conversation, seen_at = excluded.seen_at`);
}
