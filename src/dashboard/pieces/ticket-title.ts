import { html } from 'ghtml';
import type { TicketCard } from '../../tickets/card.ts';
import { foreign } from '../foreign.ts';
import type { Reader } from '../reader.ts';
import { id } from './elements.ts';

/** `Ticket 101, Mon dossier` with the way to its page; of a ticket that nobody has read yet only the id is known. */
export function ticketTitle({ words }: Reader, ticketId: string, card: TicketCard | null): string {
  if (card === null) return html`${words.suggestions.ticket} !${id(ticketId)}`;
  const { number, subject } = card;
  const text = html`${words.rows.ticketNumber(number)}`;
  const named = subject === null ? text : html`!${text}${words.event.comma}!${foreign(subject)}`;
  return html`<a href="/dashboard/tickets/${ticketId}">!${named}</a>`;
}
