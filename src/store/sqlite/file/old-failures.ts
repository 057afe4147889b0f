import { problemKey, SAYS_NOTHING } from '../../../log/rules/problem.ts';
import type { Connection } from '../connect.ts';

/** The key in `service_state` that appears once the failures of earlier versions are among the problems. */
const ENTERED = 'problems.entered';
/** Only the newest failures, to keep the start short: anyone with more looks at the causes first. */
const MOST = 10_000;

type Failed = {
  id: number;
  source: string;
  record_id: string;
  error_message: string;
  processed_at: string;
  mended_by: number | null;
  mended_at: string | null;
};

/**
 * Turns failed events from an earlier version into problems, once; those whose record has succeeded since
 * count as mended.
 */
export function enterOldFailures(db: Connection, now: string): void {
  const isEntered = db.prepare(`SELECT 1 FROM service_state WHERE key = '${ENTERED}'`);
  if (isEntered.get() !== undefined) return;
  db.transaction(() => {
    if (isEntered.get() !== undefined) return;
    for (const failed of findFailed(db)) enter(db, failed);
    db.prepare(`INSERT INTO service_state (key, value, updated_at) VALUES ('${ENTERED}', '1', ?)`).run(now);
  }).immediate();
}

/** Oldest first. */
function findFailed(db: Connection): Failed[] {
  return db
    .prepare<[], Failed>(`
      SELECT failed.id, failed.source, failed.record_id, failed.error_message, failed.processed_at,
             well.id AS mended_by, well.processed_at AS mended_at
      FROM (SELECT id, source, record_id, error_message, processed_at FROM integration_events_log
            WHERE status IN ('failed', 'duplicate') AND status = 'failed' AND error_message IS NOT NULL AND erased = 0
            ORDER BY id DESC LIMIT ${MOST}) AS failed
      LEFT JOIN integration_events_log AS well ON well.id = (
        SELECT id FROM integration_events_log AS later
        WHERE later.record_id = failed.record_id AND failed.record_id <> '' AND later.id > failed.id
          AND later.source = failed.source AND later.status = 'completed'
          AND coalesce(later.result ->> '$.action_taken', '') NOT IN (${SAYS_NOTHING.map((action) => `'${action}'`).join(', ')})
        ORDER BY later.id LIMIT 1)
      ORDER BY failed.id`)
    .all();
}

function enter(db: Connection, failed: Failed): void {
  const { id, source, record_id, processed_at, mended_by, mended_at } = failed;
  const isOpen = mended_by === null;
  const cause = problemKey(null, failed.error_message);
  const problem = db
    .prepare<unknown[], number>(`
      INSERT INTO problems (cause, state, opened_at, closed_at, open_events, events, newest_at)
      VALUES (@cause, @state, @at, @closed_at, @open, 1, @at)
      ON CONFLICT (cause) DO UPDATE SET
        open_events = open_events + excluded.open_events, events = events + 1, newest_at = excluded.newest_at,
        opened_at = CASE WHEN open_events = 0 THEN excluded.opened_at ELSE opened_at END,
        closed_at = CASE WHEN open_events + excluded.open_events = 0 THEN max(closed_at, excluded.closed_at) END,
        state = CASE WHEN open_events + excluded.open_events = 0 THEN 'mended' ELSE 'open' END
      RETURNING id`)
    .pluck()
    .get({
      cause,
      state: isOpen ? 'open' : 'mended',
      at: processed_at,
      closed_at: mended_at,
      open: Number(isOpen),
    });
  db.prepare(`
    INSERT INTO problem_events (event_row, problem_id, source, record_id, state, opened_at, closed_at, mended_by)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`).run(
    id,
    problem,
    source,
    record_id,
    isOpen ? 'open' : 'mended',
    processed_at,
    mended_at,
    mended_by,
  );
}
