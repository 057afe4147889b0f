import { html } from 'ghtml';
import type { EventSummary } from '../../log/event.ts';
import type { TicketCard } from '../../tickets/card.ts';
import type { Suggestion } from '../../tickets/suggestion.ts';
import { foreign } from '../foreign.ts';
import { conversation } from '../pieces/conversation.ts';
import { facts, id, moment } from '../pieces/elements.ts';
import { eventRows } from '../pieces/event-rows.ts';
import { layout } from '../pieces/layout.ts';
import { outsideLinks } from '../pieces/outside-links.ts';
import type { Reader } from '../reader.ts';
import type { Subjects } from '../subjects.ts';
import { whoOf } from '../who.ts';

type TicketView = {
  card: TicketCard;
  suggestions: readonly Suggestion[];
  events: readonly EventSummary[];
  subjects: Subjects;
};

/** One ticket as it was read last: what was said, what was suggested and decided by whom, and the events behind it. */
export function ticketPage(reader: Reader, { card, suggestions, events, subjects }: TicketView): string {
  const { rows, talk } = reader.words;
  const title = rows.ticketNumber(card.number);
  const body = html`
    <div class="title"><h1>${title} !${card.subject === null ? '' : foreign(card.subject)}</h1></div>
    <section class="card" aria-labelledby="about">
      <h2 id="about">${rows.about}</h2>
      !${facts([
        [rows.customer, card.customer === null ? null : id(card.customer)],
        [reader.words.event.record, id(card.ticketId)],
      ])}
      !${outsideLinks(reader, [['Zoho Desk', card.webUrl]])}
    </section>
    <section class="card" aria-labelledby="talk">
      <h2 id="talk">${talk.title}</h2>
      !${conversation(reader, card)}
    </section>
    <section class="card" aria-labelledby="suggested">
      <h2 id="suggested">${talk.suggestions}</h2>
      !${suggestions.length === 0 ? html`<p class="muted">${talk.noSuggestions}</p>` : suggestionRows(reader, suggestions)}
    </section>
    !${events.length === 0 ? '' : ticketEvents(reader, events, subjects)}`;
  return layout(reader, { title, current: 'suggestions', isSignedIn: true, body });
}

/** A ticket that was found by looking for lost ones has none. */
function ticketEvents(reader: Reader, events: readonly EventSummary[], subjects: Subjects): string {
  return html`<section class="card" aria-labelledby="events">
    <h2 id="events">${reader.words.talk.events}</h2>
    !${eventRows(reader, events, subjects, { byDay: true, level: 3 })}
  </section>`;
}

function suggestionRows(reader: Reader, suggestions: readonly Suggestion[]): string {
  const { suggestions: words } = reader.words;
  return html`<ol class="rows">!${suggestions.map(
    ({
      id: rowId,
      step,
      status,
      decidedBy,
      decidedAt,
      createdAt,
    }) => html`<li class="row" id="suggestion-${rowId}">
      <span class="row-status muted">${words.statuses[status]}</span>
      <span class="row-main"><span>${words.steps[step]}</span> !${decidedBy === null ? '' : html`<span class="muted">!${foreign(whoOf(reader, decidedBy))}</span>`}</span>
      <span class="row-time muted">!${moment(reader, decidedAt ?? createdAt)}</span>
    </li>`,
  )}</ol>`;
}
