import { html } from 'ghtml';
import type { TicketCard } from '../../tickets/suggestions/card.ts';
import type { Reader } from '../reader.ts';
import { moment } from './elements.ts';

/** The last messages on a ticket: the customer's newest words in full, earlier ones on demand. */
export function conversation(reader: Reader, { conversation: said }: TicketCard): string {
  const { talk } = reader.words;
  const newest = said.findLastIndex(({ by }) => by === 'customer');
  const from = newest === -1 ? Math.max(0, said.length - 1) : newest;
  const before = said.slice(0, from);
  const message = ({
    by,
    at,
    isPrivate,
    text,
  }: TicketCard['conversation'][number]) => html`<div class="said ${by}">
    <p class="said-by"><strong>${isPrivate ? talk.note : talk.by[by]}</strong> !${at === '' ? '' : html`<span class="muted">!${moment(reader, at)}</span>`}</p>
    <blockquote dir="auto">${text}</blockquote>
  </div>`;
  return html`
    !${before.length === 0 ? '' : html`<details><summary>${talk.earlier(before.length)}</summary>!${before.map(message)}</details>`}
    !${said.slice(from).map(message)}`;
}
