import { html } from 'ghtml';
import { STATUSES } from '../../log/event.ts';
import type { EventList } from '../../log/readings.ts';
import type { Subjects } from '../../subjects/subjects.ts';
import { TICKET_EVENT_TYPES } from '../../tickets/receive/event-types.ts';
import { type EventQuery, isEmpty, SPANS, toSearch } from '../event-query.ts';
import { foreign } from '../foreign.ts';
import { id, SOURCES } from '../pieces/elements.ts';
import { eventRows } from '../pieces/event-rows.ts';
import { WARNING_ICON } from '../pieces/icons.ts';
import { layout } from '../pieces/layout.ts';
import type { Reader } from '../reader.ts';

/** Events on one page. */
export const EVENTS_SHOWN = 50;

type EventsView = {
  query: EventQuery;
  list: EventList;
  subjects: Subjects;
  /** False when a cursor in the address starts further back than the newest. */
  isNewest: boolean;
  /** The modules that the log knows, to choose from. */
  modules: readonly string[];
  /** What the address asks for that is not known; then nothing is listed. */
  unknown: readonly string[];
  /** True when somebody tried to replay an empty selection. */
  isNoneSelected: boolean;
};

/**
 * The log, filtered. The form works without a script; with one, the list updates while people type and while
 * events arrive.
 */
export function eventsPage(reader: Reader, view: EventsView): string {
  const { words } = reader;
  const caution = (text: string) =>
    html`<p class="caution" role="alert">!${WARNING_ICON}<span>${text}</span></p>`;
  const isKnown = view.unknown.length === 0;
  const body = html`
    <h1>${words.events.title}</h1>
    !${isKnown ? '' : caution(words.lists.unknown(view.unknown.join(', ')))}
    !${view.isNoneSelected ? caution(words.lists.noneSelected) : ''}
    !${views(reader, view)}
    !${filterForm(reader, view)}
    !${isKnown ? results(reader, view) : ''}`;
  const isLive = view.isNewest && isKnown;
  return layout(reader, { title: words.events.title, current: 'events', isSignedIn: true, isLive, body });
}

/** The filters needed every day; any other filter is in the address, to bookmark. */
function views(reader: Reader, { query, unknown }: EventsView): string {
  const { lists } = reader.words;
  const known: [name: string, query: EventQuery][] = [
    [lists.everything, { span: 'any' }],
    [lists.today, { span: 'day' }],
    [lists.failedWeek, { status: 'failed', span: 'week' }],
    [lists.waiting, { status: 'pending', span: 'any' }],
    [lists.repeats, { status: 'duplicate', span: 'any' }],
  ];
  const here = unknown.length === 0 ? toSearch(query) : null;
  return html`<nav class="tabs" aria-label="${lists.views}"><ul>!${known.map(([name, each]) => {
    const search = toSearch(each);
    return html`<li><a href="/dashboard/events?${search}" !${search === here ? 'aria-current="page"' : ''}>${name}</a></li>`;
  })}</ul></nav>`;
}

/** Collapsed to one line until opened. It opens when something typed by hand is not known. */
function filterForm(reader: Reader, { query, modules, unknown }: EventsView): string {
  const { words, format } = reader;
  const { events } = words;
  const isOpen = unknown.length > 0 || query.span === 'custom';
  return html`<form class="card search" method="get" action="/dashboard/events" role="search" aria-label="${events.filter}"
      hx-get="/dashboard/events" hx-trigger="input delay:300ms, submit" hx-target="#results" hx-select="#results"
      hx-swap="outerHTML" hx-replace-url="true" hx-sync="replace">
    <label class="wide">${events.text}
      <input type="search" name="q" dir="auto" maxlength="255" value="${query.q ?? ''}" placeholder="${events.textHint}">
    </label>
    <details class="filter-more" !${isOpen ? 'open' : ''}>
      <summary>${words.lists.more}</summary>
      <div class="filter">
        !${select('status', events.status, query.status, [['', events.any], ...STATUSES.map((status) => [status, words.status[status]] as const)])}
        !${select('source', events.source, query.source, [['', events.any], ...SOURCES.map((source) => [source, words.source[source]] as const)])}
        !${choice('module', events.module, query.module, modules)}
        !${choice('event_type', events.type, query.event_type, EVENT_TYPES)}
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
        <div class="filter-actions">
          <button class="primary">${events.apply}</button>
          <a class="button quiet" href="/dashboard/events">${events.clear}</a>
        </div>
      </div>
    </details>
    !${hidden(reader, query, ['record_id', 'event_id', 'cause', 'problem'])}
  </form>`;
}

/** Zoho's names for its events; a sender may have others, so the field takes anything. */
const EVENT_TYPES = ['insert', 'update', 'delete', ...TICKET_EVENT_TYPES];

function choice(name: string, label: string, value: string | undefined, values: readonly string[]): string {
  return html`<label>${label}
    <input name="${name}" dir="ltr" maxlength="255" list="list-${name}" value="${value ?? ''}">
    <datalist id="list-${name}">!${values.map((each) => html`<option value="${each}"></option>`)}</datalist>
  </label>`;
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

/**
 * Filters in the address that the form has no control for: they came from a link and stay until the filter is
 * cleared.
 */
function hidden(reader: Reader, query: EventQuery, fields: readonly KeptField[]): string {
  const kept = fields.flatMap((field) =>
    query[field] === undefined ? [] : [[field, String(query[field])] as const],
  );
  return html`!${kept.map(([field, value]) => html`<input type="hidden" name="${field}" value="${value}"><p class="kept">!${keptWords(reader, field, value)}</p>`)}`;
}

function keptWords(reader: Reader, field: KeptField, value: string): string {
  if (field === 'cause') return foreign(value);
  const { event, needs } = reader.words;
  if (field === 'problem') return html`<a href="/dashboard/problems/${value}">${needs.problem(value)}</a>`;
  const name = field === 'record_id' ? event.record : event.eventId;
  return html`${name}${event.colon} !${id(value)}`;
}

function results(reader: Reader, { query, list, subjects, isNewest }: EventsView): string {
  const { events, lists } = reader.words;
  const search = toSearch(query);
  const live = isNewest
    ? html`hx-get="/dashboard/events?${search}" hx-trigger="change from:#stream throttle:1s" hx-select="#results" hx-swap="outerMorph"`
    : '';
  const hasRows = list.events.length > 0;
  return html`<section id="results" class="card" aria-label="${events.title}" !${live}>
    <div class="results-head">
      <p role="status">${countSentence(reader, query, list)} !${isEmpty(query) ? '' : html`<span class="muted">${lists.filteredBy} ${describeQuery(reader, query)}</span>`}</p>
      !${list.total > 0 ? actions(reader, query) : ''}
    </div>
    !${hasRows && reader.mayAct ? selection(reader, search) : ''}
    !${hasRows ? eventRows(reader, list.events, subjects, { byDay: true, ...(reader.mayAct && { form: 'selection' }) }) : nothing(reader, query, list)}
    !${paging(reader, { query, list, isNewest })}
  </section>`;
}

/** Acts on everything that matches. Without a filter it acts on nothing: nobody means the whole log. */
function actions({ words, mayAct }: Reader, query: EventQuery): string {
  const { lists, events } = words;
  const to = (format: string) =>
    html`/dashboard/events/export?${new URLSearchParams([...new URLSearchParams(toSearch(query)), ['format', format]])}`;
  return html`<div class="list-actions">
    <a class="button quiet" href="!${to('csv')}" download>${lists.exportCsv}</a>
    <a class="button quiet" href="!${to('json')}" download>${lists.exportJson}</a>
    !${isEmpty(query) || !mayAct ? '' : html`<a class="button quiet" href="/dashboard/replay?${toSearch(query)}">${events.replayAll}</a>`}
  </div>`;
}

function selection({ words: { lists } }: Reader, search: string): string {
  return html`<form id="selection" class="selection" method="post" action="/dashboard/events/selected?${search}">
    <label class="check" data-all="selection" hidden><input type="checkbox">${lists.selectAll}</label>
    <button>${lists.replaySelected}</button>
  </form>`;
}

/** The filter in words, as the reader chose it. */
export function describeQuery({ words }: Reader, query: EventQuery): string {
  const { events, event, needs } = words;
  const source = SOURCES.find((each) => each === query.source);
  const named = (name: string, value: string | undefined) =>
    value === undefined ? undefined : `${name}${event.colon} ${value}`;
  const parts = [
    query.status && words.status[query.status],
    source && words.source[source],
    query.module,
    query.event_type,
    query.problem === undefined ? undefined : needs.problem(query.problem),
    named(event.record, query.record_id),
    named(event.eventId, query.event_id),
    query.cause,
    query.q === undefined ? undefined : event.quoted(query.q),
    query.span === 'any' ? undefined : events.spans[query.span],
    named(events.since, query.from),
    named(events.until, query.to),
  ];
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

function countSentence({ words }: Reader, query: EventQuery, { total, totalIsCapped }: EventList): string {
  const { events, overview, needs } = words;
  if (total === 0 && isEmpty(query)) return overview.nothingYet;
  if (!totalIsCapped) return isEmpty(query) ? needs.events(total) : events.matches(total);
  return total === 0 ? events.searchedPart : events.atLeast(total);
}

function nothing({ words }: Reader, query: EventQuery, list: EventList): string {
  if (isPart(list)) return '';
  return html`<p class="empty muted">${isEmpty(query) ? words.events.noneYet : words.events.none}</p>`;
}

/** True when the search stopped before the end of the log: there may be matches further back. */
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
