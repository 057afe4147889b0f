import { setImmediate } from 'node:timers/promises';
import { SOURCES, UNVERIFIED } from '../../log/event.ts';
import type { Failures, MinuteCount, OldestWaiting } from '../../log/ports.ts';
import { causeOf } from '../../log/rules/cause.ts';
import type { Connection } from './connect.ts';
import { minuteOf } from './counters.ts';

/** Failed rows that are read to find the causes, newest first, and how many in one go. */
const FAILURES_READ = 10_000;
const SLICE = 1_000;
/** Waiting events of a source that are looked at, those due first. */
const WAITING_READ = 1_000;
const DAY_MS = 86_400_000;

type Failed = { id: number; error_message: string; created_at: string };

/** What the overview shows beside the counters; each query is bounded, however long the log is. */
export class OverviewQueries {
  readonly #sql: ReturnType<typeof prepare>;

  constructor(db: Connection) {
    this.#sql = prepare(db);
  }

  oldestWaiting(): OldestWaiting | null {
    return this.#sql.oldestWaiting.get() ?? null;
  }

  /** Every minute of the last day in which something happened, oldest first. */
  activity(nowMs: number): MinuteCount[] {
    return this.#sql.activity
      .all(minuteOf(nowMs - DAY_MS))
      .map(({ minute, ...counts }) => ({ minute: `${minute}:00.000Z`, ...counts }));
  }

  async failures(): Promise<Failures> {
    const causes = new Map<string, Failures['causes'][number]>();
    let before = Number.MAX_SAFE_INTEGER;
    for (let read = 0; read < FAILURES_READ; read += SLICE) {
      const rows = this.#sql.failed.all(before, SLICE);
      for (const { id, error_message, created_at } of rows) {
        const cause = causeOf(error_message);
        const known = causes.get(cause);
        if (known === undefined)
          causes.set(cause, { cause, count: 1, newest_id: id, newest_at: created_at, oldest_id: id });
        else {
          known.count += 1;
          known.oldest_id = id;
        }
        before = id;
      }
      if (rows.length < SLICE) return { causes: byCount(causes), isCapped: false };
      await setImmediate();
    }
    return { causes: byCount(causes), isCapped: true };
  }
}

function byCount(causes: ReadonlyMap<string, Failures['causes'][number]>): Failures['causes'] {
  return [...causes.values()].sort((a, b) => b.count - a.count || b.newest_id - a.newest_id);
}

function prepare(db: Connection) {
  return {
    /**
     * A replayed event waits since it was replayed; one that was tried before or whose sender is to be proven, since it
     * was received.
     */
    oldestWaiting: db.prepare<[], OldestWaiting>(`
      SELECT id, CASE WHEN attempts = 0 THEN next_attempt_at ELSE created_at END AS since
      FROM (${SOURCES.map(
        (source) => `
        SELECT * FROM (SELECT id, attempts, next_attempt_at, created_at FROM integration_events_log
                       WHERE lane_head = 1 AND source = '${source}'
                       ORDER BY next_attempt_at, id LIMIT ${WAITING_READ})`,
      ).join(' UNION ALL')}
        UNION ALL
        SELECT * FROM (SELECT id, 1, NULL, created_at FROM integration_events_log
                       WHERE verified_by = '${UNVERIFIED}' AND status = 'pending' ORDER BY id LIMIT 1))
      ORDER BY since, id LIMIT 1`),
    failed: db.prepare<[number, number], Failed>(`
      SELECT id, error_message, created_at FROM integration_events_log
      WHERE status IN ('failed', 'duplicate') AND status = 'failed' AND id < ? AND error_message IS NOT NULL
      ORDER BY id DESC LIMIT ?`),
    activity: db.prepare<[string], MinuteCount>(
      `SELECT minute, accepted, processed FROM minute_counts WHERE minute >= ? ORDER BY minute`,
    ),
  };
}
