import type {
  BulkReplay,
  BulkReplayOptions,
  EventFilter,
  OperatorAction,
  Replayed,
  ReplayPlan,
  Skipped,
} from '../../log/ports.ts';
import { bulkRefusal, replayRefusal } from '../../log/rules/replay.ts';
import { ascending, hasIndex } from './filter.ts';
import type { EventQueries } from './queries.ts';
import { reopen } from './settle.ts';
import type { Statements } from './statements.ts';
import type { Turn } from './turn.ts';

/** Rows looked at in one go, and events replayed in one transaction: webhooks get their turn in between. */
const SLICE = 5_000;
/** Where an index passes over most of them. */
const INDEXED_SLICE = 100_000;
const BATCH = 200;
const SAMPLE = 10;

type Log = { write<T>(work: (turn: Turn) => T): Promise<T> };

/** Puts finished events back to work: one that a person chose, or all that match a filter. */
export class Replayer {
  readonly #sql: Statements;
  readonly #queries: EventQueries;
  readonly #log: Log;

  constructor(sql: Statements, queries: EventQueries, log: Log) {
    this.#sql = sql;
    this.#queries = queries;
    this.#log = log;
  }

  one(id: number, by: OperatorAction): Promise<Replayed> {
    const sql = this.#sql;
    const queries = this.#queries;
    return this.#log.write((turn) => {
      const row = queries.replayable(id);
      if (row === null) return { replayed: false, reason: 'not_found', duplicateOf: null };
      const reason = replayRefusal(row);
      if (reason !== null) {
        const duplicateOf = reason === 'plain_duplicate' ? row.duplicate_of : null;
        return { replayed: false, reason, duplicateOf };
      }
      // A repeat with another body becomes an event of its own, under an id that the original does not hold.
      reopen(sql, turn, row, row.status === 'duplicate' ? `${row.event_id}~${row.id}` : null);
      turn.counters.move(row, row.status, 'pending', Number(row.payload_differs));
      sql.insertAction.run({ ...by, at: turn.nowIso, detail: JSON.stringify(by.detail) });
      return { replayed: true };
    });
  }

  async plan(filter: EventFilter): Promise<ReplayPlan> {
    const skipped = noneSkipped();
    const sample: number[] = [];
    let replayable = 0;
    for await (const rows of this.#oldestFirst(filter)) {
      for (const { id, refusal } of rows) {
        if (refusal !== null) skipped[refusal] += 1;
        else if (replayable++ < SAMPLE) sample.push(id);
      }
    }
    return {
      matched: replayable + sum(skipped),
      replayable,
      skipped,
      sample: this.#queries.summaries(sample),
    };
  }

  /**
   * Oldest first: among updates that carry no time the order of arrival decides. What is recorded grows with each
   * batch, so that a process which dies leaves no replay unrecorded.
   */
  async matching(filter: EventFilter, by: OperatorAction, options: BulkReplayOptions): Promise<BulkReplay> {
    const skipped = noneSkipped();
    let action: number | null = null;
    let replayed = 0;
    for await (const rows of this.#oldestFirst(filter)) {
      const ids: number[] = [];
      for (const { id, refusal } of rows) {
        if (refusal === null) ids.push(id);
        else skipped[refusal] += 1;
      }
      for (let start = 0; start < ids.length; start += BATCH) {
        if (options.signal?.aborted)
          return { matched: replayed + sum(skipped), replayed, skipped, interrupted: true };
        const batch = ids.slice(start, start + BATCH);
        const done = await this.#replayBatch(batch, by, action, replayed);
        action = done.action;
        replayed += done.replayed;
        skipped.unfinished += batch.length - done.replayed;
        options.onProgress?.(replayed);
      }
    }
    return { matched: replayed + sum(skipped), replayed, skipped, interrupted: false };
  }

  /** Looks at each row again: someone may have replayed it since it was found. */
  #replayBatch(ids: readonly number[], by: OperatorAction, action: number | null, before: number) {
    const sql = this.#sql;
    const queries = this.#queries;
    return this.#log.write((turn) => {
      let replayed = 0;
      for (const id of ids) {
        const row = queries.replayable(id);
        if (row === null || bulkRefusal(row) !== null) continue;
        reopen(sql, turn, row, null);
        turn.counters.move(row, row.status, 'pending');
        replayed += 1;
      }
      const detail = JSON.stringify({ ...by.detail, replayed: before + replayed });
      if (action !== null) sql.describeAction.run({ id: action, detail });
      const recorded =
        action ?? Number(sql.insertAction.run({ ...by, at: turn.nowIso, detail }).lastInsertRowid);
      return { replayed, action: recorded };
    });
  }

  /** What matches, in the order received, up to the newest row there is now. */
  async *#oldestFirst(filter: EventFilter): AsyncGenerator<{ id: number; refusal: keyof Skipped | null }[]> {
    const queries = this.#queries;
    const size = hasIndex(filter) ? INDEXED_SLICE : SLICE;
    for await (const slice of ascending(queries.span(filter), size))
      yield queries.matchingRows(filter, slice).map((row) => ({ id: row.id, refusal: bulkRefusal(row) }));
  }
}

function noneSkipped(): Skipped {
  return { unfinished: 0, duplicate: 0, unreadable: 0, erased: 0 };
}

function sum(skipped: Skipped): number {
  return skipped.unfinished + skipped.duplicate + skipped.unreadable + skipped.erased;
}
