import { DISORDERED } from '../../common/log.ts';
import type { Connection } from '../connect.ts';
import { ANY_SOURCE } from './any-source.ts';

/** Living with a clock that jumps. */
export function clockStatements(db: Connection) {
  return {
    /** Makes fresh events due now when their due time lies ahead, which only a clock set back explains. */
    pullDue: db.prepare<{ now: string }>(`
      UPDATE integration_events_log
      SET next_attempt_at = @now
      WHERE lane_head = 1 AND ${ANY_SOURCE} AND next_attempt_at > @now AND status = 'pending' AND attempts = 0`),

    /** Finds events planned further ahead than the longest pause, which only a wrong clock explains. */
    planned: db
      .prepare<[string], string | null>(
        `SELECT max(next_attempt_at) FROM integration_events_log WHERE lane_head = 1 AND source = ?`,
      )
      .pluck(),

    /**
     * Makes those that wait due now; a lease gets the length of a fresh one, within which its holder renews
     * it or is dead.
     */
    pullPlanned: db.prepare<{ latest: string; now: string; until: string }>(`
      UPDATE integration_events_log
      SET next_attempt_at = CASE status WHEN 'pending' THEN @now ELSE @until END,
          lease_until = CASE status WHEN 'pending' THEN NULL ELSE @until END
      WHERE lane_head = 1 AND ${ANY_SOURCE} AND next_attempt_at > @latest`),

    /** From now on times do not sort like ids, and a search by time has to look at all rows. */
    noteDisorder: db.prepare<[string]>(`
      INSERT INTO service_state (key, value, updated_at) VALUES ('${DISORDERED}', '1', ?)
      ON CONFLICT (key) DO NOTHING`),
  };
}
