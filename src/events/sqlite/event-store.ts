import { SqliteError } from 'better-sqlite3';
import type { Clock } from '../../clock.ts';
import type { Appended, ClaimedEvent, EventDetail, NewEvent, Occurrence, Source } from '../event.ts';
import { GroupCommit } from '../group-commit.ts';
import { payloadHash, signalKey } from '../identity.ts';
import {
  type ClaimOptions,
  type EventFilter,
  type EventList,
  type EventStore,
  type OperatorAction,
  type Outcome,
  type Page,
  type Replayed,
  type Settled,
  type Stats,
  type StatsFilter,
  StoreUnavailable,
} from '../store.ts';
import { Counters } from './counters.ts';
import { type Connection, openDatabase } from './database.ts';
import { EventQueries } from './queries.ts';
import {
  type ClaimedRow,
  type Held,
  type Original,
  prepareStatements,
  type Statements,
} from './statements.ts';
import { SqliteStudentStore } from './student-store.ts';

export type SqliteStores = { events: EventStore; students: SqliteStudentStore; connection: Connection };

/** Opens the embedded store; `file` is a path, or `:memory:` for a log that nobody has to keep. */
export function openSqliteStores(file: string, clock: Clock): SqliteStores {
  const connection = openDatabase(file);
  const students = new SqliteStudentStore(connection);
  return { events: new SqliteEventStore(connection, students, clock), students, connection };
}

/**
 * The log in one SQLite file. One process writes; every write of a turn of its event loop shares a transaction,
 * and every read sees what is committed, because no transaction outlives a turn.
 */
export class SqliteEventStore implements EventStore {
  readonly #db: Connection;
  readonly #sql: Statements;
  readonly #queries: EventQueries;
  readonly #students: SqliteStudentStore;
  readonly #clock: Clock;
  readonly #counters: Counters;
  readonly #commit: GroupCommit;
  #lastMs: number;
  #hasNewPending = false;
  #listener: () => void = () => {};

  constructor(db: Connection, students: SqliteStudentStore, clock: Clock) {
    this.#db = db;
    this.#sql = prepareStatements(db);
    this.#queries = new EventQueries(db);
    this.#students = students;
    this.#clock = clock;
    this.#counters = new Counters(this.#sql);
    this.#lastMs = Date.parse(this.#sql.lastCreatedAt.get() ?? '') || 0;
    const transaction = db.transaction((work: () => void) => {
      this.#counters.reset();
      this.#hasNewPending = false;
      work();
      this.#counters.write();
    });
    this.#commit = new GroupCommit((work) => {
      translated(() => transaction.immediate(work));
      if (this.#hasNewPending) this.#listener();
    });
  }

  append(events: readonly NewEvent[]): Promise<Appended[]> {
    return this.#commit.run(() => {
      let deliveryOf: number | null = null;
      return events.map((event) => {
        const appended = this.#appendOne(event, deliveryOf);
        deliveryOf ??= appended.id;
        return appended;
      });
    });
  }

  claim({ limit, leaseToken, leaseMs }: ClaimOptions): Promise<ClaimedEvent[]> {
    return this.#commit.run(() => {
      const nowMs = this.#now();
      const now = toIso(nowMs);
      const rows = this.#sql.claim.all({ token: leaseToken, until: toIso(nowMs + leaseMs), now, limit });
      for (const row of rows) this.#counters.move(row, 'pending', 'processing');
      // RETURNING promises no order.
      return rows.sort((a, b) => a.id - b.id).map((row) => toClaimed(row, leaseToken, now));
    });
  }

  settle(event: ClaimedEvent, outcome: Outcome): Promise<Settled> {
    return this.#commit.run(() => {
      if (this.#sql.findLease.get(event.id, event.leaseToken) === undefined) return 'lost';
      if (outcome.status === 'completed' && outcome.write !== null && !this.#students.save(outcome.write)) {
        return 'conflict';
      }
      const now = toIso(this.#now());
      this.#noteAttempt(heldOf(event), event.startedAt, now, outcome);
      this.#end(heldOf(event), outcome, now);
      return 'settled';
    });
  }

  renew(leaseTokens: readonly string[], leaseMs: number): Promise<number> {
    return this.#commit.run(() => {
      const until = toIso(this.#now() + leaseMs);
      return leaseTokens.reduce((held, token) => held + this.#sql.renew.run({ token, until }).changes, 0);
    });
  }

  recover({ maxAttempts, everything }: { maxAttempts: number; everything: boolean }): Promise<number> {
    return this.#commit.run(() => {
      const nowMs = this.#now();
      const now = toIso(nowMs);
      const expired = this.#sql.findExpired.all(everything ? '9999' : now);
      for (const row of expired) {
        const isPoison = row.attempts >= maxAttempts;
        const error = isPoison
          ? `The service stopped ${row.attempts} times while it processed this event. Look at its payload before you replay it.`
          : 'The service stopped during this attempt.';
        this.#noteAttempt(row, now, now, { status: 'lost', error });
        this.#end(
          row,
          isPoison ? { status: 'failed', error } : { status: 'retry', error, retryAt: nowMs },
          now,
        );
      }
      return expired.length;
    });
  }

  async nextDueAt(): Promise<number | null> {
    const at = this.#sql.nextDue.get();
    return at ? Date.parse(at) : null;
  }

  onPending(listener: () => void): void {
    this.#listener = listener;
  }

  list(filter: EventFilter, page: Page): Promise<EventList> {
    return this.#queries.list(filter, page);
  }

  async get(id: number): Promise<EventDetail | null> {
    return this.#queries.get(id);
  }

  stats(filter: StatsFilter): Promise<Stats> {
    return this.#queries.stats(filter);
  }

  replay(id: number, by: OperatorAction): Promise<Replayed> {
    return this.#commit.run(() => {
      const row = this.#queries.replayable(id);
      if (row === null) return { replayed: false, reason: 'not_found', duplicateOf: null };
      if (row.status === 'pending' || row.status === 'processing') {
        return { replayed: false, reason: 'unfinished', duplicateOf: null };
      }
      if (row.status === 'duplicate' && row.payload_differs === 0) {
        return { replayed: false, reason: 'plain_duplicate', duplicateOf: row.duplicate_of };
      }
      const now = toIso(this.#now());
      // A repeat with another body becomes an event of its own, under an id that the original does not hold.
      const eventId = row.status === 'duplicate' ? `${row.event_id}~${row.id}` : null;
      this.#reopen(row, eventId, now);
      this.#counters.move(row, row.status, 'pending', row.payload_differs);
      this.#sql.insertAction.run({ ...by, at: now, detail: JSON.stringify(by.detail) });
      return { replayed: true };
    });
  }

  heartbeat(): Promise<void> {
    return this.#commit.run(() => {
      this.#sql.heartbeat.run(toIso(this.#now()));
    });
  }

  async close(): Promise<void> {
    this.#db.pragma('optimize');
    this.#db.close();
  }

  #appendOne(event: NewEvent, deliveryOf: number | null): Appended {
    const now = toIso(this.#now());
    const isUnreadable = event.kind.is === 'unreadable';
    const shared = {
      event_id: event.eventId,
      source: event.source,
      module: event.module,
      event_type: event.eventType,
      record_id: event.recordId,
      created_at: now,
      occurred_at: event.occurred.at,
      occurred_clock: event.occurred.clock,
      payload_sha256: payloadHash(event.rawBody === null || !isUnreadable ? event.payload : event.rawBody),
      verified_by: event.verifiedBy,
      delivery_of: deliveryOf,
      payload: event.payload,
      raw_body: event.rawBody,
    };
    const status = isUnreadable ? 'failed' : 'pending';
    const inserted = this.#sql.insertEvent.run({
      ...shared,
      status,
      processed_at: isUnreadable ? now : null,
      next_attempt_at: isUnreadable ? null : now,
      signal_key: event.kind.is === 'signal' ? signalKey(event) : null,
      error_message: event.kind.is === 'unreadable' ? event.kind.reason : null,
    });
    if (inserted.changes === 1) {
      this.#counters.add(event, status);
      this.#hasNewPending ||= !isUnreadable;
      return {
        id: Number(inserted.lastInsertRowid),
        eventId: event.eventId,
        status: isUnreadable ? 'failed' : 'queued',
      };
    }
    return this.#appendDuplicate(event, shared, now);
  }

  #appendDuplicate(event: NewEvent, shared: SharedRow, now: string): Appended {
    const original = this.#findOriginal(event);
    const payloadDiffers = original.payload_sha256 !== shared.payload_sha256 && event.kind.is !== 'signal';
    const inserted = this.#sql.insertDuplicate.run({
      ...shared,
      // An equal signal got a fresh id of its own; from now on it is known by the one that waits.
      event_id: original.event_id,
      duplicate_of: original.id,
      payload_differs: Number(payloadDiffers),
    });
    this.#counters.add(event, 'duplicate', Number(payloadDiffers));
    const requeued = original.status === 'failed' && event.kind.is !== 'unreadable';
    if (requeued) {
      this.#reopen(original, null, now);
      this.#counters.move(original, 'failed', 'pending');
    }
    return {
      id: Number(inserted.lastInsertRowid),
      eventId: original.event_id,
      status: 'duplicate',
      duplicateOf: original.id,
      payloadDiffers,
      requeued,
    };
  }

  #findOriginal(event: NewEvent): Original {
    const original =
      this.#sql.findOriginal.get(event.source, event.eventId) ?? this.#sql.findSignal.get(signalKey(event));
    if (original === undefined)
      throw new Error('the log refused an event as a repeat, but holds no original');
    return original;
  }

  #reopen(row: Held, eventId: string | null, now: string): void {
    const { id, source, record_id } = row;
    this.#sql.reopen.run({ id, source, record_id, now, event_id: eventId });
    this.#hasNewPending = true;
  }

  #end(row: Held, outcome: Outcome, now: string): void {
    const { id, source, record_id } = row;
    if (outcome.status === 'retry' || outcome.status === 'released') {
      const dueAt = outcome.status === 'retry' ? toIso(outcome.retryAt) : now;
      const error = outcome.status === 'retry' ? outcome.error : null;
      this.#sql.postpone.run({ id, dueAt, error, uncount: Number(outcome.status === 'released') });
      this.#counters.move(row, 'processing', 'pending');
    } else {
      const result = outcome.status === 'completed' ? JSON.stringify(outcome.result) : null;
      const error = outcome.status === 'failed' ? outcome.error : null;
      this.#sql.finish.run({ id, status: outcome.status, result, error, now });
      this.#counters.move(row, 'processing', outcome.status);
      this.#sql.promote.run({ source, record_id });
    }
    this.#hasNewPending = true;
  }

  #noteAttempt(
    row: Held,
    startedAt: string,
    finishedAt: string,
    outcome: Outcome | { status: 'lost'; error: string },
  ): void {
    this.#sql.insertAttempt.run({
      log_id: row.id,
      attempt: row.attempts,
      started_at: startedAt,
      finished_at: finishedAt,
      outcome: outcome.status,
      error: 'error' in outcome ? outcome.error : null,
    });
  }

  /** Never earlier than a time that the log holds, so that received times and ids have one order. */
  #now(): number {
    this.#lastMs = Math.max(this.#lastMs, this.#clock.now());
    return this.#lastMs;
  }
}

type SharedRow = Omit<
  Parameters<Statements['insertDuplicate']['run']>[0] & object,
  'duplicate_of' | 'payload_differs'
>;

function toIso(ms: number): string {
  return new Date(ms).toISOString();
}

function heldOf(event: ClaimedEvent): Held {
  return {
    id: event.id,
    source: event.source,
    module: event.module,
    record_id: event.recordId,
    attempts: event.attempt,
  };
}

function toClaimed(row: ClaimedRow, leaseToken: string, startedAt: string): ClaimedEvent {
  return {
    id: row.id,
    source: row.source as Source,
    eventId: row.event_id,
    module: row.module,
    eventType: row.event_type,
    recordId: row.record_id,
    occurred: { at: row.occurred_at, clock: row.occurred_clock } as Occurrence,
    payload: row.payload,
    createdAt: row.created_at,
    attempt: row.attempts,
    leaseToken,
    startedAt,
  };
}

/** The engine's own failures (full, locked, broken) become StoreUnavailable; ours stay what they are. */
function translated(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof SqliteError) || error.code.startsWith('SQLITE_CONSTRAINT')) throw error;
    throw new StoreUnavailable(`the database answered ${error.code}`, { cause: error });
  }
}
