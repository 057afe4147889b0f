import type { Student } from '../../../students/student.ts';
import type { Counter } from '../../common/counters.ts';
import { STUDENT_COLUMNS, toStudentValues } from '../../common/tables/student-store.ts';
import { bigints, byteas, integers, type List, texts } from '../asking/arrays.ts';
import type { Part } from '../asking/fixed.ts';
import type { ActionRow, AttemptRow, Body, LogRow } from './rows.ts';

export type MinuteParts = { minute: string; accepted: number; processed: number };
/** What a transaction counted. */
export type Counted = {
  counters: readonly Counter[];
  minutes: readonly MinuteParts[];
  forget: string | null;
};

/** How a column of a batch becomes a parameter. */
type Column<Row> = (rows: readonly Row[]) => List;
type Columns<Row> = { readonly [Name in keyof Row]: Column<Row> };

function text<Row>(pick: (row: Row) => string | null): Column<Row> {
  return (rows) => texts(rows.map(pick));
}
function bigint<Row>(pick: (row: Row) => number | null): Column<Row> {
  return (rows) => bigints(rows.map(pick));
}
function integer<Row>(pick: (row: Row) => number): Column<Row> {
  return (rows) => integers(rows.map(pick));
}

/** The columns that may change after an insert, and those that an insert writes beside them. */
const MUTABLE: Omit<Columns<LogRow>, keyof typeof FIXED | 'id'> = {
  event_id: text((row) => row.event_id),
  status: text((row) => row.status),
  processed_at: text((row) => row.processed_at),
  started_at: text((row) => row.started_at),
  attempts: integer((row) => row.attempts),
  next_attempt_at: text((row) => row.next_attempt_at),
  lane_head: integer((row) => row.lane_head),
  signal_key: text((row) => row.signal_key),
  lease_token: text((row) => row.lease_token),
  lease_until: text((row) => row.lease_until),
  payload_differs: integer((row) => row.payload_differs),
  verified_by: text((row) => row.verified_by),
  error_message: text((row) => row.error_message),
  error_code: text((row) => row.error_code),
  error_details: text((row) => row.error_details),
  result: text((row) => row.result),
};
const FIXED = {
  source: text((row: LogRow) => row.source),
  module: text((row: LogRow) => row.module),
  event_type: text((row: LogRow) => row.event_type),
  record_id: text((row: LogRow) => row.record_id),
  occurred_at: text((row: LogRow) => row.occurred_at),
  occurred_clock: text((row: LogRow) => row.occurred_clock),
  payload_sha256: text((row: LogRow) => row.payload_sha256),
  delivery_of: bigint((row: LogRow) => row.delivery_of),
  created_at: text((row: LogRow) => row.created_at),
  duplicate_of: bigint((row: LogRow) => row.duplicate_of),
  unreadable: integer((row: LogRow) => row.unreadable),
  erased: integer((row: LogRow) => row.erased),
};
const BODY: Columns<Body> = {
  payload: text((row) => row.payload),
  raw_body: (rows) => byteas(rows.map(({ raw_body }) => raw_body)),
};
const ID = bigint((row: LogRow) => row.id);
const ATTEMPT: Columns<AttemptRow> = {
  log_id: bigint((row) => row.log_id),
  attempt: integer((row) => row.attempt),
  started_at: text((row) => row.started_at),
  finished_at: text((row) => row.finished_at),
  outcome: text((row) => row.outcome),
  error_message: text((row) => row.error_message),
  error_details: text((row) => row.error_details),
};
const ACTION: Columns<ActionRow> = {
  at: text((row) => row.at),
  operator: text((row) => row.operator),
  action: text((row) => row.action),
  target: text((row) => row.target),
  detail: text((row) => row.detail),
};

/** `a, b` and `$1, $2`, and the lists for them. */
function given<Row>(columns: Readonly<Record<string, Column<Row>>>, rows: readonly Row[]) {
  const names = Object.keys(columns).join(', ');
  const lists = Object.values(columns).map((column) => column(rows));
  const placeholders = lists.map((_, at) => `$${at + 1}`).join(', ');
  return { names, placeholders, lists };
}

export function insertRows(added: readonly (LogRow & Body)[]): Part {
  const { names, placeholders, lists } = given({ id: ID, ...FIXED, ...MUTABLE, ...BODY }, added);
  const text = `INSERT INTO integration_events_log (${names}) SELECT * FROM unnest(${placeholders})`;
  return { name: 'rows', text, lists };
}

export function changeRows(changed: readonly LogRow[]): Part {
  return update('changed', { ...MUTABLE }, changed);
}

/** The whole row, where another event took its place. */
export function replaceRows(replaced: readonly (LogRow & Body)[]): Part {
  const { created_at, ...columns } = { ...FIXED, ...MUTABLE, ...BODY };
  return update('replaced', columns, replaced);
}

function update<Row extends LogRow>(
  name: string,
  columns: Readonly<Record<string, Column<Row>>>,
  rows: readonly Row[],
): Part {
  const { names, placeholders, lists } = given({ id: ID, ...columns }, rows);
  const assigned = Object.keys(columns).map((column) => `${column} = given.${column}`);
  const text = `
    UPDATE integration_events_log AS log SET ${assigned.join(', ')}
    FROM unnest(${placeholders}) AS given(${names}) WHERE log.id = given.id`;
  return { name, text, lists };
}

/** The next of their records. */
export function promote(ids: Iterable<number>): Part {
  const text = 'UPDATE integration_events_log SET lane_head = 1 WHERE id = ANY($1)';
  return { name: 'promoted', text, lists: [bigints([...ids])] };
}

/** Fresh events whose due time lies ahead are due now. */
export function pullDue(now: string): Part {
  const text = `
    UPDATE integration_events_log SET next_attempt_at = ($1)[1]
    WHERE lane_head = 1 AND source IN ('zoho', 'zoho_desk') AND next_attempt_at > ($1)[1] AND status = 'pending'
      AND attempts = 0`;
  return { name: 'due', text, lists: [texts([now])] };
}

export function insertAttempts(attempts: readonly AttemptRow[]): Part {
  const { names, placeholders, lists } = given(ATTEMPT, attempts);
  const text = `INSERT INTO event_attempts (${names}) SELECT * FROM unnest(${placeholders})`;
  return { name: 'attempts', text, lists };
}

export function insertActions(actions: readonly ActionRow[]): Part {
  const { names, placeholders, lists } = given(ACTION, actions);
  const text = `INSERT INTO operator_actions (${names}) SELECT * FROM unnest(${placeholders})`;
  return { name: 'actions', text, lists };
}

/** What moves from one student to another is free before it is taken: the server looks at each row by itself. */
export function giveUp(students: readonly Student[]): Part {
  const text = `
    UPDATE students SET student_number = NULL, moodle_user_id = NULL
    FROM unnest($1, $2, $3) AS given(zoho_id, student_number, moodle_user_id)
    WHERE students.zoho_id = given.zoho_id
      AND (students.student_number <> coalesce(given.student_number, '')
           OR students.moodle_user_id <> coalesce(given.moodle_user_id, ''))`;
  const lists = [
    texts(students.map(({ zohoId }) => zohoId)),
    texts(students.map(({ studentNumber }) => studentNumber)),
    texts(students.map(({ moodleUserId }) => moodleUserId)),
  ];
  return { name: 'given', text, lists };
}

const STUDENT_NAMES = STUDENT_COLUMNS.join(', ');
const STUDENT_PLACEHOLDERS = STUDENT_COLUMNS.map((_, at) => `$${at + 1}`).join(', ');
const STUDENT_TAKEN = STUDENT_COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ');

export function upsertStudents(students: readonly Student[]): Part {
  const rows = students.map(toStudentValues);
  const lists = STUDENT_COLUMNS.map((column, at) =>
    column === 'last_event'
      ? bigints(students.map(({ lastEvent }) => lastEvent))
      : texts(rows.map((row) => textOf(row[at]))),
  );
  const text = `
    INSERT INTO students (${STUDENT_NAMES}) SELECT * FROM unnest(${STUDENT_PLACEHOLDERS})
    ON CONFLICT (zoho_id) DO UPDATE SET ${STUDENT_TAKEN}`;
  return { name: 'students', text, lists };
}

function textOf(value: string | number | null | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

export function countParts({ counters, minutes, forget }: Counted, slot: number): Part[] {
  const parts: Part[] = [];
  if (counters.length > 0) parts.push(addToCounters(counters, slot));
  if (minutes.length > 0) parts.push(addToMinutes(minutes, slot));
  if (forget !== null)
    parts.push({
      name: 'forgotten',
      text: 'DELETE FROM minute_counts WHERE minute < ($1)[1]',
      lists: [texts([forget])],
    });
  return parts;
}

/** In one order always, or two transactions that count would wait for each other. */
function addToCounters(counters: readonly Counter[], slot: number): Part {
  const text = `
    INSERT INTO event_counters AS kept (source, module, status, payload_differs, count, slot)
    SELECT * FROM unnest($1, $2, $3, $4, $5, $6) AS c(source, module, status, payload_differs, count, slot)
    ORDER BY source, module, status, payload_differs
    ON CONFLICT (source, module, status, payload_differs, slot) DO UPDATE SET count = kept.count + excluded.count`;
  const lists = [
    texts(counters.map(({ source }) => source)),
    texts(counters.map(({ module }) => module)),
    texts(counters.map(({ status }) => status)),
    integers(counters.map(({ payload_differs }) => payload_differs)),
    bigints(counters.map(({ count }) => count)),
    integers(counters.map(() => slot)),
  ];
  return { name: 'counters', text, lists };
}

function addToMinutes(minutes: readonly MinuteParts[], slot: number): Part {
  const text = `
    INSERT INTO minute_counts AS kept (minute, slot, accepted, processed)
    SELECT * FROM unnest($1, $2, $3, $4)
    ON CONFLICT (minute, slot) DO UPDATE
      SET accepted = kept.accepted + excluded.accepted, processed = kept.processed + excluded.processed`;
  const lists = [
    texts(minutes.map(({ minute }) => minute)),
    integers(minutes.map(() => slot)),
    integers(minutes.map(({ accepted }) => accepted)),
    integers(minutes.map(({ processed }) => processed)),
  ];
  return { name: 'minutes', text, lists };
}
