import { SOURCES } from '../../log/event.ts';
import type { ClaimOptions } from '../../log/ports.ts';
import { type SQL, sql } from '../common/drizzle.ts';

/**
 * Takes due events without the lock of the hub: only the head of a lane can be taken, who is head changes under the lock,
 * and a row that somebody else is about to take or to change is passed over. Its counters go with it.
 */
export function claimQuery(
  { limits, leaseToken }: ClaimOptions,
  now: string,
  until: string,
  slot: number,
): SQL {
  const due = SOURCES.map(
    (source) => sql`
      SELECT * FROM (SELECT id FROM integration_events_log
                     WHERE lane_head = 1 AND source = ${source} AND next_attempt_at <= ${now} AND status = 'pending'
                     ORDER BY next_attempt_at, id LIMIT ${limits[source]}
                     FOR UPDATE SKIP LOCKED) AS ${sql.raw(`due_${source}`)}`,
  );
  return sql`
    WITH due AS MATERIALIZED (${sql.join(due, sql` UNION ALL `)}), claimed AS (
      UPDATE integration_events_log AS log
      SET status = 'processing', attempts = attempts + 1, signal_key = NULL,
          lease_token = ${leaseToken}, lease_until = ${until}, next_attempt_at = ${until}
      FROM due WHERE log.id = due.id
      RETURNING log.id, event_id, source, module, event_type, record_id, occurred_at, occurred_clock, attempts,
                payload, created_at
    ), counted AS (
      INSERT INTO event_counters AS kept (source, module, status, payload_differs, slot, count)
      SELECT source, module, moved.status, 0, ${slot}::integer, sum(moved.by)
      FROM claimed, (VALUES ('pending', -1), ('processing', 1)) AS moved(status, by)
      GROUP BY source, module, moved.status ORDER BY source, module, moved.status
      ON CONFLICT (source, module, status, payload_differs, slot) DO UPDATE SET count = kept.count + excluded.count
    ) SELECT * FROM claimed ORDER BY id`;
}
