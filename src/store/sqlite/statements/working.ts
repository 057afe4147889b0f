import { SOURCES, type Source } from '../../../log/event.ts';
import type { Held } from '../../common/log.ts';
import type { ClaimedRow } from '../../common/writing/claimed.ts';
import type {
  AttemptParameters,
  FinishParameters,
  PostponeParameters,
  ReopenParameters,
} from '../../common/writing/statements.ts';
import type { Connection } from '../connect.ts';
import { ANY_SOURCE } from './any-source.ts';

type Lease = { token: string; until: string; now: string };

/** The due events of a source, longest overdue first. */
function due(source: Source, limit: string, which = ''): string {
  return `
    SELECT id FROM integration_events_log
    WHERE lane_head = 1 AND source = '${source}' AND next_attempt_at <= @now AND status = 'pending' ${which}
    ORDER BY next_attempt_at, id
    LIMIT ${limit}`;
}

/** Leases the events with these ids. */
function claiming(ids: string): string {
  return `
    UPDATE integration_events_log
    SET status = 'processing', attempts = attempts + 1, signal_key = NULL,
        lease_token = @token, lease_until = @until, next_attempt_at = @until
    WHERE id IN (${ids})
    RETURNING id, event_id, source, module, event_type, record_id, occurred_at, occurred_clock, attempts, payload, created_at`;
}

/** Claiming, ending and reopening. */
export function workingStatements(db: Connection) {
  return {
    claim: db.prepare<Lease & Record<Source, number>, ClaimedRow>(
      claiming(SOURCES.map((source) => `SELECT * FROM (${due(source, `@${source}`)})`).join(' UNION ALL ')),
    ),

    /** The same for student events that were never tried, once the workers' places are filled. */
    claimUntried: db.prepare<Lease & { limit: number }, ClaimedRow>(
      claiming(due('zoho', '@limit', 'AND attempts = 0')),
    ),

    findLease: db
      .prepare<[number, string], number>(
        `SELECT 1 FROM integration_events_log WHERE id = ? AND lease_token = ?`,
      )
      .pluck(),

    finish: db.prepare<FinishParameters>(`
      UPDATE integration_events_log
      SET status = @status, result = @result, error_message = @error, error_code = @code, error_details = @details,
          processed_at = @now, started_at = @started,
          next_attempt_at = NULL, lease_token = NULL, lease_until = NULL, lane_head = 0
      WHERE id = @id`),

    /** The event goes back to the head of its lane, where it was. */
    postpone: db.prepare<PostponeParameters>(`
      UPDATE integration_events_log
      SET status = 'pending', next_attempt_at = @dueAt, error_message = @error, error_code = @code,
          error_details = @details, attempts = attempts - @uncount,
          lease_token = NULL, lease_until = NULL
      WHERE id = @id`),

    /**
     * Does this record have an unfinished event? Asked before promote, because min() costs five times as much
     * as this look-up.
     */
    findUnfinished: db
      .prepare<[string, string], number>(`
        SELECT 1 FROM integration_events_log WHERE source = ? AND record_id = ? AND processed_at IS NULL`)
      .pluck(),

    /** The types of the events behind this one in its lane, at most a hundred. */
    newerWaiting: db
      .prepare<[string, string, number], string>(`
        SELECT event_type FROM integration_events_log
        WHERE source = ? AND record_id = ? AND processed_at IS NULL AND id > ? ORDER BY id LIMIT 100`)
      .pluck(),

    /** The next event of a record whose head has ended becomes claimable. */
    promote: db.prepare<[string, string]>(`
      UPDATE integration_events_log
      SET lane_head = 1
      WHERE id = (SELECT min(id) FROM integration_events_log
                  WHERE source = ? AND record_id = ? AND processed_at IS NULL)`),

    /** A finished event waits again; among the unfinished events of its record the oldest goes first. */
    reopen: db.prepare<ReopenParameters>(`
      UPDATE integration_events_log
      SET status = 'pending', attempts = 0, next_attempt_at = @now, processed_at = NULL, started_at = NULL, result = NULL,
          error_message = NULL, error_code = NULL, error_details = NULL, event_id = coalesce(@event_id, event_id), payload_differs = 0,
          lane_head = NOT EXISTS (SELECT 1 FROM integration_events_log
                                  WHERE source = @source AND record_id = @record_id AND processed_at IS NULL)
      WHERE id = @id`),

    /** Writes a row for the try that had none, before the event is tried again. */
    writeOutTry: db.prepare<[number]>(`
      INSERT INTO event_attempts (log_id, attempt, started_at, finished_at, outcome, error_message)
      SELECT id, attempts, started_at, processed_at, 'completed', NULL
      FROM integration_events_log WHERE id = ? AND started_at IS NOT NULL`),

    setVerified: db.prepare<[string, number]>(
      `UPDATE integration_events_log SET verified_by = ? WHERE id = ?`,
    ),

    insertAttempt: db.prepare<AttemptParameters>(`
      INSERT INTO event_attempts (log_id, attempt, started_at, finished_at, outcome, error_message, error_details)
      VALUES (@log_id, @attempt, @started_at, @finished_at, @outcome, @error, @details)`),

    renew: db.prepare<{ id: number; token: string; until: string }>(`
      UPDATE integration_events_log
      SET lease_until = @until, next_attempt_at = @until
      WHERE id = @id AND lease_token = @token`),

    findExpired: db.prepare<[string], Held>(`
      SELECT id, source, module, record_id, attempts
      FROM integration_events_log
      WHERE lane_head = 1 AND ${ANY_SOURCE} AND next_attempt_at <= ? AND status = 'processing'`),

    nextDue: db
      .prepare<[string], string | null>(
        `SELECT min(next_attempt_at) FROM integration_events_log WHERE lane_head = 1 AND source = ?`,
      )
      .pluck(),
  };
}
