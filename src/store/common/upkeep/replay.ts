import type { EventFilter, OperatorAction } from '../../../log/readings.ts';
import { bulkRefusal, replayRefusal } from '../../../log/rules/replay.ts';
import type { BulkReplay, BulkReplayOptions, Replayed, ReplayPlan, Skipped } from '../../../log/upkeep.ts';
import { insertAction } from '../actions.ts';
import { sql } from '../drizzle.ts';
import type { Log } from '../log.ts';
import { ascending, hasIndex } from '../reading/filter.ts';
import { type EventQueries, replayable } from '../reading/queries.ts';
import { change } from '../step.ts';

/** Rows examined at a time, and events replayed in one transaction: webhooks get their turn in between. */
const SLICE = 5_000;
/** When an index skips most of them. */
const INDEXED_SLICE = 100_000;
const BATCH = 200;
const SAMPLE = 10;

/** Puts finished events back to work: one that a person picked, or all that match a filter. */
export class Replayer {
  readonly #queries: EventQueries;
  readonly #log: Log;

  constructor(queries: EventQueries, log: Log) {
    this.#queries = queries;
    this.#log = log;
  }

  one(id: number, by: OperatorAction): Promise<Replayed> {
    return this.#log.write(function* (writing) {
      const row = yield* replayable(id);
      if (row === null) return { replayed: false, reason: 'not_found', duplicateOf: null };
      const reason = replayRefusal(row);
      if (reason !== null) {
        const duplicateOf = reason === 'plain_duplicate' ? row.duplicate_of : null;
        return { replayed: false, reason, duplicateOf };
      }
      // A repeat with a different body becomes an event of its own, under an id that the original does not
      // hold.
      yield* writing.reopen(row, row.status === 'duplicate' ? `${row.event_id}~${row.id}` : null);
      writing.counters.move(row, row.status, 'pending', Number(row.payload_differs));
      yield* insertAction(by, writing.nowIso);
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
      sample: await this.#queries.summaries(sample),
    };
  }

  /**
   * Oldest first: among updates without a time, the order of arrival decides. The record grows with each
   * batch, so that a process that dies leaves no replay unrecorded.
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

  /** Checks each row again: someone may have replayed it since it was found. */
  #replayBatch(ids: readonly number[], by: OperatorAction, action: number | null, before: number) {
    return this.#log.write(function* (writing) {
      let replayed = 0;
      for (const id of ids) {
        const row = yield* replayable(id);
        if (row === null || bulkRefusal(row) !== null) continue;
        yield* writing.reopen(row, null);
        writing.counters.move(row, row.status, 'pending');
        replayed += 1;
      }
      const detail = { ...by.detail, replayed: before + replayed };
      if (action === null) return { replayed, action: yield* insertAction(by, writing.nowIso, detail) };
      yield* change(sql`UPDATE operator_actions SET detail = ${JSON.stringify(detail)} WHERE id = ${action}`);
      return { replayed, action };
    });
  }

  /** The matches in the order received, up to the newest row that exists now. */
  async *#oldestFirst(filter: EventFilter): AsyncGenerator<{ id: number; refusal: keyof Skipped | null }[]> {
    const size = hasIndex(filter) ? INDEXED_SLICE : SLICE;
    for await (const slice of ascending(await this.#queries.span(filter), size)) {
      const rows = await this.#queries.matchingRows(filter, slice);
      yield rows.map((row) => ({ id: row.id, refusal: bulkRefusal(row) }));
    }
  }
}

function noneSkipped(): Skipped {
  return { unfinished: 0, duplicate: 0, unreadable: 0, erased: 0 };
}

function sum(skipped: Skipped): number {
  return skipped.unfinished + skipped.duplicate + skipped.unreadable + skipped.erased;
}
