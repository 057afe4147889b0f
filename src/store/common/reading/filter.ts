import { setImmediate } from 'node:timers/promises';
import { SOURCES } from '../../../log/event.ts';
import type { EventFilter } from '../../../log/readings.ts';
import { ANY } from '../../../log/rules/cause.ts';
import type { Dialect } from '../dialect.ts';
import { type SQL, sql } from '../drizzle.ts';
import { escapeLike, likePattern } from '../like.ts';

/** Rows read at a time by a search that no index serves; webhooks are accepted between two slices. */
const SLICE = 5_000;

/** Ids from first to last, inclusive. */
export type Span = { first: number; last: number };

export type Times = { since?: string | undefined; until?: string | undefined };

/** Worded so that an engine can seek in an index that begins with the source. */
const ANY_SOURCE = sql.raw(`source IN (${SOURCES.map((source) => `'${source}'`).join(', ')})`);

/** All conditions together; true when there are none. */
export function allOf(conditions: readonly (SQL | '' | 0 | undefined)[]): SQL {
  const given = conditions.filter(
    (condition) => condition !== undefined && condition !== '' && condition !== 0,
  );
  return sql.join([sql`1 = 1`, ...given], sql` AND `);
}

/**
 * The times as a condition on a row. A span of ids finds those rows, but also others if the clock was ever
 * set back.
 */
export function duringOf({ since, until }: Times): SQL {
  return allOf([since && sql`created_at >= ${since}`, until && sql`created_at < ${until}`]);
}

/**
 * What a row must hold to match. The index on times must not be used: the span of ids has already found the
 * rows.
 */
export function conditionsOf(filter: EventFilter, dialect: Dialect): SQL {
  const createdAt = dialect.unindexed(sql`created_at`);
  return allOf([
    filter.status && statusCondition(filter.status),
    filter.source && sql`source = ${filter.source}`,
    filter.module && sql`module = ${filter.module}`,
    filter.event_type && sql`event_type = ${filter.event_type}`,
    filter.record_id && sql`record_id = ${filter.record_id}`,
    filter.event_id && eventIdCondition(filter.event_id),
    filter.cause && causeCondition(filter.cause, dialect),
    filter.problem && sql`id IN (SELECT event_row FROM problem_events WHERE problem_id = ${filter.problem})`,
    filter.q && textCondition(filter.q, dialect),
    filter.since && sql`${createdAt} >= ${filter.since}`,
    filter.until && sql`${createdAt} < ${filter.until}`,
  ]);
}

/**
 * The original by its unique index, its repeats by their link to it, a replayed repeat by the row id in its
 * name.
 */
function eventIdCondition(eventId: string): SQL {
  const originals = sql`SELECT id FROM integration_events_log
    WHERE ${ANY_SOURCE} AND event_id = ${eventId} AND duplicate_of IS NULL`;
  const rowId = Number(/~(\d{1,15})$/.exec(eventId)?.[1] ?? 0);
  return sql`id IN (${originals}
    UNION ALL SELECT id FROM integration_events_log WHERE duplicate_of IN (${originals}) AND event_id = ${eventId}
    UNION ALL SELECT id FROM integration_events_log WHERE id = ${rowId} AND event_id = ${eventId})`;
}

/**
 * Newest first; in one piece when an index finds the rows, otherwise with a pause for webhooks between
 * pieces.
 */
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

export function between({ first, last }: Span): SQL {
  return sql`id BETWEEN ${first} AND ${last}`;
}

/** The newest part of a span, at most `reach` ids long. */
export function within({ first, last }: Span, reach: number | undefined): Span {
  return { first: reach === undefined ? first : Math.max(first, last - reach + 1), last };
}

/** True when an index skips most rows that do not match. */
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
 * An event that waits for proof of its sender has left its lane, as if it had ended, yet still waits. Written
 * as a list of ids because SQLite would otherwise walk the log rather than an index of few rows.
 */
const unfinished = sql`id IN (
  SELECT id FROM integration_events_log WHERE processed_at IS NULL
  UNION ALL SELECT id FROM integration_events_log WHERE verified_by = 'unverified')`;

/** Repeats the wording of the partial indexes; otherwise the engine would not use them. */
function statusCondition(status: string): SQL {
  const family =
    status === 'failed' || status === 'duplicate'
      ? sql`status IN ('failed', 'duplicate')`
      : status === 'completed'
        ? undefined
        : unfinished;
  return allOf([family, sql`status = ${status}`]);
}

function causeCondition(cause: string, dialect: Dialect): SQL {
  return dialect.like(sql`error_message`, cause.split(ANY).map(escapeLike).join('%'));
}

/**
 * Searches what is written on an event and whom it is about, because many events hold nothing but an id. JSON
 * may spell a letter beyond ASCII as its number.
 */
function textCondition(text: string, dialect: Dialect): SQL {
  const contains = (column: SQL, pattern = likePattern(text)) => dialect.like(column, pattern);
  const isValue = (words: string) =>
    sql`(${contains(sql`payload`, likePattern(`"${words}"`))} OR ${contains(sql`payload`, likePattern(`"${asAscii(words)}"`))})`;
  const escaped = likePattern(asAscii(text));
  const names = sql`concat_ws(' ', student_number, academic_email, display_name, first_name, last_name)`;
  const title = sql`concat_ws(' ', number, subject, customer)`;
  const matches = [
    contains(sql`event_id`),
    contains(sql`record_id`),
    contains(sql`error_message`),
    contains(sql`payload`),
    ...(escaped === likePattern(text) ? [] : [contains(sql`payload`, escaped)]),
    // A student who is not known yet appears only in the payload, often with a field for each part of the
    // name.
    ...halves(text).map(([one, other]) => sql`(${isValue(one)} AND ${isValue(other)})`),
    sql`record_id IN (SELECT zoho_id FROM students WHERE ${contains(names)})`,
    sql`record_id IN (SELECT ticket_id FROM tickets WHERE ${contains(title)})`,
  ];
  return sql`(${sql.join(matches, sql` OR `)})`;
}

/** In words. A longer search is not a name. */
const MOST_WORDS = 6;

/**
 * The ways to split words into two names: `Sara Ali Hassan` may be `Sara` and `Ali Hassan`, or `Sara Ali` and
 * `Hassan`.
 */
function halves(text: string): [one: string, other: string][] {
  const words = text.trim().split(/\s+/);
  if (words.length > MOST_WORDS) return [];
  return words.slice(1).map((_, index) => {
    const parted = index + 1;
    return [words.slice(0, parted).join(' '), words.slice(parted).join(' ')];
  });
}

/** `é` as the six characters `\u00e9`, which is how many programs send it. */
function asAscii(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
