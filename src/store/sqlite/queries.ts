import type { Attempt, EventDetail, EventSummary, JsonObject, Status } from '../../log/event.ts';
import {
  type EventFilter,
  type EventList,
  type ExportedEvent,
  type Page,
  type Stats,
  type StatsFilter,
  TOTAL_CAP,
} from '../../log/ports.ts';
import type { Connection } from './connect.ts';
import {
  and,
  asc,
  type BetterSQLite3Database,
  desc,
  drizzle,
  eq,
  gte,
  inArray,
  type SQL,
  sql,
} from './drizzle.ts';
import {
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
import { eventAttempts, eventCounters, eventsLog as log, serviceState } from './schema.ts';
import { DISORDERED } from './statements.ts';

const RECENT = 10;
/** Recent events of a rare module are sought among this many of the newest rows: anyone may ask for stats. */
const RECENT_SPAN = 5_000;
const MAX_DUPLICATES_SHOWN = 100;

/** What the replay rule asks of a row. */
const replayable = {
  status: sql<Status>`status`,
  payload_differs: sql<boolean>`payload_differs`.mapWith(Boolean),
  unreadable: sql<boolean>`unreadable`.mapWith(Boolean),
  erased: sql<boolean>`erased`.mapWith(Boolean),
};

const summaryColumns = {
  id: log.id,
  event_id: log.eventId,
  source: log.source,
  module: log.module,
  event_type: log.eventType,
  record_id: log.recordId,
  status: log.status,
  attempts: log.attempts,
  error_message: log.errorMessage,
  error_details: log.errorDetails,
  created_at: log.createdAt,
  processed_at: log.processedAt,
  next_attempt_at: log.nextAttemptAt,
  occurred_at: log.occurredAt,
  duplicate_of: log.duplicateOf,
  payload_differs: sql<boolean>`payload_differs`.mapWith(Boolean),
  verified_by: log.verifiedBy,
};
const { error_details: _details, ...exportedColumns } = summaryColumns;
type Tally = { source: string; module: string; status: string; payloadDiffers: number; count: number };

/** What people read of the log. Every query is bounded or cut into slices, however long the log is. */
export class EventQueries {
  readonly #db: BetterSQLite3Database;

  constructor(connection: Connection) {
    this.#db = drizzle(connection);
  }

  async list(filter: EventFilter, { limit, before, reach }: Page): Promise<EventList> {
    const span = this.span(filter);
    const rest = { ...span, last: before === null ? span.last : Math.min(span.last, before - 1) };
    const searched = hasIndex(filter) ? rest : within(rest, reach);
    const ids = await this.#matching(filter, searched, limit + 1);
    const shown = ids.slice(0, limit);
    const searchedTo = searched.first > rest.first ? searched.first : null;
    return {
      events: this.#summaries(inArray(log.id, shown), limit),
      nextBefore: ids.length > limit ? (shown.at(-1) ?? null) : searchedTo,
      ...(await this.#total(filter, span, reach)),
    };
  }

  async #total(filter: EventFilter, span: Span, reach?: number) {
    const counted = this.#countedTotal(filter);
    if (counted !== null) return { total: counted, totalIsCapped: false };
    const searched = hasIndex(filter) ? span : within(span, reach);
    const found = (await this.#matching(filter, searched, TOTAL_CAP + 1)).length;
    const totalIsCapped = found > TOTAL_CAP || searched.first > span.first;
    return { total: Math.min(found, TOTAL_CAP), totalIsCapped };
  }

  get(id: number): EventDetail | null {
    const row = this.#db
      .select({
        ...summaryColumns,
        payload: log.payload,
        rawBody: log.rawBody,
        payload_sha256: log.payloadSha256,
        result: log.result,
        startedAt: log.startedAt,
        ...replayable,
      })
      .from(log)
      .where(eq(log.id, id))
      .get();
    if (row === undefined) return null;
    const { rawBody, result, startedAt, ...event } = row;
    return {
      ...(event as EventSummary & typeof event),
      raw_body: rawBody === null ? null : rawBody.toString('base64'),
      result: result === null ? null : (JSON.parse(result) as JsonObject),
      attempts_made: [...this.#attempts(id), ...quietTry(event, startedAt)],
      duplicates: this.#summaries(eq(log.duplicateOf, id), MAX_DUPLICATES_SHOWN),
    };
  }

  async stats(filter: StatsFilter): Promise<Stats> {
    const tallies =
      filter.since || filter.until ? await this.#tallySpan(filter) : this.#tallyCounters(filter);
    return {
      total_events: sum(tallies),
      by_status: group(tallies, 'status'),
      by_source: group(tallies, 'source'),
      recent_events: await this.#recent(filter),
      payload_differs: sum(tallies.filter((tally) => tally.payloadDiffers === 1)),
    };
  }

  modules(): string[] {
    const rows = this.#db
      .selectDistinct({ module: eventCounters.module })
      .from(eventCounters)
      .orderBy(asc(eventCounters.module))
      .all();
    return rows.map(({ module }) => module);
  }

  summaries(ids: readonly number[]): EventSummary[] {
    return this.#summaries(inArray(log.id, [...ids]), ids.length);
  }

  /** Which rows of a slice match, oldest first. */
  matchingRows(filter: EventFilter, slice: Span) {
    return this.#db
      .select({ id: log.id, ...replayable })
      .from(log)
      .where(and(between(slice), ...conditionsOf(filter)))
      .orderBy(asc(log.id))
      .all();
  }

  /** The events of a slice that match, whole, oldest first. */
  wholeRows(filter: EventFilter, slice: Span): ExportedEvent[] {
    const rows = this.#db
      .select({ ...exportedColumns, payload: log.payload, result: log.result })
      .from(log)
      .where(and(between(slice), ...conditionsOf(filter)))
      .orderBy(asc(log.id))
      .all();
    return rows as ExportedEvent[];
  }

  /** What a replay has to know of a row. */
  replayable(id: number) {
    const columns = {
      id: log.id,
      event_id: log.eventId,
      source: log.source,
      module: log.module,
      record_id: log.recordId,
      attempts: log.attempts,
      duplicate_of: log.duplicateOf,
      ...replayable,
    };
    return this.#db.select(columns).from(log).where(eq(log.id, id)).get() ?? null;
  }

  /** The ids that match, newest first, at most `limit`. */
  async #matching(filter: EventFilter, { first, last }: Span, limit: number): Promise<number[]> {
    const conditions = conditionsOf(filter);
    const ids: number[] = [];
    for await (const slice of slices({ first, last }, isIndexed(filter))) {
      const rows = this.#db
        .select({ id: log.id })
        .from(log)
        .where(and(between(slice), ...conditions))
        .orderBy(desc(log.id))
        .limit(limit - ids.length)
        .all();
      for (const row of rows) ids.push(row.id);
      if (ids.length >= limit) break;
    }
    return ids;
  }

  /**
   * The ids received within the filter's times. Ids and times have one order unless the clock was once set back; then the
   * span holds rows of other times too, which `duringOf` leaves out.
   */
  span({ since, until }: Times): Span {
    const bounds = (condition: SQL | undefined, order: SQL) =>
      this.#db.select({ id: log.id }).from(log).where(condition).orderBy(order, log.id).limit(1).get()?.id;
    const newest = this.#db.select({ id: sql<number | null>`max(id)` }).from(log).get()?.id ?? 0;
    if ((since || until) && this.#isDisordered()) {
      const edges = this.#db
        .select({ first: sql<number | null>`min(id)`, last: sql<number | null>`max(id)` })
        .from(log)
        .where(duringOf({ since, until }))
        .get();
      return { first: edges?.first ?? newest + 1, last: edges?.last ?? newest };
    }
    const first = since ? (bounds(gte(log.createdAt, since), asc(log.createdAt)) ?? newest + 1) : 1;
    const firstAfter = until ? bounds(gte(log.createdAt, until), asc(log.createdAt)) : undefined;
    return { first, last: firstAfter === undefined ? newest : firstAfter - 1 };
  }

  #isDisordered(): boolean {
    const [noted] = this.#db.select().from(serviceState).where(eq(serviceState.key, DISORDERED)).all();
    return noted !== undefined;
  }

  /** The total from the counters, when the filter asks for nothing that they do not know. */
  #countedTotal({ source, module, status, ...rest }: EventFilter): number | null {
    if (Object.values(rest).some((value) => value !== undefined)) return null;
    const tallies = this.#tallyCounters({ ...(source && { source }), ...(module && { module }) });
    return sum(status ? tallies.filter((tally) => tally.status === status) : tallies);
  }

  #tallyCounters({ source, module }: StatsFilter): Tally[] {
    return this.#db
      .select()
      .from(eventCounters)
      .where(
        and(
          source ? eq(eventCounters.source, source) : undefined,
          module ? eq(eventCounters.module, module) : undefined,
        ),
      )
      .all();
  }

  async #tallySpan(filter: StatsFilter): Promise<Tally[]> {
    const tallies: Tally[] = [];
    const { source, module, since, until } = filter;
    const conditions = conditionsOf({
      ...(source && { source }),
      ...(module && { module }),
      ...(since && { since }),
      ...(until && { until }),
    });
    for await (const slice of slices(this.span(filter), false)) {
      const rows = this.#db
        .select({
          source: log.source,
          module: log.module,
          status: log.status,
          payloadDiffers: log.payloadDiffers,
          count: sql<number>`count(*)`,
        })
        .from(log)
        .where(and(between(slice), ...conditions))
        .groupBy(log.source, log.module, log.status, log.payloadDiffers)
        .all();
      tallies.push(...rows);
    }
    return tallies;
  }

  async #recent(filter: StatsFilter): Promise<Stats['recent_events']> {
    const { first, last } = this.span(filter);
    const span = { first: Math.max(first, last - RECENT_SPAN), last };
    const ids = await this.#matching(filter, span, RECENT);
    return this.#summaries(inArray(log.id, ids), RECENT).map(
      ({ id, event_id, source, module, event_type, status, created_at }) => ({
        id,
        event_id,
        source,
        module,
        event_type,
        status,
        created_at,
      }),
    );
  }

  #summaries(condition: SQL | undefined, limit: number): EventSummary[] {
    const rows = this.#db
      .select(summaryColumns)
      .from(log)
      .where(condition)
      .orderBy(desc(log.id))
      .limit(limit)
      .all();
    return rows as EventSummary[];
  }

  #attempts(id: number): Attempt[] {
    const rows = this.#db
      .select({
        attempt: eventAttempts.attempt,
        started_at: eventAttempts.startedAt,
        finished_at: eventAttempts.finishedAt,
        outcome: eventAttempts.outcome,
        error_message: eventAttempts.errorMessage,
        error_details: eventAttempts.errorDetails,
      })
      .from(eventAttempts)
      .where(eq(eventAttempts.logId, id))
      .orderBy(asc(eventAttempts.id))
      .all();
    return rows as Attempt[];
  }
}

/** The first try of an event that succeeded at once, which has no row of its own. */
function quietTry(
  event: { attempts: number; processed_at: string | null },
  startedAt: string | null,
): Attempt[] {
  if (startedAt === null) return [];
  const { attempts: attempt, processed_at } = event;
  const finished_at = String(processed_at);
  return [
    {
      attempt,
      started_at: startedAt,
      finished_at,
      outcome: 'completed',
      error_message: null,
      error_details: null,
    },
  ];
}

function sum(tallies: readonly Tally[]): number {
  return tallies.reduce((total, { count }) => total + count, 0);
}

/** Only what is there: a status whose last event has moved on is not shown as 0. */
function group(tallies: readonly Tally[], by: 'status' | 'source'): Record<string, number> {
  const groups: Record<string, number> = {};
  for (const tally of tallies) groups[tally[by]] = (groups[tally[by]] ?? 0) + tally.count;
  // In one order always: that of the rows depends on which count was the first to be kept.
  return Object.fromEntries(
    Object.entries(groups)
      .filter(([, count]) => count !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
