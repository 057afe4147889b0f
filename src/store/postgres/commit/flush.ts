import type { Student } from '../../../students/student.ts';
import type { Counter } from '../../common/counters.ts';
import { type SQL, sql } from '../../common/drizzle.ts';
import { change, type Step } from '../../common/step.ts';
import { STUDENT_COLUMNS, toStudentValues } from '../../common/tables/student-store.ts';
import { rowsAsJson } from '../asking/storable.ts';
import type { Ledger } from './ledger.ts';
import type { StudentsInMemory } from './students-inside.ts';

export type MinuteParts = { minute: string; accepted: number; processed: number };
/** What a transaction counted. */
export type Counted = {
  counters: readonly Counter[];
  minutes: readonly MinuteParts[];
  forget: string | null;
};

const TEXT = 'text';
const NUMBER = 'bigint';
/** The columns that an insert writes, and those of them that may change afterwards. */
const FIXED = {
  id: NUMBER,
  source: TEXT,
  module: TEXT,
  event_type: TEXT,
  record_id: TEXT,
  occurred_at: TEXT,
  occurred_clock: TEXT,
  payload_sha256: TEXT,
  delivery_of: NUMBER,
  created_at: TEXT,
  duplicate_of: NUMBER,
  unreadable: 'integer',
  erased: 'integer',
} as const;
const MUTABLE = {
  event_id: TEXT,
  status: TEXT,
  processed_at: TEXT,
  started_at: TEXT,
  attempts: 'integer',
  next_attempt_at: TEXT,
  lane_head: 'integer',
  signal_key: TEXT,
  lease_token: TEXT,
  lease_until: TEXT,
  payload_differs: 'integer',
  verified_by: TEXT,
  error_message: TEXT,
  error_code: TEXT,
  error_details: TEXT,
  result: TEXT,
} as const;
const ALL = { ...FIXED, ...MUTABLE };

const names = (columns: object) => sql.raw(Object.keys(columns).join(', '));
const typed = (columns: Readonly<Record<string, string>>) =>
  sql.raw(
    Object.entries(columns)
      .map(([name, type]) => `${name} ${type}`)
      .join(', '),
  );
const assigned = (columns: object) =>
  sql.raw(
    Object.keys(columns)
      .map((name) => `${name} = given.${name}`)
      .join(', '),
  );

/** Writes what a ledger noted, in one statement: a row at a time it would be a round trip each. */
export function* flush(
  ledger: Ledger,
  students: StudentsInMemory,
  counted: Counted,
  slot: number,
): Step<void> {
  const { added, changed, bodies, promoted, attempts, actions, pulledDue } = ledger;
  if (pulledDue !== null) yield* pullDue(pulledDue);
  if (changed.size > 0) yield* changeRows([...changed.values()]);
  for (const [id, { payload, raw_body }] of bodies) {
    const row = changed.get(id);
    if (row !== undefined)
      yield* change(sql`
        UPDATE integration_events_log
        SET source = ${row.source}, module = ${row.module}, event_type = ${row.event_type},
            record_id = ${row.record_id}, occurred_at = ${row.occurred_at}, occurred_clock = ${row.occurred_clock},
            payload_sha256 = ${row.payload_sha256}, delivery_of = ${row.delivery_of}, payload = ${payload},
            raw_body = ${raw_body} WHERE id = ${id}`);
  }
  const parts: SQL[] = [];
  if (added.length > 0) parts.push(insertRows(added));
  if (promoted.size > 0)
    parts.push(sql`
      UPDATE integration_events_log SET lane_head = 1
      WHERE id IN (SELECT value::bigint FROM json_array_elements_text(${JSON.stringify([...promoted])}::json))`);
  if (attempts.length > 0)
    parts.push(sql`
      INSERT INTO event_attempts
        (log_id, attempt, started_at, finished_at, outcome, error_message, error_details)
      SELECT * FROM json_to_recordset(${rowsAsJson(attempts)}::json)
        AS a(log_id bigint, attempt integer, started_at text, finished_at text, outcome text, error_message text,
             error_details text)`);
  if (actions.length > 0)
    parts.push(sql`
      INSERT INTO operator_actions (at, operator, action, target, detail)
      SELECT * FROM json_to_recordset(${rowsAsJson(actions)}::json)
        AS a(at text, operator text, action text, target text, detail text)`);
  const written = [...students.changed.values()];
  if (written.length > 0) {
    if (students.frees) yield* giveUp(written);
    parts.push(upsertStudents(written));
  }
  parts.push(...countParts(counted, slot));
  if (parts.length > 0) yield* change(together(parts));
}

export function countParts({ counters, minutes, forget }: Counted, slot: number): SQL[] {
  const parts: SQL[] = [];
  // In one order always, or two transactions that count would wait for each other.
  if (counters.length > 0)
    parts.push(sql`
      INSERT INTO event_counters AS kept (source, module, status, payload_differs, slot, count)
      SELECT source, module, status, payload_differs, ${slot}::integer, count
      FROM json_to_recordset(${rowsAsJson(counters)}::json)
        AS c(source text, module text, status text, payload_differs integer, count bigint)
      ORDER BY source, module, status, payload_differs
      ON CONFLICT (source, module, status, payload_differs, slot) DO UPDATE SET count = kept.count + excluded.count`);
  if (minutes.length > 0)
    parts.push(sql`
      INSERT INTO minute_counts AS kept (minute, slot, accepted, processed)
      SELECT minute, ${slot}::integer, accepted, processed FROM json_to_recordset(${rowsAsJson(minutes)}::json)
        AS m(minute text, accepted integer, processed integer)
      ON CONFLICT (minute, slot) DO UPDATE
        SET accepted = kept.accepted + excluded.accepted, processed = kept.processed + excluded.processed`);
  if (forget !== null) parts.push(sql`DELETE FROM minute_counts WHERE minute < ${forget}`);
  return parts;
}

/** Several changes in one round trip: each is a part of one statement, and none of them sees another. */
export function together(parts: readonly SQL[]): SQL {
  const named = parts.map((part, at) => sql`${sql.raw(`part${at}`)} AS (${part})`);
  return sql`WITH ${sql.join(named, sql`, `)} SELECT 1 AS done`;
}

function insertRows(added: Ledger['added']): SQL {
  const given = added.map(({ raw_body, ...row }) => ({
    ...row,
    raw_hex: raw_body === null ? null : raw_body.toString('hex'),
  }));
  return sql`
    INSERT INTO integration_events_log (${names(ALL)}, payload, raw_body)
    SELECT ${names(ALL)}, payload, decode(raw_hex, 'hex')
    FROM json_to_recordset(${rowsAsJson(given)}::json) AS given(${typed(ALL)}, payload text, raw_hex text)
    ORDER BY id`;
}

function changeRows(changed: readonly object[]): Step<void> {
  return change(sql`
    UPDATE integration_events_log AS log SET ${assigned(MUTABLE)}
    FROM json_to_recordset(${rowsAsJson(changed)}::json) AS given(${typed({ id: NUMBER, ...MUTABLE })})
    WHERE log.id = given.id`);
}

/** Fresh events whose due time lies ahead are due now. */
export function pullDue(now: string): Step<void> {
  return change(sql`
    UPDATE integration_events_log SET next_attempt_at = ${now}
    WHERE lane_head = 1 AND source IN ('zoho', 'zoho_desk') AND next_attempt_at > ${now} AND status = 'pending'
      AND attempts = 0`);
}

/** What moves from one student to another is free before it is taken: the server looks at each row by itself. */
function giveUp(students: readonly Student[]): Step<void> {
  const kept = students.map(({ zohoId, studentNumber, moodleUserId }) => ({
    zoho_id: zohoId,
    student_number: studentNumber,
    moodle_user_id: moodleUserId,
  }));
  return change(sql`
    UPDATE students SET student_number = NULL, moodle_user_id = NULL
    FROM json_to_recordset(${rowsAsJson(kept)}::json)
      AS given(zoho_id text, student_number text, moodle_user_id text)
    WHERE students.zoho_id = given.zoho_id
      AND (students.student_number <> coalesce(given.student_number, '')
           OR students.moodle_user_id <> coalesce(given.moodle_user_id, ''))`);
}

function upsertStudents(students: readonly Student[]): SQL {
  const given = students.map((student) => {
    const values = toStudentValues(student);
    return Object.fromEntries(STUDENT_COLUMNS.map((column, at) => [column, values[at]]));
  });
  const columns = sql.raw(STUDENT_COLUMNS.join(', '));
  const types = sql.raw(
    STUDENT_COLUMNS.map((column) => `${column} ${column === 'last_event' ? NUMBER : TEXT}`).join(', '),
  );
  const taken = sql.raw(STUDENT_COLUMNS.map((column) => `${column} = excluded.${column}`).join(', '));
  return sql`
    INSERT INTO students (${columns})
    SELECT ${columns} FROM json_to_recordset(${rowsAsJson(given)}::json) AS given(${types})
    ON CONFLICT (zoho_id) DO UPDATE SET ${taken}`;
}
