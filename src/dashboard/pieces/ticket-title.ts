import { html } from 'ghtml';
import type { TicketCard } from '../../tickets/suggestions/card.ts';
import { foreign } from '../foreign.ts';
import type { Reader } from '../reader.ts';
import { id } from './elements.ts';

/** `Ticket 101, Mon dossier` linked to its page; only the id when nobody has read the ticket yet. */
export function ticketTitle(reader: Reader, ticketId: string, card: TicketCard | null): string {
  if (card === null) return html`${reader.words.suggestions.ticket} !${id(ticketId)}`;
  return html`<a href="/dashboard/tickets/${ticketId}">!${ticketName(reader, card)}</a>`;
}

/** `Ticket 101, Mon dossier`; finished HTML. */
export function ticketName({ words }: Reader, { number, subject }: TicketCard): string {
  const text = html`${words.rows.ticketNumber(number)}`;
  return subject === null ? text : html`!${text}${words.event.comma}!${foreign(subject)}`;
}
