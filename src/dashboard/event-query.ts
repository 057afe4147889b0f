import { SOURCES, STATUSES, type Status } from '../log/event.ts';
import type { EventFilter } from '../log/readings.ts';
import { fromLocalTime } from './format.ts';

const HOUR_MS = 3_600_000;
/** The spans that a list offers, in ms back from now; `any` and `custom` have none of their own. */
const SPANS_MS = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 168 * HOUR_MS, month: 720 * HOUR_MS } as const;
export const SPANS = ['any', 'hour', 'day', 'week', 'month', 'custom'] as const;
type SpanName = (typeof SPANS)[number];

const TEXT_FIELDS = ['source', 'module', 'event_type', 'record_id', 'event_id', 'cause', 'q'] as const;

/** What the address of a list of events contains: the form's fields, ignoring empty ones. */
export type EventQuery = Partial<Record<(typeof TEXT_FIELDS)[number], string>> & {
  status?: Status;
  /** The events of one problem. */
  problem?: number;
  span: SpanName;
  /** Wall-clock times of the reader, as `datetime-local` gives them; used only when the span is `custom`. */
  from?: string;
  to?: string;
};

/** Takes what it understands. An unknown status or span counts as empty: the address may be typed by hand. */
export function readEventQuery(raw: Readonly<Record<string, string | undefined>>): EventQuery {
  const status = STATUSES.find((candidate) => candidate === raw.status);
  const query: EventQuery = { span: SPANS.find((candidate) => candidate === raw.span) ?? 'any' };
  if (status !== undefined) query.status = status;
  if (/^\d{1,15}$/.test(raw.problem ?? '')) query.problem = Number(raw.problem);
  for (const field of TEXT_FIELDS) {
    const text = raw[field]?.trim();
    if (text) query[field] = text;
  }
  if (query.span === 'custom') {
    if (raw.from) query.from = raw.from;
    if (raw.to) query.to = raw.to;
  }
  return query;
}

/** Fields of the address that belong to the page and are not filters. */
const OF_THE_PAGE = ['before', 'replayed', 'selected', 'format'];
const FILTERS: readonly string[] = ['status', 'span', 'from', 'to', 'problem', ...TEXT_FIELDS];
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  status: STATUSES,
  span: SPANS,
  source: SOURCES,
};

/**
 * What an address asks for that we do not know, verbatim. If it were silently ignored, a typo in a status
 * would show everything, and offer to act on all of it.
 */
export function unknownIn(search: URLSearchParams): string[] {
  const isUnknown = ([field, value]: [string, string]) => {
    if (OF_THE_PAGE.includes(field)) return false;
    if (!FILTERS.includes(field)) return true;
    if (value === '') return false;
    if (field === 'problem') return !/^\d{1,15}$/.test(value);
    return CHOICES[field]?.includes(value) === false;
  };
  return [...search].filter(isUnknown).map(([field, value]) => `${field}=${value}`);
}

/** The log filter that a query means for a reader in this time zone. */
export function toFilter(query: EventQuery, nowMs: number, zone: string): EventFilter {
  const { span, from, to, ...filter } = query;
  if (span === 'any') return filter;
  if (span !== 'custom') return { ...filter, since: new Date(nowMs - SPANS_MS[span]).toISOString() };
  const since = fromLocalTime(from ?? '', zone);
  const until = fromLocalTime(to ?? '', zone);
  return { ...filter, ...(since && { since }), ...(until && { until }) };
}

/** The query as the part of an address after `?`; empty for everything. */
export function toSearch(query: EventQuery, page: { before?: number } = {}): string {
  const { span, problem, ...fields } = query;
  const search = new URLSearchParams({
    ...fields,
    ...(problem !== undefined && { problem: String(problem) }),
    ...(span !== 'any' && { span }),
  });
  if (page.before !== undefined) search.set('before', String(page.before));
  return search.toString();
}

export function isEmpty(query: EventQuery): boolean {
  return toSearch(query) === '';
}
