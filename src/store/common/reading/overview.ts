import { setImmediate } from 'node:timers/promises';
import { SOURCES, UNVERIFIED } from '../../../log/event.ts';
import type { FailureCause, Failures, MinuteCount, OldestWaiting } from '../../../log/readings.ts';
import { causeInCodes, causeOf } from '../../../log/rules/cause.ts';
import { minuteOf } from '../counters.ts';
import type { Reader } from '../dialect.ts';
import { sql } from '../drizzle.ts';

/** Failed rows read to find the causes, newest first, and how many at a time. */
const FAILURES_READ = 10_000;
const SLICE = 1_000;
/** Waiting events considered per source, those due first. */
const WAITING_READ = 1_000;
const DAY_MS = 86_400_000;

type Failed = { id: number; error_message: string; error_details: string | null; created_at: string };

/** What the overview shows beside the counters; every query is bounded, however long the log is. */
export class OverviewQueries {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /**
   * A replayed event has waited since its replay. One that was already tried, whether or not the try counted,
   * or whose sender is still unproven, has waited since it was received; otherwise an event rescheduled after
   * an uncounted try would seem to wait from its due time, which may be tomorrow.
   */
  async oldestWaiting(): Promise<OldestWaiting | null> {
    const ofSource = SOURCES.map(
      (source) => sql`
        SELECT * FROM (SELECT id, attempts, error_message, next_attempt_at, created_at FROM integration_events_log
                       WHERE lane_head = 1 AND source = ${source}
                       ORDER BY next_attempt_at, id LIMIT ${WAITING_READ}) AS due`,
    );
    const [oldest] = await this.#reader.all<OldestWaiting>(sql`
      SELECT id, CASE WHEN attempts = 0 AND error_message IS NULL THEN next_attempt_at ELSE created_at END AS since
      FROM (${sql.join(ofSource, sql` UNION ALL `)}
        UNION ALL
        SELECT * FROM (SELECT id, 1, NULL, NULL, created_at FROM integration_events_log
                       WHERE verified_by = '${sql.raw(UNVERIFIED)}' AND status = 'pending'
                       ORDER BY id LIMIT 1) AS unproven) AS waiting
      ORDER BY since, id LIMIT 1`);
    return oldest ?? null;
  }

  /** Every minute of the last day with any activity, oldest first. */
  async activity(nowMs: number): Promise<MinuteCount[]> {
    const minutes = await this.#reader.all<MinuteCount>(sql`
      SELECT minute, CAST(sum(accepted) AS bigint) AS accepted, CAST(sum(processed) AS bigint) AS processed
      FROM minute_counts WHERE minute >= ${minuteOf(nowMs - DAY_MS)} GROUP BY minute ORDER BY minute`);
    return minutes.map(({ minute, ...counts }) => ({ minute: `${minute}:00.000Z`, ...counts }));
  }

  async failures(): Promise<Failures> {
    const causes = new Map<string, FailureCause>();
    let before = Number.MAX_SAFE_INTEGER;
    for (let read = 0; read < FAILURES_READ; read += SLICE) {
      const rows = await this.#reader.all<Failed>(sql`
        SELECT id, error_message, error_details, created_at FROM integration_events_log
        WHERE status IN ('failed', 'duplicate') AND status = 'failed' AND id < ${before}
          AND error_message IS NOT NULL
        ORDER BY id DESC LIMIT ${SLICE}`);
      for (const row of rows) {
        const { id, created_at } = row;
        const told = causeIn(row);
        const key = JSON.stringify(told.details ?? told.cause);
        const known = causes.get(key);
        if (known === undefined)
          causes.set(key, { ...told, count: 1, newest_id: id, newest_at: created_at, oldest_id: id });
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

function causeIn({ error_message, error_details }: Failed): Pick<FailureCause, 'cause' | 'details'> {
  const details = error_details === null ? null : causeInCodes(JSON.parse(error_details));
  return { cause: causeOf(error_message), details };
}

function byCount(causes: ReadonlyMap<string, FailureCause>): FailureCause[] {
  return [...causes.values()].sort((a, b) => b.count - a.count || b.newest_id - a.newest_id);
}
