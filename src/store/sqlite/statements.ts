import { SOURCES, type Source, type Status } from '../../log/event.ts';
import type { Said } from '../../log/rules/repeat.ts';
import type { Replayable } from '../../log/rules/replay.ts';
import type { Counter } from '../common/counters.ts';
import { DISORDERED, type Held } from '../common/log.ts';
import type { Connection } from './connect.ts';

/** An event's row, as far as its handler and its counters need it. */
export type ClaimedRow = {
  id: number;
  event_id: string;
  source: string;
  module: string;
  event_type: string;
  record_id: string;
  occurred_at: string | null;
  occurred_clock: string | null;
  attempts: number;
  payload: string;
  created_at: string;
};
export type { Held };
export type OriginalRow = Held & {
  event_id: string;
  status: Status;
  payload_sha256: string;
  verified_by: string;
  payload_differs: number;
  unreadable: number;
  erased: number;
};

/** What a repeat needs to know of the event that it repeats. */
const ORIGINAL = `id, event_id, source, module, event_type, record_id, attempts, status, payload_sha256,
  verified_by, payload_differs, unreadable, erased`;

export function toReplayable({ status, payload_differs, unreadable, erased }: OriginalRow): Replayable {
  return {
    status,
    payload_differs: payload_differs === 1,
    unreadable: unreadable === 1,
    erased: erased === 1,
  };
}
/** What went wrong, as columns: the English sentence, the first code, and all codes with their parameters (JSON). */
export type KeptComplaint = { error: string | null; code: string | null; details: string | null };

/** In words that let SQLite seek in an index that begins with the source. */
const ANY_SOURCE = `source IN (${SOURCES.map((source) => `'${source}'`).join(', ')})`;

/** The statements of the hot path, prepared once per connection. Reading queries stand in queries.ts. */
export function prepareStatements(db: Connection) {
  return {
    /** The one statement of the accept path. Values by position: by name, binding costs as much as an index. */
    insertEvent: db.prepare<InsertParameters>(`
      INSERT INTO integration_events_log
        (event_id, source, module, event_type, record_id, status, created_at, next_attempt_at, occurred_at,
         occurred_clock, signal_key, payload_sha256, verified_by, delivery_of, payload, raw_body, lane_head)
      VALUES
        (?, ?, ?, ?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
         NOT EXISTS (SELECT 1 FROM integration_events_log
                     WHERE source = ? AND record_id = ? AND processed_at IS NULL))
      ON CONFLICT DO NOTHING`),

    /** The same of an event that needs nothing outside: written once, as ended. Nobody else ever looks for it to work on. */
    insertEnded: db.prepare<EndedParameters>(`
      INSERT INTO integration_events_log
        (event_id, source, module, event_type, record_id, status, created_at, processed_at, started_at, attempts,
         occurred_at, occurred_clock, payload_sha256, verified_by, delivery_of, result, payload, raw_body)
      VALUES
        (?, ?, ?, ?, ?, 'completed', ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING`),

    /** Takes back the end of an event that was just inserted; its lane was empty. */
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

    /** The newest event of a record that is no repeat. By id backwards, so it reads one row and the repeats after it. */
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

    /** When it was received stays, because times sort like ids. */
    takePlace: db.prepare<Omit<SharedParameters, 'created_at'> & { id: number }>(`
      UPDATE integration_events_log
      SET event_id = @event_id, source = @source, module = @module, event_type = @event_type, record_id = @record_id,
          occurred_at = @occurred_at, occurred_clock = @occurred_clock, signal_key = NULL,
          payload_sha256 = @payload_sha256, verified_by = @verified_by, delivery_of = @delivery_of, payload = @payload,
          raw_body = @raw_body
      WHERE id = @id`),

    claim: db.prepare<{ token: string; until: string; now: string } & Record<Source, number>, ClaimedRow>(`
      UPDATE integration_events_log
      SET status = 'processing', attempts = attempts + 1, signal_key = NULL,
          lease_token = @token, lease_until = @until, next_attempt_at = @until
      WHERE id IN (${SOURCES.map(
        (source) => `
        SELECT * FROM (SELECT id FROM integration_events_log
                       WHERE lane_head = 1 AND source = '${source}' AND next_attempt_at <= @now AND status = 'pending'
                       ORDER BY next_attempt_at, id
                       LIMIT @${source})`,
      ).join(' UNION ALL')})
      RETURNING id, event_id, source, module, event_type, record_id, occurred_at, occurred_clock, attempts, payload,
                created_at`),

    findLease: db
      .prepare<[number, string], number>(
        `SELECT 1 FROM integration_events_log WHERE id = ? AND lease_token = ?`,
      )
      .pluck(),

    finish: db.prepare<
      {
        id: number;
        status: string;
        result: string | null;
        started: string | null;
        now: string;
      } & KeptComplaint
    >(`
      UPDATE integration_events_log
      SET status = @status, result = @result, error_message = @error, error_code = @code, error_details = @details,
          processed_at = @now, started_at = @started,
          next_attempt_at = NULL, lease_token = NULL, lease_until = NULL, lane_head = 0
      WHERE id = @id`),

    /** The event waits again at the head of its lane, where it was. */
    postpone: db.prepare<
      {
        id: number;
        dueAt: string;
        uncount: number;
      } & KeptComplaint
    >(`
      UPDATE integration_events_log
      SET status = 'pending', next_attempt_at = @dueAt, error_message = @error, error_code = @code,
          error_details = @details, attempts = attempts - @uncount,
          lease_token = NULL, lease_until = NULL
      WHERE id = @id`),

    /** Has this record an unfinished event? Asked before promote, because min() costs five times this look-up. */
    findUnfinished: db
      .prepare<[string, string], number>(`
        SELECT 1 FROM integration_events_log WHERE source = ? AND record_id = ? AND processed_at IS NULL`)
      .pluck(),

    /** The types of the events behind this one in its lane, at most a hundred of them. */
    newerWaiting: db
      .prepare<[string, string, number], string>(`
        SELECT event_type FROM integration_events_log
        WHERE source = ? AND record_id = ? AND processed_at IS NULL AND id > ? ORDER BY id LIMIT 100`)
      .pluck(),

    /** The next event of a record whose head has ended may be claimed. */
    promote: db.prepare<[string, string]>(`
      UPDATE integration_events_log
      SET lane_head = 1
      WHERE id = (SELECT min(id) FROM integration_events_log
                  WHERE source = ? AND record_id = ? AND processed_at IS NULL)`),

    /** A finished event waits again; among the unfinished ones of its record the oldest comes first. */
    reopen: db.prepare<{
      id: number;
      source: string;
      record_id: string;
      now: string;
      event_id: string | null;
    }>(`
      UPDATE integration_events_log
      SET status = 'pending', attempts = 0, next_attempt_at = @now, processed_at = NULL, started_at = NULL, result = NULL,
          error_message = NULL, error_code = NULL, error_details = NULL, event_id = coalesce(@event_id, event_id), payload_differs = 0,
          lane_head = NOT EXISTS (SELECT 1 FROM integration_events_log
                                  WHERE source = @source AND record_id = @record_id AND processed_at IS NULL)
      WHERE id = @id`),

    /** Gives the try that had no row of its own one, before the event is tried anew. */
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

    /** Fresh events whose due time lies ahead, which only a clock that was set back explains, are due now. */
    pullDue: db.prepare<{ now: string }>(`
      UPDATE integration_events_log
      SET next_attempt_at = @now
      WHERE lane_head = 1 AND ${ANY_SOURCE} AND next_attempt_at > @now AND status = 'pending' AND attempts = 0`),

    /** Events that are planned further ahead than any pause is long, which only a clock that was wrong explains. */
    planned: db
      .prepare<[string], string | null>(
        `SELECT max(next_attempt_at) FROM integration_events_log WHERE lane_head = 1 AND source = ?`,
      )
      .pluck(),

    lastId: db.prepare<[], number | null>(`SELECT max(id) FROM integration_events_log`).pluck(),

    /** Those that wait are due now; a lease gets the length of a fresh one, in which its holder renews it or is dead. */
    pullPlanned: db.prepare<{ latest: string; now: string; until: string }>(`
      UPDATE integration_events_log
      SET next_attempt_at = CASE status WHEN 'pending' THEN @now ELSE @until END,
          lease_until = CASE status WHEN 'pending' THEN NULL ELSE @until END
      WHERE lane_head = 1 AND ${ANY_SOURCE} AND next_attempt_at > @latest`),

    lastCreatedAt: db
      .prepare<[], string>(
        `SELECT created_at FROM integration_events_log WHERE id = (SELECT max(id) FROM integration_events_log)`,
      )
      .pluck(),

    /** From now on times do not sort like ids, and who looks for times has to look at all of them. */
    noteDisorder: db.prepare<[string]>(`
      INSERT INTO service_state (key, value, updated_at) VALUES ('${DISORDERED}', '1', ?)
      ON CONFLICT (key) DO NOTHING`),

    addToCounter: db.prepare<Counter>(`
      INSERT INTO event_counters (source, module, status, payload_differs, count)
      VALUES (@source, @module, @status, @payload_differs, @count)
      ON CONFLICT (source, module, status, payload_differs) DO UPDATE SET count = count + excluded.count`),

    addToMinute: db.prepare<{ minute: string; accepted: number; processed: number }>(`
      INSERT INTO minute_counts (minute, accepted, processed) VALUES (@minute, @accepted, @processed)
      ON CONFLICT (minute) DO UPDATE SET accepted = accepted + excluded.accepted,
                                         processed = processed + excluded.processed`),

    forgetMinutes: db.prepare<[string]>(`DELETE FROM minute_counts WHERE minute < ?`),

    insertAction: db.prepare<{
      at: string;
      operator: string;
      action: string;
      target: string;
      detail: string;
    }>(`
      INSERT INTO operator_actions (at, operator, action, target, detail)
      VALUES (@at, @operator, @action, @target, @detail)`),

    describeAction: db.prepare<{ id: number; detail: string }>(
      `UPDATE operator_actions SET detail = @detail WHERE id = @id`,
    ),

    heartbeat: db.prepare<[string]>(`
      INSERT INTO heartbeat (id, at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at`),
  };
}
export type Statements = ReturnType<typeof prepareStatements>;

type Asked = 'findOriginal' | 'findSignal' | 'findNewest' | 'findLease' | 'findUnfinished';
type Written =
  | 'insertEvent'
  | 'insertEnded'
  | 'unend'
  | 'insertUnreadable'
  | 'insertDuplicate'
  | 'takePlace'
  | 'insertAction'
  | 'finish'
  | 'postpone'
  | 'promote'
  | 'reopen'
  | 'writeOutTry'
  | 'setVerified'
  | 'insertAttempt'
  | 'pullDue';
/** How many rows a statement met, and the number of the one that it inserted. */
type Done = { changes: number; lastInsertRowid: number | bigint };
/** What keeping an event and ending an attempt ask of an engine; an engine across a network answers from what it read before. */
export type LogStatements = {
  readonly [Name in Asked]: {
    get(...values: Parameters<Statements[Name]['get']>): ReturnType<Statements[Name]['get']>;
  };
} & {
  readonly [Name in Written]: { run(...values: Parameters<Statements[Name]['run']>): Done };
} & { readonly findExpired: { all(before: string): Held[] } };

export type SharedParameters = {
  event_id: string;
  source: string;
  module: string;
  event_type: string;
  record_id: string;
  created_at: string;
  occurred_at: string | null;
  occurred_clock: string | null;
  payload_sha256: string;
  verified_by: string;
  delivery_of: number | null;
  payload: string;
  raw_body: Buffer | null;
};
type InsertParameters = [
  eventId: string,
  source: string,
  module: string,
  eventType: string,
  recordId: string,
  createdAt: string,
  nextAttemptAt: string,
  occurredAt: string | null,
  occurredClock: string | null,
  signalKey: string | null,
  payloadSha256: string,
  verifiedBy: string,
  deliveryOf: number | null,
  payload: string,
  rawBody: Buffer | null,
  laneSource: string,
  laneRecordId: string,
];
type EndedParameters = [
  eventId: string,
  source: string,
  module: string,
  eventType: string,
  recordId: string,
  createdAt: string,
  processedAt: string,
  startedAt: string,
  occurredAt: string | null,
  occurredClock: string | null,
  payloadSha256: string,
  verifiedBy: string,
  deliveryOf: number | null,
  result: string,
  payload: string,
  rawBody: Buffer | null,
];
type DuplicateParameters = SharedParameters & {
  duplicate_of: number;
  payload_differs: number;
  unreadable: number;
  erased: number;
};
type AttemptParameters = {
  log_id: number;
  attempt: number;
  started_at: string;
  finished_at: string;
  outcome: string;
} & KeptComplaint;
