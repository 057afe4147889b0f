import { html } from 'ghtml';
import { STATUSES } from '../../log/event.ts';
import type { EventList } from '../../log/ports.ts';
import { type EventQuery, isEmpty, SPANS, toSearch } from '../event-query.ts';
import { id, notice, SOURCES } from '../pieces/elements.ts';
import { eventRows } from '../pieces/event-rows.ts';
import { layout } from '../pieces/layout.ts';
import { problem } from '../pieces/problem.ts';
import type { Reader } from '../reader.ts';
import type { Subjects } from '../subjects.ts';

/** Events on one page. */
export const EVENTS_SHOWN = 50;

export type EventsView = {
  query: EventQuery;
  list: EventList;
  subjects: Subjects;
  /** False when a cursor of the address leads further back than the newest. */
  isNewest: boolean;
  /** Modules that the log knows, to choose from. */
  modules: readonly string[];
  /** How many events a replay has just put back to work; null when there was none. */
  replayed: number | null;
};

/** The log, filtered. The form works alone; with a script the list follows while one types, and while events arrive. */
export function eventsPage(reader: Reader, view: EventsView): string {
  const { words } = reader;
  const body = html`
    <h1>${words.events.title}</h1>
    !${view.replayed === null ? '' : notice(words.replay.done(view.replayed))}
    !${filterForm(reader, view)}
    !${results(reader, view)}`;
  const isLive = view.isNewest;
  return layout(reader, { title: words.events.title, current: 'events', isSignedIn: true, isLive, body });
}

function filterForm(reader: Reader, { query, modules }: EventsView): string {
  const { words, format } = reader;
  const { events } = words;
  return html`<form class="filter card" method="get" action="/dashboard/events" role="search" aria-label="${events.filter}"
      hx-get="/dashboard/events" hx-trigger="input delay:300ms, submit" hx-target="#results" hx-select="#results"
      hx-swap="outerHTML" hx-replace-url="true" hx-sync="replace">
    <label class="wide">${events.text}
      <input type="search" name="q" dir="auto" maxlength="255" value="${query.q ?? ''}" placeholder="${events.textHint}">
    </label>
    !${select('status', events.status, query.status, [['', events.any], ...STATUSES.map((status) => [status, words.status[status]] as const)])}
    !${select('source', events.source, query.source, [['', events.any], ...SOURCES.map((source) => [source, words.source[source]] as const)])}
    <label>${events.module}
      <input name="module" dir="ltr" maxlength="255" list="modules" value="${query.module ?? ''}">
      <datalist id="modules">!${modules.map((module) => html`<option value="${module}"></option>`)}</datalist>
    </label>
    <label>${events.type}
      <input name="event_type" dir="ltr" maxlength="255" value="${query.event_type ?? ''}">
    </label>
    !${select(
      'span',
      events.span,
      query.span,
      SPANS.map((span) => [span, events.spans[span]]),
    )}
    <div class="between">
      <label>${events.since}<input type="datetime-local" name="from" value="${query.from ?? ''}"></label>
      <label>${events.until}<input type="datetime-local" name="to" value="${query.to ?? ''}"></label>
      <p class="hint">${events.zoneHint(format.zone)}</p>
    </div>
    !${hidden(reader, query, ['record_id', 'event_id', 'cause', 'problem'])}
    <div class="filter-actions">
      <button class="primary">${events.apply}</button>
      <a class="button quiet" href="/dashboard/events">${events.clear}</a>
    </div>
  </form>`;
}

function select(
  name: string,
  label: string,
  chosen: string | undefined,
  options: readonly (readonly [value: string, text: string])[],
): string {
  return html`<label>${label}
    <select name="${name}">
      !${options.map(([value, text]) => html`<option value="${value}" !${value === (chosen ?? '') ? 'selected' : ''}>${text}</option>`)}
    </select>
  </label>`;
}

type KeptField = 'record_id' | 'event_id' | 'cause' | 'problem';

/** Fields of the address that the form has no control for: they came by a link and stay until the filter is cleared. */
function hidden(reader: Reader, query: EventQuery, fields: readonly KeptField[]): string {
  const kept = fields.flatMap((field) =>
    query[field] === undefined ? [] : [[field, String(query[field])] as const],
  );
  return html`!${kept.map(([field, value]) => html`<input type="hidden" name="${field}" value="${value}"><p class="kept">!${keptWords(reader, field, value)}</p>`)}`;
}

function keptWords(reader: Reader, field: KeptField, value: string): string {
  if (field === 'cause') return problem(reader, value);
  const { event, needs } = reader.words;
  if (field === 'problem') return html`<a href="/dashboard/problems/${value}">${needs.problem(value)}</a>`;
  const name = field === 'record_id' ? event.record : event.eventId;
  return html`${name}${event.colon} !${id(value)}`;
}

function results(reader: Reader, { query, list, subjects, isNewest }: EventsView): string {
  const { events } = reader.words;
  const search = toSearch(query);
  const live = isNewest
    ? html`hx-get="/dashboard/events?${search}" hx-trigger="change from:#stream throttle:1s" hx-select="#results" hx-swap="outerMorph"`
    : '';
  return html`<section id="results" class="card" aria-label="${events.title}" !${live}>
    <div class="results-head">
      <p role="status">${countSentence(reader, query, list)}</p>
      !${list.total > 0 ? html`<a class="button quiet" href="/dashboard/replay?${search}">${events.replayAll}</a>` : ''}
    </div>
    !${list.events.length > 0 ? eventRows(reader, list.events, subjects, { byDay: true }) : nothing(reader, query, list)}
    !${paging(reader, { query, list, isNewest })}
  </section>`;
}

function countSentence({ words }: Reader, query: EventQuery, { total, totalIsCapped }: EventList): string {
  const { events, overview } = words;
  if (total === 0 && isEmpty(query)) return overview.nothingYet;
  if (!totalIsCapped) return events.matches(total);
  return total === 0 ? events.searchedPart : events.atLeast(total);
}

function nothing({ words }: Reader, query: EventQuery, list: EventList): string {
  if (isPart(list)) return '';
  return html`<p class="empty muted">${isEmpty(query) ? words.events.noneYet : words.events.none}</p>`;
}

/** True when the search ended before the log did: there may be matches further back. */
function isPart({ events, nextBefore }: EventList): boolean {
  return nextBefore !== null && events.length < EVENTS_SHOWN;
}

function paging(
  { words: { events } }: Reader,
  { query, list, isNewest }: Pick<EventsView, 'query' | 'list' | 'isNewest'>,
): string {
  const { nextBefore } = list;
  if (isNewest && nextBefore === null) return '';
  const link = (search: string, text: string) =>
    html`<a class="button quiet" href="/dashboard/events?${search}">${text}</a>`;
  return html`<nav class="paging" aria-label="${events.title}">
    !${isNewest ? '' : link(toSearch(query), events.newest)}
    !${nextBefore === null ? '' : link(toSearch(query, { before: nextBefore }), isPart(list) ? events.continueSearch : events.older)}
  </nav>`;
}
