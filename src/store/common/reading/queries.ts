import type { Attempt, EventDetail, EventSummary, JsonObject, Status } from '../../../log/event.ts';
import {
  type EventFilter,
  type EventList,
  type Page,
  type Stats,
  type StatsFilter,
  TOTAL_CAP,
} from '../../../log/readings.ts';
import type { Told } from '../../../log/told.ts';
import type { ExportedEvent } from '../../../log/upkeep.ts';
import type { Dialect, Reader } from '../dialect.ts';
import { type SQL, sql } from '../drizzle.ts';
import { DISORDERED, type Held } from '../log.ts';
import { first } from '../step.ts';
import {
  allOf,
  between,
  conditionsOf,
  duringOf,
  hasIndex,
  isIndexed,
  type Span,
  slices,
  type Times,
  within,
} from './filter.ts';

const RECENT = 10;
/**
 * Recent events of a rare module are sought only in this many of the newest rows: anyone may ask for stats.
 */
const RECENT_SPAN = 5_000;
const MAX_DUPLICATES_SHOWN = 100;

const EXPORTED =
  sql.raw(`id, event_id, source, module, event_type, record_id, status, attempts, error_message, created_at,
  processed_at, next_attempt_at, occurred_at, duplicate_of, payload_differs, verified_by`);
const SUMMARY = sql`${EXPORTED}, error_details`;

/**
 * By id, but as an expression that no index is sorted by: a server without statistics expected a hundred rows
 * to be near, and walked back through the whole log for them: 1.8 s in a million rows.
 */
const UNSORTED = sql`id + 0`;

/** A flag as a column holds it: 0 or 1. */
type Flags<Name extends string> = Record<Name, number>;
type ExportedRow = Omit<EventSummary, 'payload_differs' | 'error_details'> & Flags<'payload_differs'>;
/** A list of codes as its column holds it: JSON. */
type Detailed = { error_details: string | null };
type SummaryRow = ExportedRow & Detailed;
type ReplayableRow = Held & { event_id: string; status: Status; duplicate_of: number | null } & Flags<
    'payload_differs' | 'unreadable' | 'erased'
  >;
type DetailRow = SummaryRow &
  Flags<'unreadable' | 'erased'> & {
    payload: string;
    raw_body: Buffer | null;
    payload_sha256: string;
    result: string | null;
    started_at: string | null;
  };
type Tally = { source: string; module: string; status: string; payload_differs: number; count: number };

/** What people read from the log. Every query is bounded or sliced, however long the log is. */
export class EventQueries {
  readonly #reader: Reader;
  readonly #dialect: Dialect;

  constructor(reader: Reader, dialect: Dialect) {
    this.#reader = reader;
    this.#dialect = dialect;
  }

  async list(filter: EventFilter, { limit, before, reach }: Page): Promise<EventList> {
    const span = await this.span(filter);
    const rest = { ...span, last: before === null ? span.last : Math.min(span.last, before - 1) };
    const searched = hasIndex(filter) ? rest : within(rest, reach);
    const ids = await this.#matching(filter, searched, limit + 1);
    const shown = ids.slice(0, limit);
    const searchedTo = searched.first > rest.first ? searched.first : null;
    return {
      events: await this.#summaries(this.#isOneOf(shown), limit),
      nextBefore: ids.length > limit ? (shown.at(-1) ?? null) : searchedTo,
      ...(await this.#total(filter, span, reach)),
    };
  }

  async #total(filter: EventFilter, span: Span, reach?: number) {
    const counted = await this.#countedTotal(filter);
    if (counted !== null) return { total: counted, totalIsCapped: false };
    const searched = hasIndex(filter) ? span : within(span, reach);
    const found = (await this.#matching(filter, searched, TOTAL_CAP + 1)).length;
    const totalIsCapped = found > TOTAL_CAP || searched.first > span.first;
    return { total: Math.min(found, TOTAL_CAP), totalIsCapped };
  }

  async get(id: number): Promise<EventDetail | null> {
    const [row] = await this.#reader.all<DetailRow>(sql`
      SELECT ${SUMMARY}, payload, raw_body, payload_sha256, result, started_at, unreadable, erased
      FROM integration_events_log WHERE id = ${id}`);
    if (row === undefined) return null;
    const { raw_body, result, started_at, unreadable, erased, ...event } = row;
    return {
      ...event,
      payload_differs: event.payload_differs === 1,
      error_details: toldOf(event),
      unreadable: unreadable === 1,
      erased: erased === 1,
      raw_body: raw_body === null ? null : raw_body.toString('base64'),
      result: result === null ? null : (JSON.parse(result) as JsonObject),
      attempts_made: [...(await this.#attempts(id)), ...quietTry(event, started_at)],
      duplicates: await this.#summaries(sql`duplicate_of = ${id}`, MAX_DUPLICATES_SHOWN, UNSORTED),
    };
  }

  async stats(filter: StatsFilter): Promise<Stats> {
    const tallies = await (filter.since || filter.until
      ? this.#tallySpan(filter)
      : this.#tallyCounters(filter));
    return {
      total_events: sum(tallies),
      by_status: group(tallies, 'status'),
      by_source: group(tallies, 'source'),
      recent_events: await this.#recent(filter),
      payload_differs: sum(tallies.filter((tally) => tally.payload_differs === 1)),
    };
  }

  async modules(): Promise<string[]> {
    const found = await this.#reader.all<{ module: string }>(
      sql`SELECT DISTINCT module FROM event_counters ORDER BY module`,
    );
    return found.map(({ module }) => module);
  }

  summaries(ids: readonly number[]): Promise<EventSummary[]> {
    return this.#summaries(this.#isOneOf(ids), ids.length);
  }

  /** The rows of a slice that match, oldest first. */
  async matchingRows(filter: EventFilter, slice: Span) {
    const found = await this.#reader.all<{ id: number } & Pick<ReplayableRow, 'status'> & RawFlags>(sql`
      SELECT id, status, payload_differs, unreadable, erased FROM integration_events_log
      WHERE ${between(slice)} AND ${conditionsOf(filter, this.#dialect)} ORDER BY id`);
    return found.map(withFlags);
  }

  /** The matching events of a slice, whole, oldest first. */
  async wholeRows(filter: EventFilter, slice: Span): Promise<ExportedEvent[]> {
    const found = await this.#reader.all<ExportedRow & { payload: string; result: string | null }>(sql`
      SELECT ${EXPORTED}, payload, result FROM integration_events_log
      WHERE ${between(slice)} AND ${conditionsOf(filter, this.#dialect)} ORDER BY id`);
    return found.map((row) => ({ ...row, payload_differs: row.payload_differs === 1 }));
  }

  /** The matching ids, newest first, at most `limit`. */
  async #matching(filter: EventFilter, { first, last }: Span, limit: number): Promise<number[]> {
    const conditions = conditionsOf(filter, this.#dialect);
    const ids: number[] = [];
    for await (const slice of slices({ first, last }, isIndexed(filter))) {
      const found = await this.#reader.all<{ id: number }>(sql`
        SELECT id FROM integration_events_log WHERE ${between(slice)} AND ${conditions}
        ORDER BY id DESC LIMIT ${limit - ids.length}`);
      for (const { id } of found) ids.push(id);
      if (ids.length >= limit) break;
    }
    return ids;
  }

  /**
   * The ids received within the filter's times. Ids and times sort alike unless the clock was ever set back;
   * then the span also holds rows of other times, which `duringOf` leaves out.
   */
  async span({ since, until }: Times): Promise<Span> {
    const [edge] = await this.#reader.all<{ id: number | null }>(
      sql`SELECT max(id) AS id FROM integration_events_log`,
    );
    const newest = edge?.id ?? 0;
    if ((since || until) && (await this.#isDisordered())) {
      const [edges] = await this.#reader.all<{ first: number | null; last: number | null }>(sql`
        SELECT min(id) AS first, max(id) AS last FROM integration_events_log WHERE ${duringOf({ since, until })}`);
      return { first: edges?.first ?? newest + 1, last: edges?.last ?? newest };
    }
    const first = since ? ((await this.#firstSince(since)) ?? newest + 1) : 1;
    const firstAfter = until ? await this.#firstSince(until) : undefined;
    return { first, last: firstAfter === undefined ? newest : firstAfter - 1 };
  }

  async #firstSince(time: string): Promise<number | undefined> {
    const [row] = await this.#reader.all<{ id: number }>(sql`
      SELECT id FROM integration_events_log WHERE created_at >= ${time} ORDER BY created_at, id LIMIT 1`);
    return row?.id;
  }

  async #isDisordered(): Promise<boolean> {
    const noted = await this.#reader.all(sql`SELECT 1 FROM service_state WHERE key = ${DISORDERED}`);
    return noted.length > 0;
  }

  /** The total from the counters, when the filter asks for nothing they do not know. */
  async #countedTotal({ source, module, status, ...rest }: EventFilter): Promise<number | null> {
    if (Object.values(rest).some((value) => value !== undefined)) return null;
    const tallies = await this.#tallyCounters({ ...(source && { source }), ...(module && { module }) });
    return sum(status ? tallies.filter((tally) => tally.status === status) : tallies);
  }

  #tallyCounters({ source, module }: StatsFilter): Promise<Tally[]> {
    return this.#reader.all<Tally>(sql`
      SELECT source, module, status, payload_differs, CAST(sum(count) AS bigint) AS count FROM event_counters
      WHERE ${allOf([source && sql`source = ${source}`, module && sql`module = ${module}`])}
      GROUP BY source, module, status, payload_differs`);
  }

  async #tallySpan(filter: StatsFilter): Promise<Tally[]> {
    const tallies: Tally[] = [];
    const { source, module, since, until } = filter;
    const conditions = conditionsOf(
      {
        ...(source && { source }),
        ...(module && { module }),
        ...(since && { since }),
        ...(until && { until }),
      },
      this.#dialect,
    );
    for await (const slice of slices(await this.span(filter), false)) {
      const found = await this.#reader.all<Tally>(sql`
        SELECT source, module, status, payload_differs, count(*) AS count FROM integration_events_log
        WHERE ${between(slice)} AND ${conditions}
        GROUP BY source, module, status, payload_differs`);
      tallies.push(...found);
    }
    return tallies;
  }

  async #recent(filter: StatsFilter): Promise<Stats['recent_events']> {
    const { first, last } = await this.span(filter);
    const span = { first: Math.max(first, last - RECENT_SPAN), last };
    const ids = await this.#matching(filter, span, RECENT);
    const found = await this.#summaries(this.#isOneOf(ids), RECENT);
    return found.map(({ id, event_id, source, module, event_type, status, created_at }) => ({
      id,
      event_id,
      source,
      module,
      event_type,
      status,
      created_at,
    }));
  }

  #isOneOf(ids: readonly number[]): SQL {
    return this.#dialect.isOneOf(sql`id`, ids);
  }

  async #summaries(condition: SQL, limit: number, order = sql`id`): Promise<EventSummary[]> {
    const found = await this.#reader.all<SummaryRow>(sql`
      SELECT ${SUMMARY} FROM integration_events_log WHERE ${condition} ORDER BY ${order} DESC LIMIT ${limit}`);
    return found.map((row) => ({
      ...row,
      payload_differs: row.payload_differs === 1,
      error_details: toldOf(row),
    }));
  }

  async #attempts(id: number): Promise<Attempt[]> {
    const found = await this.#reader.all<Omit<Attempt, 'error_details'> & Detailed>(sql`
      SELECT attempt, started_at, finished_at, outcome, error_message, error_details FROM event_attempts
      WHERE log_id = ${id} ORDER BY id`);
    return found.map((row) => ({ ...row, error_details: toldOf(row) }));
  }
}

function toldOf({ error_details }: Detailed): Told[] | null {
  return error_details === null ? null : JSON.parse(error_details);
}

/** What a replay needs to know about a row, in the transaction that replays it. */
export function* replayable(id: number) {
  const row: ReplayableRow | undefined = yield* first<ReplayableRow>(sql`
    SELECT id, event_id, source, module, record_id, attempts, duplicate_of, status, payload_differs, unreadable, erased
    FROM integration_events_log WHERE id = ${id}`);
  return row === undefined ? null : withFlags(row);
}

type RawFlags = Flags<'payload_differs' | 'unreadable' | 'erased'>;

function withFlags<Row extends RawFlags>({ payload_differs, unreadable, erased, ...row }: Row) {
  return {
    ...row,
    payload_differs: payload_differs === 1,
    unreadable: unreadable === 1,
    erased: erased === 1,
  };
}

/** The first try of an event that succeeded at once, which has no row of its own. */
function quietTry(
  event: { attempts: number; processed_at: string | null },
  startedAt: string | null,
): Attempt[] {
  if (startedAt === null) return [];
  const { attempts: attempt, processed_at } = event;
  const finished_at = String(processed_at);
  const well = { outcome: 'completed', error_message: null, error_details: null } as const;
  return [{ attempt, started_at: startedAt, finished_at, ...well }];
}

function sum(tallies: readonly Tally[]): number {
  return tallies.reduce((total, { count }) => total + count, 0);
}

/** Only what is there: a status that no event has any more is left out, not shown as 0. */
function group(tallies: readonly Tally[], by: 'status' | 'source'): Record<string, number> {
  const groups: Record<string, number> = {};
  for (const tally of tallies) groups[tally[by]] = (groups[tally[by]] ?? 0) + tally.count;
  // Always in the same order; that of the rows depends on which count was stored first.
  return Object.fromEntries(
    Object.entries(groups)
      .filter(([, count]) => count !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
