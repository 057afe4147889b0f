import { signalKey } from '../../../inbound/identity.ts';
import type { ClaimedEvent, NewEvent } from '../../../log/event.ts';
import type { Outcome } from '../../../log/ports.ts';
import type { StudentChange } from '../../../students/student.ts';
import { sql } from '../../common/drizzle.ts';
import type { Held } from '../../common/log.ts';
import { first, rows, type Step } from '../../common/step.ts';
import type { StudentRow } from '../../common/tables/student-store.ts';
import { bigints, integers, texts } from '../asking/arrays.ts';
import { ask, type Fixed } from '../asking/fixed.ts';
import type { Known, LogRow, Unfinished } from './rows.ts';

/** What a transaction is about to keep and to end. */
export type Work = {
  deliveries: readonly (readonly NewEvent[])[];
  endings: readonly { event: ClaimedEvent; outcome: Outcome }[];
  /** Leases that ended before this time are taken back. */
  expiredBefore: string | null;
};

/** A problem that is not closed: of which record, and of which event. */
type OpenEntry = { event_row: number; source: string; record_id: string };
export type Read = Known & {
  lastCreatedAt: string;
  students: readonly StudentRow[];
  askedNumbers: ReadonlySet<string>;
  askedMoodleUsers: ReadonlySet<string>;
  openEntries: readonly OpenEntry[];
};

const COLUMNS = [
  'id, event_id, source, module, event_type, record_id, status, created_at, processed_at, started_at, occurred_at',
  'occurred_clock, attempts, next_attempt_at, lane_head, signal_key, lease_token, lease_until, duplicate_of',
  'payload_differs, payload_sha256, verified_by, delivery_of, error_message, error_code, error_details, result',
  'unreadable, erased',
].join(', ');

/** Reads in one query what a transaction has to know: by row it would be five queries for each event, each a round trip. */
export function* readKnown({ deliveries, endings, expiredBefore }: Work): Step<Read> {
  const events = deliveries.flat();
  const signals = events.filter(({ kind }) => kind.is === 'signal').map(signalKey);
  // A signal that is being claimed at this moment will not read the record again: it must be waited for.
  const waiting =
    signals.length === 0
      ? []
      : yield* rows<LogRow>(ask({ name: 'signals', text: () => SIGNALS, lists: [texts(signals)] }));
  const expired =
    expiredBefore === null
      ? []
      : yield* rows<LogRow>(sql`
          SELECT ${sql.raw(COLUMNS)} FROM integration_events_log
          WHERE lane_head = 1 AND source IN ('zoho', 'zoho_desk') AND next_attempt_at <= ${expiredBefore}
            AND status = 'processing'
          FOR UPDATE SKIP LOCKED`);
  const changes = endings.flatMap(({ outcome }) => studentOf(outcome));
  const numbers = textsOf([
    ...events.map(({ said }) => said?.studentNumber),
    ...changes.map(({ studentNumber }) => studentNumber),
  ]);
  const moodleUsers = textsOf([
    ...events.map(({ said }) => said?.moodleUserId),
    ...changes.map(({ moodleUserId }) => moodleUserId),
  ]);
  const students = textsOf([
    ...events.filter(({ said }) => said !== undefined).map(({ recordId }) => recordId),
    ...changes.flatMap(({ zohoId, numberFrom }) => [zohoId, numberFrom]),
  ]);
  const records = [
    ...endings.map(({ event }) => ({ source: event.source, record_id: event.recordId })),
    ...[...waiting, ...expired].map(({ source, record_id }) => ({ source, record_id })),
  ];
  const found = (yield* first<Found>(
    lookUp({
      events,
      ids: endings.map(({ event }) => event.id),
      records,
      students,
      numbers,
      moodleUsers,
    }),
  )) as Found;
  return {
    lastId: found.last_id ?? 0,
    lastCreatedAt: found.last_created_at ?? '',
    originals: found.originals ?? [],
    newest: found.newest ?? [],
    signals: waiting,
    leased: [...(found.leased ?? []), ...expired],
    lanes: found.lanes ?? [],
    expired: expired as readonly Held[],
    students: found.students ?? [],
    askedNumbers: new Set(numbers),
    askedMoodleUsers: new Set(moodleUsers),
    openEntries: found.open_entries ?? [],
  };
}

type Found = {
  last_id: number | null;
  last_created_at: string | null;
  originals: LogRow[] | null;
  newest?: LogRow[] | null;
  leased?: LogRow[] | null;
  lanes: Unfinished[] | null;
  students?: StudentRow[] | null;
  open_entries: OpenEntry[] | null;
};

const SIGNALS = `SELECT ${COLUMNS} FROM integration_events_log WHERE signal_key = ANY($1) FOR UPDATE`;

type Lookups = {
  events: readonly NewEvent[];
  ids: readonly number[];
  records: readonly { source: string; record_id: string }[];
  students: readonly string[];
  numbers: readonly string[];
  moodleUsers: readonly string[];
};

/** What a transaction asks beside what every one does. */
type Shape = { newest: boolean; ended: boolean; students: boolean; users: boolean };

/** One query of a few forms: what nobody asks for costs as much as what is asked for once, some 70 µs for each part. */
function lookUp({ events, ids, records, students, numbers, moodleUsers }: Lookups): Fixed {
  const shape: Shape = {
    newest: events.some(({ kind }) => kind.is === 'content'),
    ended: ids.length + records.length > 0,
    students: students.length + numbers.length > 0,
    users: moodleUsers.length > 0,
  };
  const lists = [
    texts(events.map(({ source }) => source)),
    texts(events.map(({ eventId }) => eventId)),
    texts(events.map(({ recordId }) => recordId)),
  ];
  if (shape.newest) lists.push(integers(events.map(({ kind }) => Number(kind.is === 'content'))));
  if (shape.ended) {
    lists.push(texts(records.map(({ source }) => source)));
    lists.push(texts(records.map(({ record_id }) => record_id)), bigints(ids));
  }
  if (shape.students || shape.users) lists.push(texts(students), texts(numbers));
  if (shape.users) lists.push(texts(moodleUsers));
  const name = `known ${Object.values(shape).map(Number)}`;
  return ask({ name, text: () => known(shape), lists });
}

/**
 * Each look-up is a LATERAL that no planner can turn into a join (LIMIT, or OFFSET 0), which leaves nothing but the index.
 * BETWEEN, where one would say `=`, and a source that no index knows leave only the index that is sorted as the rows are
 * wanted: a plan by statistics from the days of a short log read every row of the source instead, which took a second for
 * each event in a log of 400,000 rows.
 * A change back has the id of what it says with the newest row behind it, which nobody knows before that row is read.
 * Of students only the ids are compared with each other: to compare whole rows took half of the whole query.
 */
function known({ newest, ended, students, users }: Shape): string {
  let at = 0;
  const next = () => `$${++at}`;
  const withs = [
    `asked AS MATERIALIZED (
      SELECT * FROM unnest(${next()}, ${next()}, ${next()}${newest ? `, ${next()}` : ''})
        AS a(source, event_id, record_id${newest ? ', says' : ''}))`,
  ];
  if (newest)
    withs.push(
      `newest AS MATERIALIZED (
        SELECT asked.event_id AS asked_id, newest.* FROM asked, LATERAL (
          SELECT ${COLUMNS} FROM integration_events_log AS log
          WHERE log.record_id BETWEEN asked.record_id AND asked.record_id AND log.source || '' = asked.source
            AND duplicate_of IS NULL
          ORDER BY log.record_id DESC, id DESC LIMIT 1) AS newest
        WHERE asked.says = 1)`,
      `names AS (
        SELECT source, event_id FROM asked UNION SELECT source, asked_id || '-after-' || id FROM newest)`,
    );
  withs.push(
    `originals AS MATERIALIZED (
      SELECT original.* FROM ${newest ? 'names' : 'asked AS names'}, LATERAL (
        SELECT ${COLUMNS} FROM integration_events_log AS log
        WHERE log.source = names.source AND log.event_id = names.event_id AND duplicate_of IS NULL LIMIT 1) AS original)`,
    `records AS MATERIALIZED (
      SELECT source, record_id FROM asked UNION SELECT source, record_id FROM originals
      ${newest ? 'UNION SELECT source, record_id FROM newest' : ''}
      ${ended ? `UNION SELECT * FROM unnest(${next()}, ${next()}) AS r(source, record_id)` : ''})`,
  );
  if (ended) withs.push(`ids AS MATERIALIZED (SELECT unnest(${next()}) AS id)`);
  const outs = [
    'last.id AS last_id, last.created_at AS last_created_at',
    '(SELECT json_agg(originals) FROM originals) AS originals',
    `(SELECT json_agg(lane) FROM (
      SELECT records.*, unfinished.id FROM records, LATERAL (
        SELECT id FROM integration_events_log AS log
        WHERE log.source = records.source AND log.record_id BETWEEN records.record_id AND records.record_id
          AND processed_at IS NULL
        ORDER BY log.record_id, id LIMIT 2) AS unfinished) AS lane) AS lanes`,
    `(SELECT json_agg(entry) FROM (
      SELECT open.* FROM records, LATERAL (
        SELECT event_row, source, record_id FROM problem_events AS p
        WHERE state = 'open' AND p.source = records.source AND p.record_id = records.record_id OFFSET 0) AS open
      ${
        ended
          ? `UNION SELECT entry.* FROM ids, LATERAL (
        SELECT event_row, source, record_id FROM problem_events AS p
        WHERE state <> 'mended' AND p.event_row = ids.id LIMIT 1) AS entry`
          : ''
      }) AS entry) AS open_entries`,
  ];
  if (newest) outs.push('(SELECT json_agg(newest) FROM newest) AS newest');
  if (ended)
    outs.push(`(SELECT json_agg(leased) FROM (SELECT row.* FROM ids, LATERAL (
      SELECT ${COLUMNS} FROM integration_events_log AS log WHERE log.id = ids.id LIMIT 1) AS row) AS leased) AS leased`);
  if (students || users)
    outs.push(`(SELECT json_agg(student) FROM (
      SELECT found.* FROM (
        SELECT unnest(${next()}) AS zoho_id
        UNION SELECT found.zoho_id FROM unnest(${next()}) AS asked(value), LATERAL (
          SELECT zoho_id FROM students WHERE student_number = asked.value AND deleted_at IS NULL LIMIT 1) AS found
        ${
          users
            ? `UNION SELECT found.zoho_id FROM unnest(${next()}) AS asked(value), LATERAL (
          SELECT zoho_id FROM students WHERE moodle_user_id = asked.value AND deleted_at IS NULL LIMIT 1) AS found`
            : ''
        }) AS who, LATERAL (SELECT * FROM students WHERE students.zoho_id = who.zoho_id LIMIT 1) AS found
      ) AS student) AS students`);
  return `
    WITH ${withs.join(', ')} SELECT ${outs.join(', ')}
    FROM (SELECT) AS one LEFT JOIN LATERAL (
      SELECT id, created_at FROM integration_events_log ORDER BY id DESC LIMIT 1) AS last ON true`;
}

function studentOf(outcome: Outcome): StudentChange[] {
  return 'write' in outcome && outcome.write?.is === 'student' ? [outcome.write.student] : [];
}

function textsOf(values: readonly (string | null | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== null && value !== undefined))];
}
