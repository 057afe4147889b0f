import type { Said } from '../../../log/rules/repeat.ts';
import type {
  ActionParameters,
  DuplicateParameters,
  EndedParameters,
  InsertParameters,
  KeptComplaint,
  OriginalRow,
  SharedParameters,
} from '../../common/writing/statements.ts';
import type { Connection } from '../connect.ts';

/** What a repeat needs to know about the event that it repeats. */
const ORIGINAL = `id, event_id, source, module, event_type, record_id, attempts, status, payload_sha256,
  verified_by, payload_differs, unreadable, erased`;

/** Storing what arrives, and finding what it may repeat. */
export function keepingStatements(db: Connection) {
  return {
    /**
     * The one statement of the accept path. Values by position: binding by name costs as much as an index.
     */
    insertEvent: db.prepare<InsertParameters>(`
      INSERT INTO integration_events_log
        (event_id, source, module, event_type, record_id, status, created_at, next_attempt_at, occurred_at,
         occurred_clock, signal_key, payload_sha256, verified_by, delivery_of, payload, raw_body, lane_head)
      VALUES
        (?, ?, ?, ?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
         NOT EXISTS (SELECT 1 FROM integration_events_log
                     WHERE source = ? AND record_id = ? AND processed_at IS NULL))
      ON CONFLICT DO NOTHING`),

    /** The same for an event that needs nothing outside: written once, as ended. Nobody ever claims it. */
    insertEnded: db.prepare<EndedParameters>(`
      INSERT INTO integration_events_log
        (event_id, source, module, event_type, record_id, status, created_at, processed_at, started_at, attempts,
         occurred_at, occurred_clock, payload_sha256, verified_by, delivery_of, result, payload, raw_body)
      VALUES
        (?, ?, ?, ?, ?, 'completed', ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING`),

    /** Undoes the end of an event that was just inserted; its lane was empty. */
    unend: db.prepare<{ id: number; now: string }>(`
      UPDATE integration_events_log
      SET status = 'pending', attempts = 0, next_attempt_at = @now, processed_at = NULL, started_at = NULL, result = NULL,
          lane_head = 1
      WHERE id = @id`),

    insertUnreadable: db.prepare<SharedParameters & KeptComplaint>(`
      INSERT INTO integration_events_log
        (event_id, source, module, event_type, record_id, status, created_at, processed_at, occurred_at,
         occurred_clock, payload_sha256, verified_by, delivery_of, unreadable, error_message, error_code, error_details, payload,
         raw_body)
      VALUES
        (@event_id, @source, @module, @event_type, @record_id, 'failed', @created_at, @created_at, @occurred_at,
         @occurred_clock, @payload_sha256, @verified_by, @delivery_of, 1, @error, @code, @details, @payload, @raw_body)
      ON CONFLICT DO NOTHING`),

    findOriginal: db.prepare<[string, string], OriginalRow>(`
      SELECT ${ORIGINAL}
      FROM integration_events_log
      WHERE source = ? AND event_id = ? AND duplicate_of IS NULL`),

    findSignal: db.prepare<[string], OriginalRow>(`
      SELECT ${ORIGINAL}
      FROM integration_events_log
      WHERE signal_key = ?`),

    /**
     * The newest event of a record that is not a repeat. By descending id, so it reads one row and the
     * repeats after it.
     */
    findNewest: db.prepare<[string, string], OriginalRow & Said>(`
      SELECT ${ORIGINAL}
      FROM integration_events_log
      WHERE record_id = ? AND source = ? AND duplicate_of IS NULL
      ORDER BY id DESC LIMIT 1`),

    insertDuplicate: db.prepare<DuplicateParameters>(`
      INSERT INTO integration_events_log
        (event_id, source, module, event_type, record_id, status, created_at, processed_at,
         occurred_at, occurred_clock, duplicate_of, payload_differs, payload_sha256, verified_by, delivery_of,
         unreadable, erased, payload, raw_body)
      VALUES
        (@event_id, @source, @module, @event_type, @record_id, 'duplicate', @created_at, @created_at,
         @occurred_at, @occurred_clock, @duplicate_of, @payload_differs, @payload_sha256, @verified_by, @delivery_of,
         @unreadable, @erased, @payload, @raw_body)`),

    /** The time of receipt stays, because times sort like ids. */
    takePlace: db.prepare<Omit<SharedParameters, 'created_at'> & { id: number }>(`
      UPDATE integration_events_log
      SET event_id = @event_id, source = @source, module = @module, event_type = @event_type, record_id = @record_id,
          occurred_at = @occurred_at, occurred_clock = @occurred_clock, signal_key = NULL,
          payload_sha256 = @payload_sha256, verified_by = @verified_by, delivery_of = @delivery_of, payload = @payload,
          raw_body = @raw_body
      WHERE id = @id`),

    lastId: db.prepare<[], number | null>(`SELECT max(id) FROM integration_events_log`).pluck(),

    lastCreatedAt: db
      .prepare<[], string>(
        `SELECT created_at FROM integration_events_log WHERE id = (SELECT max(id) FROM integration_events_log)`,
      )
      .pluck(),

    insertAction: db.prepare<ActionParameters>(`
      INSERT INTO operator_actions (at, operator, action, target, detail)
      VALUES (@at, @operator, @action, @target, @detail)`),
  };
}
