import type { OperatorAction } from '../../../log/readings.ts';
import type { Pruned, PruneOptions } from '../../../log/upkeep.ts';
import { insertAction } from '../actions.ts';
import { type SQL, sql } from '../drizzle.ts';
import type { Log, Writing } from '../log.ts';
import type { EventQueries } from '../reading/queries.ts';
import { change, ids, rows, type Step } from '../step.ts';

/** Rows examined and deleted in one transaction: webhooks get their turn in between. */
const BATCH = 200;

type Row = { id: number; source: string; module: string; status: string; payload_differs: number };
type Bounds = { before: string; first: number; last: number };

/**
 * Deletes what ended long ago: completed events and repeats with their attempts, and decided suggestions. The
 * last decision on each step of a ticket stays, emptied. A failed event stays while it needs somebody, and so
 * does an event that was repeated within the time.
 */
export class Pruner {
  readonly #queries: EventQueries;
  readonly #log: Log;
  readonly #giveSpaceBack: () => Promise<void>;

  /** @param giveSpaceBack what the engine does with the space that is freed */
  constructor(queries: EventQueries, log: Log, giveSpaceBack: () => Promise<void>) {
    this.#queries = queries;
    this.#log = log;
    this.#giveSpaceBack = giveSpaceBack;
  }

  /**
   * How much `prune` would delete. Reads the log in one go, so it is only for a process that does nothing
   * else.
   */
  async plan(before: string): Promise<Pruned> {
    const [events] = await this.#log.all<{ found: number }>(
      sql`SELECT count(*) AS found FROM integration_events_log AS log WHERE ${prunable(before)}`,
    );
    const [suggestions] = await this.#log.all<{ found: number }>(sql`
      SELECT count(*) AS found FROM ticket_suggestions AS old
      WHERE ${decided(before)} AND (proposal <> '{}' OR ${this.#deletable()})`);
    return { events: Number(events?.found), suggestions: Number(suggestions?.found) };
  }

  async prune(before: string, by: OperatorAction, options: PruneOptions): Promise<Pruned> {
    const suggestions = await this.#log.write(() => this.#pruneSuggestions(before));
    const { last } = await this.#queries.span({ until: before });
    let events = 0;
    // From one row to the next, skipping the gaps that earlier prunings left.
    for (let first = await this.#next(0); first && first <= last; first = await this.#next(first + BATCH)) {
      const bounds = { before, first, last: Math.min(first + BATCH - 1, last) };
      events += await this.#log.write((writing) => deleteBatch(writing, bounds));
      options.onProgress?.(events);
      if (options.signal?.aborted) break;
    }
    await this.#giveSpaceBack();
    const detail = { ...by.detail, before, events, suggestions };
    await this.#log.write(({ nowIso }) => insertAction(by, nowIso, detail));
    return { events, suggestions };
  }

  async #next(from: number): Promise<number | null> {
    const [row] = await this.#log.all<{ id: number | null }>(
      sql`SELECT min(id) AS id FROM integration_events_log WHERE id >= ${from}`,
    );
    return row?.id ?? null;
  }

  *#pruneSuggestions(before: string): Step<number> {
    const deleted = yield* ids(sql`
      DELETE FROM ticket_suggestions AS old WHERE ${decided(before)} AND ${this.#deletable()} RETURNING id`);
    // Keeps only that it was decided, and whether it may have been sent.
    const begun = this.#log.dialect.json(sql`result`, 'begun');
    const emptied = yield* ids(sql`
      UPDATE ticket_suggestions
      SET proposal = '{}', guard = '{}',
          result = CASE ${begun} WHEN 'send' THEN '{"begun":"send"}' END
      WHERE ${decided(before)} AND proposal <> '{}' RETURNING id`);
    // A suggestion that waits for a person keeps its conversation.
    yield* change(sql`
      DELETE FROM tickets
      WHERE seen_at < ${before} AND NOT EXISTS (
        SELECT 1 FROM ticket_suggestions AS waiting
        WHERE waiting.ticket_id = tickets.ticket_id AND waiting.status IN ('waiting', 'planned', 'applying'))`);
    return deleted.length + emptied.length;
  }

  #deletable(): SQL {
    return sql`(NOT coalesce(${this.#isKept('old')}, 1 = 0) OR EXISTS (
      SELECT 1 FROM ticket_suggestions AS newer
      WHERE newer.ticket_id = old.ticket_id AND newer.step = old.step AND newer.id > old.id
        AND ${this.#isKept('newer')}))`;
  }

  /** The last decision on a ticket is not made again, even if an event arrives years later. */
  #isKept(table: 'old' | 'newer'): SQL {
    const column = (name: string) => sql.raw(`${table}.${name}`);
    const begun = this.#log.dialect.json(column('result'), 'begun');
    return sql`(${column('status')} IN ('applied', 'dismissed') OR ${begun} = 'send')`;
  }
}

function* deleteBatch(
  { counters, problems, nowIso }: Writing,
  { before, first, last }: Bounds,
): Step<number> {
  const found = yield* rows<Row>(sql`
    SELECT id, source, module, status, payload_differs FROM integration_events_log AS log
    WHERE id BETWEEN ${first} AND ${last} AND ${prunable(before)}`);
  for (const row of found) {
    yield* change(sql`DELETE FROM event_attempts WHERE log_id = ${row.id}`);
    yield* change(sql`DELETE FROM integration_events_log WHERE id = ${row.id}`);
    if (row.status === 'failed') yield* problems.forget(row.id, nowIso);
    counters.remove(row, row.status, row.payload_differs);
  }
  return found.length;
}

/** The newest row stays: otherwise its number would be given out again, and numbers tell what came later. */
function prunable(before: string): SQL {
  return sql`created_at < ${before} AND processed_at < ${before}
    AND (status IN ('completed', 'duplicate')
         OR status = 'failed' AND EXISTS (SELECT 1 FROM problem_events AS entry
                                          WHERE entry.event_row = log.id AND entry.closed_at < ${before}))
    AND id < (SELECT max(id) FROM integration_events_log)
    AND NOT EXISTS (SELECT 1 FROM integration_events_log AS repeat
                    WHERE repeat.duplicate_of = log.id AND repeat.created_at >= ${before})`;
}

function decided(before: string): SQL {
  return sql`status NOT IN ('waiting', 'planned', 'applying') AND created_at < ${before}`;
}
