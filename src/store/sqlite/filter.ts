import { setImmediate } from 'node:timers/promises';
import type { EventFilter } from '../../log/ports.ts';
import { ANY } from '../../log/rules/cause.ts';
import { and, eq, gte, lt, lte, or, type SQL, sql } from './drizzle.ts';
import { escapeLike, likePattern } from './like.ts';
import { eventsLog as log } from './schema.ts';
import { ANY_SOURCE } from './statements.ts';

/** Rows read in one go by a search that no index serves; between two goes webhooks are accepted. */
const SLICE = 5_000;

/** Ids from first to last, both included. */
export type Span = { first: number; last: number };

export type Times = { since?: string | undefined; until?: string | undefined };

/** The times as a condition of a row. A span of ids finds them; where the clock was once set back it finds others too. */
export function duringOf({ since, until }: Times): SQL | undefined {
  return and(since ? gte(log.createdAt, since) : undefined, until ? lt(log.createdAt, until) : undefined);
}

/**
 * What a row must hold to match. The times stand behind a `+`, which keeps SQLite from looking for them itself: the span of
 * ids has found them.
 */
export function conditionsOf(filter: EventFilter): SQL[] {
  const conditions: (SQL | undefined)[] = [
    filter.status && statusCondition(filter.status),
    filter.source && eq(log.source, filter.source),
    filter.module && eq(log.module, filter.module),
    filter.event_type && eq(log.eventType, filter.event_type),
    filter.record_id && eq(log.recordId, filter.record_id),
    filter.event_id && eventIdCondition(filter.event_id),
    filter.cause && causeCondition(filter.cause),
    filter.problem && sql`id IN (SELECT event_row FROM problem_events WHERE problem_id = ${filter.problem})`,
    filter.q && textCondition(filter.q),
    filter.since && sql`+created_at >= ${filter.since}`,
    filter.until && sql`+created_at < ${filter.until}`,
  ].map((condition) => condition || undefined);
  return conditions.filter((condition) => condition !== undefined);
}

/** The original by its unique index, its repeats by the link to it, a replayed repeat by the row id in its name. */
function eventIdCondition(eventId: string): SQL {
  const originals = sql`SELECT id FROM integration_events_log
    WHERE ${sql.raw(ANY_SOURCE)} AND event_id = ${eventId} AND duplicate_of IS NULL`;
  const [, rowId = null] = /~(\d+)$/.exec(eventId) ?? [];
  return sql`id IN (${originals}
    UNION ALL SELECT id FROM integration_events_log WHERE duplicate_of IN (${originals}) AND event_id = ${eventId}
    UNION ALL SELECT id FROM integration_events_log WHERE id = ${rowId} AND event_id = ${eventId})`;
}

/** Newest first; in one piece when an index finds the rows, with a pause for webhooks between pieces otherwise. */
export async function* slices({ first, last }: Span, isWhole: boolean): AsyncGenerator<Span> {
  const size = isWhole ? Math.max(last - first + 1, 1) : SLICE;
  for (let end = last; end >= first; end -= size) {
    if (end !== last) await setImmediate();
    yield { first: Math.max(first, end - size + 1), last: end };
  }
}

/** Oldest first, with a pause for webhooks after each piece. */
export async function* ascending({ first, last }: Span, size: number): AsyncGenerator<Span> {
  for (let start = first; start <= last; start += size) {
    yield { first: start, last: Math.min(last, start + size - 1) };
    await setImmediate();
  }
}

export function between({ first, last }: Span): SQL | undefined {
  return and(gte(log.id, first), lte(log.id, last));
}

/** The newest part of a span, at most `reach` ids of it. */
export function within({ first, last }: Span, reach: number | undefined): Span {
  return { first: reach === undefined ? first : Math.max(first, last - reach + 1), last };
}

/** True when an index leads past most rows that do not match. */
export function hasIndex({ status, record_id, event_id, problem }: EventFilter): boolean {
  return (
    (status !== undefined && status !== 'completed') ||
    [record_id, event_id, problem].some((value) => value !== undefined)
  );
}

/** True when an index finds every match and nothing else, so that a limit bounds the work. */
export function isIndexed(filter: EventFilter): boolean {
  const { status, record_id, event_id, problem, since, until, ...others } = filter;
  return hasIndex(filter) && Object.values(others).every((value) => value === undefined);
}

/**
 * What waits for the proof of its sender is out of its lane, as if it had ended, and still waits. In a list of ids, or
 * SQLite would rather walk through the log than through an index of few rows.
 */
const unfinished = sql`id IN (
  SELECT id FROM integration_events_log WHERE processed_at IS NULL
  UNION ALL SELECT id FROM integration_events_log WHERE verified_by = 'unverified')`;

/** Repeats the words of the partial indexes, or SQLite would not see that they serve. */
function statusCondition(status: string): SQL | undefined {
  const family =
    status === 'failed' || status === 'duplicate'
      ? sql`status IN ('failed', 'duplicate')`
      : status === 'completed'
        ? undefined
        : unfinished;
  return and(family, eq(log.status, status));
}

function causeCondition(cause: string): SQL {
  const pattern = cause.split(ANY).map(escapeLike).join('%');
  return sql`error_message LIKE ${pattern} ESCAPE '\\'`;
}

/**
 * What is written on an event, and whom it is about: many events hold nothing but an id. JSON may write a letter beyond
 * ASCII as its number.
 */
function textCondition(text: string): SQL | undefined {
  const contains = (column: SQL, pattern = likePattern(text)) => sql`${column} LIKE ${pattern} ESCAPE '\\'`;
  const escaped = likePattern(asAscii(text));
  const names = sql`concat_ws(' ', student_number, academic_email, display_name, first_name, last_name)`;
  const title = sql`concat_ws(' ', number, subject, customer)`;
  return or(
    contains(sql`event_id`),
    contains(sql`record_id`),
    contains(sql`error_message`),
    contains(sql`payload`),
    escaped === likePattern(text) ? undefined : contains(sql`payload`, escaped),
    sql`record_id IN (SELECT zoho_id FROM students WHERE ${contains(names)})`,
    sql`record_id IN (SELECT ticket_id FROM tickets WHERE ${contains(title)})`,
  );
}

/** `é` as the six characters `\u00e9`, in which many programs send it. */
function asAscii(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
