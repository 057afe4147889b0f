import type { Told } from '../../log/told.ts';
import { blob, index, integer, primaryKey, sql, sqliteTable, text, uniqueIndex } from './drizzle.ts';

/**
 * The tables of the embedded store. Times are UTC, ISO 8601 with milliseconds, so that they sort as text and
 * can be read in the sqlite3 shell. Every append pays for every index; the comment beside each names who
 * needs it.
 */
export const eventsLog = sqliteTable(
  'integration_events_log',
  {
    // No AUTOINCREMENT: it skips an id at each repeat, and a gap in the log looks like a lost event.
    id: integer('id').primaryKey(),
    eventId: text('event_id').notNull(),
    source: text('source').notNull(),
    module: text('module').notNull(),
    eventType: text('event_type').notNull(),
    recordId: text('record_id').notNull(),
    status: text('status').notNull(),
    createdAt: text('created_at').notNull(),
    /** When it ended; a repeat ends as it is received. Null means unfinished. */
    processedAt: text('processed_at'),
    occurredAt: text('occurred_at'),
    occurredClock: text('occurred_clock'),
    attempts: integer('attempts').notNull().default(0),
    /** When to look at it again: its due time while pending, the end of its lease while processing. */
    nextAttemptAt: text('next_attempt_at'),
    /** 1 on the oldest unfinished event of its record, the only one that may be claimed. */
    laneHead: integer('lane_head').notNull().default(0),
    /**
     * Set on an id-only signal until it is claimed: an equal signal that arrives meanwhile is its duplicate.
     */
    signalKey: text('signal_key'),
    leaseToken: text('lease_token'),
    leaseUntil: text('lease_until'),
    duplicateOf: integer('duplicate_of'),
    payloadDiffers: integer('payload_differs').notNull().default(0),
    payloadSha256: text('payload_sha256').notNull(),
    verifiedBy: text('verified_by').notNull(),
    /** The first event of the same delivery, which also holds the raw body. */
    deliveryOf: integer('delivery_of'),
    errorMessage: text('error_message'),
    result: text('result'),
    payload: text('payload').notNull(),
    rawBody: blob('raw_body', { mode: 'buffer' }),
    /**
     * When the final try began. Set when the first try succeeded, in place of a row in event_attempts: almost
     * every event ends that way, and the row cost 6 of 112 µs.
     */
    startedAt: text('started_at'),
    /**
     * 1: bytes that nobody could read, stored as failed. We set this mark; nothing that a sender writes can.
     */
    unreadable: integer('unreadable').notNull().default(0),
    /** 1: emptied at the request of the person it was about. */
    erased: integer('erased').notNull().default(0),
    /**
     * What `error_message` says, as codes with parameters (JSON), for other languages; and the first of the
     * codes.
     */
    errorCode: text('error_code'),
    errorDetails: text('error_details', { mode: 'json' }).$type<readonly Told[]>(),
  },
  (t) => [
    // The "exactly once" promise, enforced by the database at commit. The condition names no column that
    // changes while an event is processed: SQLite rewrites an index entry whenever a column of its condition
    // changes.
    uniqueIndex('events_identity').on(t.source, t.eventId).where(sql`duplicate_of IS NULL`),
    uniqueIndex('events_signal').on(t.signalKey).where(sql`signal_key IS NOT NULL`),
    // Claim and recovery: the events of a source that are due or whose lease has ended, without reading those
    // that wait their turn.
    index('events_due').on(t.source, t.nextAttemptAt, t.id).where(sql`lane_head = 1`),
    // Order per record: is anything of this record unfinished, and which event is next?
    index('events_lane').on(t.source, t.recordId, t.id).where(sql`processed_at IS NULL`),
    // Operators: the events of one record; failures and repeats, which are rare; a span of time.
    index('events_record').on(t.recordId, t.id),
    index('events_attention').on(t.status, t.id).where(sql`status IN ('failed', 'duplicate')`),
    // Events waiting for proof of their sender: out of their lane, but not ended.
    index('events_unverified').on(t.id).where(sql`verified_by = 'unverified'`),
    index('events_duplicates').on(t.duplicateOf).where(sql`duplicate_of IS NOT NULL`),
    index('events_created').on(t.createdAt),
  ],
);

/**
 * How many events there are of each kind, updated in the transactions that change them, so that stats never
 * scan.
 */
export const eventCounters = sqliteTable(
  'event_counters',
  {
    source: text('source').notNull(),
    module: text('module').notNull(),
    status: text('status').notNull(),
    /** Among duplicates, 1 counts those whose body differs from the original's. */
    payloadDiffers: integer('payload_differs').notNull(),
    count: integer('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.source, t.module, t.status, t.payloadDiffers] })],
);

/**
 * Arrivals and completions, minute by minute for the last day; updated like the counters, so that a chart
 * never scans.
 */
export const minuteCounts = sqliteTable('minute_counts', {
  /** `2026-01-25T10:00`, UTC. */
  minute: text('minute').primaryKey(),
  accepted: integer('accepted').notNull(),
  processed: integer('processed').notNull(),
});

export const eventAttempts = sqliteTable(
  'event_attempts',
  {
    id: integer('id').primaryKey(),
    logId: integer('log_id').notNull(),
    attempt: integer('attempt').notNull(),
    startedAt: text('started_at').notNull(),
    finishedAt: text('finished_at').notNull(),
    outcome: text('outcome').notNull(),
    errorMessage: text('error_message'),
    errorDetails: text('error_details', { mode: 'json' }).$type<readonly Told[]>(),
  },
  (t) => [index('attempts_of_event').on(t.logId)],
);

/** What needs a person, by cause; its counts are updated with its events, so that no list has to count. */
export const problems = sqliteTable(
  'problems',
  {
    id: integer('id').primaryKey(),
    /** Equal for equal causes: the code, or an earlier version's message without its ids. */
    cause: text('cause').notNull(),
    code: text('code'),
    state: text('state').notNull(),
    openedAt: text('opened_at').notNull(),
    closedAt: text('closed_at'),
    decidedBy: text('decided_by'),
    reason: text('reason'),
    openEvents: integer('open_events').notNull(),
    events: integer('events').notNull(),
    newestAt: text('newest_at').notNull(),
  },
  (t) => [uniqueIndex('problems_cause').on(t.cause), index('problems_state').on(t.state, t.id)],
);

/** Each event that failed, under its cause, and what became of it. */
export const problemEvents = sqliteTable(
  'problem_events',
  {
    /** The row of the log. */
    eventRow: integer('event_row').primaryKey(),
    problemId: integer('problem_id').notNull(),
    source: text('source').notNull(),
    recordId: text('record_id').notNull(),
    state: text('state').notNull(),
    openedAt: text('opened_at').notNull(),
    closedAt: text('closed_at'),
    mendedBy: integer('mended_by'),
    decidedBy: text('decided_by'),
    reason: text('reason'),
  },
  (t) => [
    // Every event that succeeds asks whether anything of its record needs somebody.
    index('problem_events_open').on(t.source, t.recordId).where(sql`state = 'open'`),
    index('problem_events_problem').on(t.problemId, t.state, t.eventRow),
  ],
);

export const students = sqliteTable(
  'students',
  {
    zohoId: text('zoho_id').primaryKey(),
    studentNumber: text('student_number'),
    academicEmail: text('academic_email'),
    displayName: text('display_name'),
    firstName: text('first_name'),
    lastName: text('last_name'),
    phone: text('phone'),
    moodleUserId: text('moodle_user_id'),
    birthDate: text('birth_date'),
    gender: text('gender'),
    address: text('address'),
    city: text('city'),
    country: text('country'),
    postalCode: text('postal_code'),
    emergencyContactName: text('emergency_contact_name'),
    emergencyContactPhone: text('emergency_contact_phone'),
    status: text('status'),
    /** JSON: the newest time applied so far, one per kind of clock. */
    appliedTimes: text('applied_times').notNull(),
    deletedAt: text('deleted_at'),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    /** The newest log row that was applied. */
    lastEvent: integer('last_event').notNull(),
    /**
     * The Moodle id that Zoho itself held when it last said so: if it is emptied there, the link is
     * forgotten.
     */
    moodleIdInZoho: text('moodle_id_in_zoho'),
  },
  (t) => [
    uniqueIndex('students_number')
      .on(t.studentNumber)
      .where(sql`deleted_at IS NULL AND student_number IS NOT NULL`),
    // One Moodle user per living student; and who had a user before.
    uniqueIndex('students_moodle_user')
      .on(t.moodleUserId)
      .where(sql`deleted_at IS NULL AND moodle_user_id IS NOT NULL`),
    index('students_moodle').on(t.moodleUserId).where(sql`moodle_user_id IS NOT NULL`),
  ],
);

/** Proposed changes outside: those that wait for a person, and what became of the others. */
export const ticketSuggestions = sqliteTable(
  'ticket_suggestions',
  {
    id: integer('id').primaryKey(),
    /** The row of the event behind it; null for a run that an operator asked for. */
    eventRow: integer('event_row'),
    ticketId: text('ticket_id').notNull(),
    step: text('step').notNull(),
    /** Equal for equal proposals about one message from the customer. */
    key: text('key').notNull(),
    /** JSON: what to write, and the ticket as it was when the proposal was made. */
    proposal: text('proposal').notNull(),
    guard: text('guard').notNull(),
    status: text('status').notNull(),
    createdAt: text('created_at').notNull(),
    decidedAt: text('decided_at'),
    decidedBy: text('decided_by'),
    result: text('result'),
    /** When a person's decision takes effect outside; until then it can be taken back. */
    applyAt: text('apply_at'),
    /** The answer in the person's words, until it has been sent. */
    words: text('words'),
    /** JSON: why the last attempt failed, while it waits again. */
    trouble: text('trouble'),
  },
  (t) => [
    // Every run asks what was decided about its ticket before; operators list by status.
    index('suggestions_ticket').on(t.ticketId, t.step, t.id),
    index('suggestions_status').on(t.status, t.id),
  ],
);

/**
 * How a ticket looked when it was last read, so that a person sees whom an event or a suggestion is about,
 * whatever became of the reply.
 */
export const tickets = sqliteTable('tickets', {
  ticketId: text('ticket_id').primaryKey(),
  number: text('number').notNull(),
  subject: text('subject'),
  /** The address that an answer goes to. */
  customer: text('customer'),
  webUrl: text('web_url').notNull(),
  /** JSON: the newest messages, oldest first. */
  conversation: text('conversation').notNull(),
  seenAt: text('seen_at').notNull(),
});

/** What people did: replays, and later erasures and applied suggestions. */
export const operatorActions = sqliteTable('operator_actions', {
  id: integer('id').primaryKey(),
  at: text('at').notNull(),
  operator: text('operator').notNull(),
  action: text('action').notNull(),
  target: text('target').notNull(),
  detail: text('detail').notNull(),
});

/** One row, rewritten by each readiness check: proof that the disk takes a write. */
export const heartbeat = sqliteTable('heartbeat', {
  id: integer('id').primaryKey(),
  at: text('at').notNull(),
});

/**
 * What the service must remember across a restart, besides its events: how far it looked, what it subscribed
 * to.
 */
export const serviceState = sqliteTable('service_state', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
  updatedAt: text('updated_at').notNull(),
});

/**
 * Zoho Desk deliveries that arrived while its keys were unavailable; a row goes once its token is checked.
 */
export const heldDeliveries = sqliteTable('held_deliveries', {
  id: integer('id').primaryKey(),
  receivedAt: text('received_at').notNull(),
  address: text('address').notNull(),
  jwt: text('jwt').notNull(),
  /** JSON: the log rows that this token vouches for. */
  logIds: text('log_ids').notNull(),
});
