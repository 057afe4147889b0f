import type { OperatorAction, Pruned, PruneOptions } from '../../log/ports.ts';
import type { Connection } from './connect.ts';
import type { EventQueries } from './queries.ts';
import type { Statements } from './statements.ts';
import type { Turn } from './turn.ts';

/** Rows looked at and deleted in one transaction, and free pages given back in one: webhooks get their turn in between. */
const BATCH = 200;
const PAGES = 500;

type Log = { write<T>(work: (turn: Turn) => T): Promise<T> };
type Row = { id: number; source: string; module: string; status: string; payload_differs: number };
type Bounds = { before: string; first: number; last: number };

/**
 * Deletes what has ended long ago: completed events and repeats with their attempts, and decided suggestions. Of those the
 * last decision of each step of a ticket stays, emptied. A failed event stays for as long as it
 * needs somebody, and so does an event that was repeated within the time.
 */
export class Pruner {
  readonly #db: Connection;
  readonly #sql: ReturnType<typeof prepare>;
  readonly #hot: Statements;
  readonly #queries: EventQueries;
  readonly #log: Log;

  constructor(db: Connection, hot: Statements, queries: EventQueries, log: Log) {
    this.#db = db;
    this.#sql = prepare(db);
    this.#hot = hot;
    this.#queries = queries;
    this.#log = log;
  }

  /** How much `prune` would delete; reads the log in one go, which is for a process that does nothing else. */
  plan(before: string): Pruned {
    return {
      events: Number(this.#sql.countEvents.get({ before })),
      suggestions: Number(this.#sql.countSuggestions.get(before)),
    };
  }

  async prune(before: string, by: OperatorAction, options: PruneOptions): Promise<Pruned> {
    const suggestions = await this.#log.write(() => {
      const decided =
        this.#sql.deleteSuggestions.run(before).changes + this.#sql.emptySuggestions.run(before).changes;
      this.#sql.deleteTickets.run(before);
      return decided;
    });
    const { last } = this.#queries.span({ until: before });
    let events = 0;
    // From one row to the next, over the gaps that earlier prunings left.
    for (
      let first = this.#sql.next.get(0);
      first && first <= last;
      first = this.#sql.next.get(first + BATCH)
    ) {
      const bounds = { before, first, last: Math.min(first + BATCH - 1, last) };
      events += await this.#log.write((turn) => this.#deleteBatch(bounds, turn));
      options.onProgress?.(events);
      if (options.signal?.aborted) break;
    }
    await this.#giveSpaceBack();
    const detail = JSON.stringify({ ...by.detail, before, events, suggestions });
    await this.#log.write((turn) => this.#hot.insertAction.run({ ...by, at: turn.nowIso, detail }));
    return { events, suggestions };
  }

  #deleteBatch(bounds: Bounds, turn: Turn): number {
    const rows = this.#sql.prunable.all(bounds);
    for (const row of rows) {
      this.#sql.deleteAttempts.run(row.id);
      this.#sql.deleteEvent.run(row.id);
      if (row.status === 'failed') turn.problems.forget(row.id, turn.nowIso);
      turn.counters.remove(row, row.status, row.payload_differs);
    }
    return rows.length;
  }

  async #giveSpaceBack(): Promise<void> {
    const free = () => Number(this.#db.pragma('freelist_count', { simple: true }));
    for (let left = free(); left > 0; left -= PAGES)
      await this.#log.write(() => this.#db.pragma(`incremental_vacuum(${PAGES})`));
  }
}

function prepare(db: Connection) {
  // The newest row stays: its number would be given again, and numbers tell what came later.
  const prunable = `
    created_at < @before AND processed_at < @before
    AND (status IN ('completed', 'duplicate')
         OR status = 'failed' AND EXISTS (SELECT 1 FROM problem_events AS entry
                                          WHERE entry.event_row = log.id AND entry.closed_at < @before))
    AND id < (SELECT max(id) FROM integration_events_log)
    AND NOT EXISTS (SELECT 1 FROM integration_events_log AS repeat
                    WHERE repeat.duplicate_of = log.id AND repeat.created_at >= @before)`;
  const decided = `status NOT IN ('waiting', 'planned', 'applying') AND created_at < ?`;
  // What was decided last about a ticket is not done again, even if an event comes after years.
  const isKept = (table: string) =>
    `(${table}.status IN ('applied', 'dismissed') OR ${table}.result ->> '$.begun' = 'send')`;
  const deletable = `(NOT coalesce(${isKept('old')}, 0) OR EXISTS (
    SELECT 1 FROM ticket_suggestions AS newer
    WHERE newer.ticket_id = old.ticket_id AND newer.step = old.step AND newer.id > old.id AND ${isKept('newer')}))`;
  return {
    countEvents: db
      .prepare<{ before: string }, number>(
        `SELECT count(*) FROM integration_events_log AS log WHERE ${prunable}`,
      )
      .pluck(),
    prunable: db.prepare<Bounds, Row>(`
      SELECT id, source, module, status, payload_differs FROM integration_events_log AS log
      WHERE id BETWEEN @first AND @last AND ${prunable}`),
    next: db
      .prepare<[number], number | null>(`SELECT min(id) FROM integration_events_log WHERE id >= ?`)
      .pluck(),
    deleteEvent: db.prepare<[number]>(`DELETE FROM integration_events_log WHERE id = ?`),
    deleteAttempts: db.prepare<[number]>(`DELETE FROM event_attempts WHERE log_id = ?`),
    countSuggestions: db
      .prepare<[string], number>(
        `SELECT count(*) FROM ticket_suggestions AS old WHERE ${decided} AND (proposal <> '{}' OR ${deletable})`,
      )
      .pluck(),
    deleteSuggestions: db.prepare<[string]>(
      `DELETE FROM ticket_suggestions AS old WHERE ${decided} AND ${deletable}`,
    ),
    /** What waits for a person keeps its conversation beside it. */
    deleteTickets: db.prepare<[string]>(`
      DELETE FROM tickets
      WHERE seen_at < ? AND NOT EXISTS (
        SELECT 1 FROM ticket_suggestions AS waiting
        WHERE waiting.ticket_id = tickets.ticket_id AND waiting.status IN ('waiting', 'planned', 'applying'))`),
    /** Only that it was decided stays, and the doubt whether it was sent. */
    emptySuggestions: db.prepare<[string]>(`
      UPDATE ticket_suggestions
      SET proposal = '{}', guard = '{}',
          result = CASE result ->> '$.begun' WHEN 'send' THEN '{"begun":"send"}' END
      WHERE ${decided} AND proposal <> '{}'`),
  };
}
