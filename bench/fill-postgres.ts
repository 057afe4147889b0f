import pg from 'pg';
import { systemClock } from '../src/clock.ts';
import { openPostgresStores } from '../src/store/postgres/open.ts';

const STUDENTS = 20_000;
/** The number of causes that the failed events are spread over. */
const PROBLEMS = 200;
/**
 * Rows per statement: one statement for all would start over after a failure in the middle of ten million
 * rows.
 */
const SLICE = 500_000;

/**
 * The log of fill-log.ts on PostgreSQL, with the problems of its failed events. Vacuumed, like a log that
 * grew over a month. A log that already holds something is left as it is.
 */
export async function fillPostgres(url: string, events: number): Promise<void> {
  const { events: log } = await openPostgresStores(url, systemClock);
  await log.close();
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query('SELECT 1 FROM integration_events_log LIMIT 1');
  if (rows.length === 0) await fill(client, events);
  await client.end();
}

async function fill(client: pg.Client, events: number): Promise<void> {
  await client.query('SET synchronous_commit = off');
  const payload = JSON.stringify({
    module: 'BTEC_Students',
    data: { Academic_Email: 'sara.ali@example.edu', Name: 'Sara Ali', Address: 'x'.repeat(300) },
  });
  for (let first = 1; first <= events; first += SLICE)
    await client.query(
      `
      INSERT INTO integration_events_log
        (id, event_id, source, module, event_type, record_id, status, created_at, processed_at, attempts, duplicate_of,
         payload_sha256, verified_by, error_message, result, payload)
      SELECT i, 'event-' || i, CASE i % 10 WHEN 0 THEN 'zoho_desk' ELSE 'zoho' END,
        CASE i % 10 WHEN 0 THEN 'Tickets' ELSE 'BTEC_Students' END, 'update', '4554' || lpad((i % ${STUDENTS})::text, 15, '0'),
        CASE WHEN i % 500 = 1 THEN 'failed' WHEN i % 200 = 3 THEN 'duplicate' ELSE 'completed' END, at, at, 1,
        CASE WHEN i % 200 = 3 THEN i - 1 END, repeat('0', 64), 'hmac:1',
        CASE WHEN i % 500 = 1 THEN 'Academic_Email is missing. Fill it in on the student in Zoho CRM, then save.' END,
        '{"action_taken":"updated"}', $3
      FROM (
        SELECT i, to_char(now() AT TIME ZONE 'UTC' - make_interval(secs => ($4::bigint - i) * 2592000.0 / $4),
          'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
        FROM generate_series($1::bigint, $2::bigint) AS i) AS numbered`,
      [first, Math.min(first + SLICE - 1, events), payload, events],
    );
  await client.query(`
    INSERT INTO event_counters (source, module, status, payload_differs, count, slot)
      SELECT source, module, status, payload_differs, count(*), 0 FROM integration_events_log GROUP BY 1, 2, 3, 4;
    INSERT INTO minute_counts (minute, slot, accepted, processed)
      SELECT substr(created_at, 1, 16), 0, count(*), count(*) FROM integration_events_log
      WHERE created_at >= to_char(now() AT TIME ZONE 'UTC' - interval '1 day', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') GROUP BY 1;
    INSERT INTO students (zoho_id, student_number, academic_email, display_name, applied_times, created_at, updated_at, last_event)
      SELECT record_id, 'S' || id, 'student' || id || '@example.edu', 'Sara Ali', '{}', created_at, created_at, id
      FROM integration_events_log WHERE id > (SELECT max(id) FROM integration_events_log) - ${STUDENTS};
    INSERT INTO problems (cause, state, opened_at, open_events, events, newest_at)
      SELECT 'cause ' || id / 500 % ${PROBLEMS}, 'open', min(created_at), count(*), count(*), max(created_at)
      FROM integration_events_log WHERE status = 'failed' GROUP BY 1;
    INSERT INTO problem_events (event_row, problem_id, source, record_id, state, opened_at)
      SELECT log.id, problems.id, source, record_id, 'open', created_at
      FROM integration_events_log AS log INNER JOIN problems ON cause = 'cause ' || log.id / 500 % ${PROBLEMS}
      WHERE status = 'failed'`);
  await client.query('VACUUM ANALYZE');
}
