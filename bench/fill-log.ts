import { openDatabase } from '../src/store/sqlite/connect.ts';

const STUDENTS = 20_000;

/**
 * A month of log, written by SQL in one go: one event in five hundred failed, one in two hundred is a repeat,
 * one in ten came from Zoho Desk. Nothing is waiting, so a service that opens it has no work.
 */
export async function fillLog(file: string, events: number): Promise<void> {
  const db = openDatabase(file);
  db.pragma('synchronous = OFF');
  // In KiB. With its default cache SQLite would read index pages again and again.
  db.pragma('cache_size = -2000000');
  const payload = JSON.stringify({
    module: 'BTEC_Students',
    data: { Academic_Email: 'sara.ali@example.edu', Name: 'Sara Ali', Address: 'x'.repeat(300) },
  });
  db.prepare(`
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @events)
    INSERT INTO integration_events_log
      (id, event_id, source, module, event_type, record_id, status, created_at, processed_at, attempts, duplicate_of,
       payload_sha256, verified_by, error_message, result, payload)
    SELECT i, 'event-' || i, iif(i % 10 = 0, 'zoho_desk', 'zoho'), iif(i % 10 = 0, 'Tickets', 'BTEC_Students'),
      'update', printf('4554%015d', i % ${STUDENTS}),
      CASE WHEN i % 500 = 1 THEN 'failed' WHEN i % 200 = 3 THEN 'duplicate' ELSE 'completed' END, at, at, 1,
      iif(i % 200 = 3, i - 1, NULL), hex(zeroblob(32)), 'hmac:1',
      iif(i % 500 = 1, 'Academic_Email is missing. Fill it in on the student in Zoho CRM, then save.', NULL),
      '{"action_taken":"updated"}', @payload
    FROM (SELECT i, strftime('%Y-%m-%dT%H:%M:%fZ', 'now', printf('-%f seconds', (@events - i) * 2592000.0 / @events)) AS at
          FROM n)`).run({ events, payload });
  db.exec(
    `
    INSERT INTO event_counters
      SELECT source, module, status, payload_differs, count(*) FROM integration_events_log GROUP BY 1, 2, 3, 4;
    INSERT INTO minute_counts (minute, accepted, processed)
      SELECT substr(created_at, 1, 16), count(*), count(*) FROM integration_events_log
      WHERE created_at >= strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-1 day') GROUP BY 1;
    INSERT INTO students (zoho_id, student_number, academic_email, display_name, applied_times, created_at, updated_at, last_event)
      SELECT record_id, 'S' || id, 'student' || id || '@example.edu', 'Sara Ali', '{}', created_at, created_at, id
      FROM integration_events_log WHERE id > @last - ${STUDENTS};`.replace('@last', String(events)),
  );
  db.pragma('optimize');
  db.close();
}
