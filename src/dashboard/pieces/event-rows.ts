import { html } from 'ghtml';
import type { EventSummary } from '../../log/event.ts';
import type { Subject, Subjects } from '../../subjects/subjects.ts';
import { foreign } from '../foreign.ts';
import { readMoment } from '../moment.ts';
import type { Reader } from '../reader.ts';
import { id, moment, statusBadge } from './elements.ts';
import { ticketName } from './ticket-title.ts';
import { told } from './told.ts';

export type RowLooks = {
  /** Groups events under their day, so a row shows only the time. */
  byDay?: boolean;
  /** The form that the boxes belong to; without it there are none. */
  form?: string;
  /** The heading level of the days. */
  level?: 2 | 3;
};

/** Events as people call them, newest first; a repeat is listed under its original if that is among them. */
export function eventRows(
  reader: Reader,
  events: readonly EventSummary[],
  subjects: Subjects,
  looks: RowLooks = {},
): string {
  const ids = new Set(events.map((event) => event.id));
  const isBelow = ({ duplicate_of }: EventSummary) => duplicate_of !== null && ids.has(duplicate_of);
  const row = (event: EventSummary) => {
    const repeats = events.filter((other) => other.duplicate_of === event.id);
    return eventRow(reader, event, subjects, repeats, looks);
  };
  const shown = events.filter((event) => !isBelow(event));
  if (looks.byDay !== true) return html`<ol class="rows">!${shown.map(row)}</ol>`;
  const days = Map.groupBy(shown, ({ created_at }) =>
    reader.format.day(Date.parse(created_at), reader.nowMs),
  );
  const heading = (text: string) =>
    looks.level === 3 ? html`<h3 class="day">${text}</h3>` : html`<h2 class="day">${text}</h2>`;
  return [...days]
    .map(([day, ofDay]) => html`!${heading(day)}<ol class="rows">!${ofDay.map(row)}</ol>`)
    .join('');
}

function eventRow(
  reader: Reader,
  event: EventSummary,
  subjects: Subjects,
  repeats: readonly EventSummary[],
  { byDay = false, form }: RowLooks,
): string {
  const { id: rowId, status, error_message, error_details, created_at } = event;
  const subject = subjects.get(rowId) ?? { is: 'other' };
  const title = eventTitle(reader, event, subject);
  return html`<li class="!${form === undefined ? 'row' : 'row with-box'}">
    !${form === undefined ? '' : html`<label class="row-box tick"><input type="checkbox" name="id" value="${rowId}" form="${form}" aria-labelledby="event-${rowId}"></label>`}
    <span class="row-status">!${statusBadge(reader, status)}</span>
    <span class="row-main">
      <a id="event-${rowId}" href="/dashboard/events/${rowId}">!${title}</a>
      <span class="muted">!${id(subtitle(event, subject))}</span>
    </span>
    <span class="row-time muted">!${moment(reader, created_at, byDay ? 'clock' : 'time')}</span>
    !${error_message === null ? '' : html`<span class="row-note">!${told(reader, error_message, error_details)}</span>`}
    !${repeatsBelow(reader, repeats)}
  </li>`;
}

/** `Sara Ali · changed in Zoho CRM`, `Ticket 101, Mon dossier · new message`; finished HTML. */
export function eventTitle(reader: Reader, event: EventSummary, subject: Subject): string {
  const { rows } = reader.words;
  const named = (name: string | null, verb: string) =>
    name === null ? verb : html`!${foreign(name)} · !${verb}`;
  if (subject.is === 'student') return named(subject.name, verbOf(rows.student, event.event_type));
  if (subject.is === 'ticket') {
    const { card } = subject;
    const verb = verbOf(rows.ticket, event.event_type);
    return card === null ? verb : html`!${ticketName(reader, card)} · !${verb}`;
  }
  if (event.event_type === 'unreadable' && event.record_id === '') return html`${rows.unreadable}`;
  return html`<bdi>${event.event_type}</bdi> · <bdi>${event.module}</bdi>`;
}

/** A student's number or a ticket's customer, which is how people know them; otherwise the id. */
function subtitle({ record_id }: EventSummary, subject: Subject): string {
  if (subject.is === 'student') return subject.number ?? record_id;
  return (subject.is === 'ticket' ? subject.card?.customer : null) ?? record_id;
}

/** The sender's own word when it is not one of Zoho's. */
function verbOf(verbs: Readonly<Record<string, string>>, type: string): string {
  return Object.hasOwn(verbs, type) ? html`${verbs[type]}` : html`<bdi>${type}</bdi>`;
}

function repeatsBelow({ words, format }: Reader, repeats: readonly EventSummary[]): string {
  if (repeats.length === 0) return '';
  const link = (repeat: EventSummary) => {
    const at = readMoment(repeat.created_at);
    const text = at.is === 'text' ? at.text : format.clock(at.ms);
    return html`<a href="/dashboard/events/${repeat.id}">${text}</a>`;
  };
  return html`<span class="row-repeats muted">${words.rows.repeats(repeats.length)}
    !${repeats.map(link).join(html`${words.event.comma}`)}</span>`;
}
