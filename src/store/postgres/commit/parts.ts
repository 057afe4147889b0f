import type { Student } from '../../../students/student.ts';
import type { Counter } from '../../common/counters.ts';
import { STUDENT_COLUMNS, toStudentValues } from '../../common/tables/student-store.ts';
import { bigints, byteas, integers, type List, texts } from '../asking/arrays.ts';
import type { Part } from '../asking/fixed.ts';
import { type ActionRow, type AttemptRow, type Body, FRESH, type LogRow } from './rows.ts';

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
const WHOLE: Columns<LogRow & Body> = { id: ID, ...FIXED, ...MUTABLE, ...BODY };
const OF_AN_END: ReadonlySet<string> = new Set(['processed_at', 'started_at', 'attempts', 'result']);
const SELDOM = (Object.keys(FRESH) as (keyof typeof FRESH)[]).filter((name) => !OF_AN_END.has(name));
/** What ended as it came, which is nearly everything, needs no more: two thirds of what there is to send and to read. */
const ENDED = Object.fromEntries(
  Object.entries<Column<LogRow & Body>>(WHOLE).filter(([name]) => !(SELDOM as string[]).includes(name)),
);
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

/** Where a statement finds the value of a column, for each row. */
function nthOf(_column: string, at: number): string {
  return `($${at + 1})[nth]`;
}

/**
 * The rows are numbered, and each list is asked for the value of the row. `unnest` of thirty lists keeps thirty tables of its
 * own for each statement, which took 1.3 ms for 24 rows where this takes 0.8.
 */
const EACH = 'generate_series(1, cardinality($1)) AS nth';

function listsOf<Row>(columns: Readonly<Record<string, Column<Row>>>, rows: readonly Row[]): List[] {
  return Object.values(columns).map((column) => column(rows));
}

function insert<Row>(
  table: string,
  columns: Readonly<Record<string, Column<Row>>>,
  rows: readonly Row[],
): Omit<Part, 'name'> {
  const names = Object.keys(columns);
  const text = () =>
    `INSERT INTO ${table} (${names.join(', ')}) SELECT ${names.map(nthOf).join(', ')} FROM ${EACH}`;
  return { text, lists: listsOf(columns, rows) };
}

/** @param columns the first one is the key of the table */
function update<Row>(
  table: string,
  columns: Readonly<Record<string, Column<Row>>>,
  rows: readonly Row[],
): Omit<Part, 'name'> {
  const text = () => {
    const [key, ...others] = Object.keys(columns).map((column, at) => `${column} = ${nthOf(column, at)}`);
    return `UPDATE ${table} AS kept SET ${others.join(', ')} FROM ${EACH} WHERE kept.${key}`;
  };
  return { text, lists: listsOf(columns, rows) };
}

export function insertRows(added: readonly (LogRow & Body)[]): Part {
  const isEnded = added.every((row) => SELDOM.every((name) => row[name] === FRESH[name]));
  return isEnded
    ? { name: 'ended', ...insert('integration_events_log', ENDED, added) }
    : { name: 'rows', ...insert('integration_events_log', WHOLE, added) };
}

export function changeRows(changed: readonly LogRow[]): Part {
  return { name: 'changed', ...update('integration_events_log', { id: ID, ...MUTABLE }, changed) };
}

/** The whole row, where another event took its place. */
export function replaceRows(replaced: readonly (LogRow & Body)[]): Part {
  const { created_at, ...columns } = { ...FIXED, ...MUTABLE, ...BODY };
  return { name: 'replaced', ...update('integration_events_log', { id: ID, ...columns }, replaced) };
}

/** The next of their records. */
export function promote(ids: Iterable<number>): Part {
  const text = () => 'UPDATE integration_events_log SET lane_head = 1 WHERE id = ANY($1)';
  return { name: 'promoted', text, lists: [bigints([...ids])] };
}

/** Fresh events whose due time lies ahead are due now. */
export function pullDue(now: string): Part {
  const text = () => `
    UPDATE integration_events_log SET next_attempt_at = ($1)[1]
    WHERE lane_head = 1 AND source IN ('zoho', 'zoho_desk') AND next_attempt_at > ($1)[1] AND status = 'pending'
      AND attempts = 0`;
  return { name: 'due', text, lists: [texts([now])] };
}

export function insertAttempts(attempts: readonly AttemptRow[]): Part {
  return { name: 'attempts', ...insert('event_attempts', ATTEMPT, attempts) };
}

export function insertActions(actions: readonly ActionRow[]): Part {
  return { name: 'actions', ...insert('operator_actions', ACTION, actions) };
}

/** What moves from one student to another is free before it is taken: the server looks at each row by itself. */
export function giveUp(students: readonly Student[]): Part {
  const text = () => `
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

type StudentValues = ReturnType<typeof toStudentValues>;
const STUDENT = Object.fromEntries(
  STUDENT_COLUMNS.map((column, at): [string, Column<StudentValues>] => [
    column,
    column === 'last_event' ? bigint((values) => Number(values[at])) : text((values) => textOf(values[at])),
  ]),
);

/** Of those that the table does not hold: ON CONFLICT looks twice for each, which took 8 of 29 µs. */
export function insertStudents(students: readonly Student[]): Part {
  return { name: 'new students', ...insert('students', STUDENT, students.map(toStudentValues)) };
}

export function updateStudents(students: readonly Student[]): Part {
  const values = students.map(toStudentValues);
  return { name: 'students', ...update('students', STUDENT, values) };
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
      text: () => 'DELETE FROM minute_counts WHERE minute < ($1)[1]',
      lists: [texts([forget])],
    });
  return parts;
}

/** In one order always, or two transactions that count would wait for each other. */
function addToCounters(counters: readonly Counter[], slot: number): Part {
  const text = () => `
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
  const text = () => `
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
