import { html } from 'ghtml';
import type { Problem } from '../../log/problem.ts';
import type { EventList } from '../../log/readings.ts';
import type { Subjects } from '../../subjects/subjects.ts';
import type { TicketCard } from '../../tickets/suggestions/card.ts';
import type { Suggestion } from '../../tickets/suggestions/suggestion.ts';
import { foreign } from '../foreign.ts';
import { conversation } from '../pieces/conversation.ts';
import { facts, id, moment } from '../pieces/elements.ts';
import { layout } from '../pieces/layout.ts';
import { openProblems } from '../pieces/open-problems.ts';
import { outsideLinks } from '../pieces/outside-links.ts';
import { recordEvents } from '../pieces/record-events.ts';
import { ticketName } from '../pieces/ticket-title.ts';
import type { Reader } from '../reader.ts';
import { whoOf } from '../who.ts';

type TicketView = {
  card: TicketCard;
  suggestions: readonly Suggestion[];
  list: EventList;
  subjects: Subjects;
  problems: readonly Problem[];
};

/**
 * One ticket as it was last read: what was said, what was suggested, who decided what, and the events behind
 * it.
 */
export function ticketPage(reader: Reader, view: TicketView): string {
  const { card, suggestions, list, subjects, problems } = view;
  const { rows, talk } = reader.words;
  const title = rows.ticketNumber(card.number);
  const body = html`
    <div class="title"><h1>!${ticketName(reader, card)}</h1></div>
    !${openProblems(reader, problems)}
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
    !${list.events.length === 0 ? '' : recordEvents(reader, { title: talk.events, recordId: card.ticketId }, list, subjects)}`;
  return layout(reader, { title, current: 'suggestions', isSignedIn: true, body });
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
