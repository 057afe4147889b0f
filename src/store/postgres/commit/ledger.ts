import type { Status } from '../../../log/event.ts';
import type { Held } from '../../common/log.ts';
import type { LogStatements } from '../../common/writing/statements.ts';
import { type ActionRow, type AttemptRow, type Body, FRESH, type Known, type LogRow } from './rows.ts';

/** As if it had just come. */
const WAITING_AGAIN = {
  status: 'pending',
  attempts: 0,
  processed_at: null,
  started_at: null,
  result: null,
} as const;
const NOTHING = { changes: 0, lastInsertRowid: 0 };

/**
 * What one transaction knows of the log and does to it. It is asked and told the same as the statements of the embedded
 * store, by the same rules, but answers from memory: everything was read before in one query, and is written afterwards in
 * another. Nobody else changes what it knows, because the transaction holds the lock of the hub.
 */
export class Ledger implements LogStatements {
  readonly added: (LogRow & Body)[] = [];
  readonly changed = new Map<number, LogRow>();
  readonly bodies = new Map<number, Body>();
  readonly promoted = new Set<number>();
  readonly attempts: AttemptRow[] = [];
  readonly actions: ActionRow[] = [];
  /** Fresh events whose due time lies ahead are due now; set to the time. */
  pulledDue: string | null = null;
  readonly #rows = new Map<number, LogRow>();
  readonly #originals = new Map<string, LogRow>();
  readonly #newest = new Map<string, LogRow>();
  readonly #signals = new Map<string, LogRow>();
  readonly #lanes = new Map<string, Set<number>>();
  readonly #expired: readonly Held[];
  /** The newest row when the transaction began. */
  readonly #before: number;
  #lastId: number;

  constructor({ lastId, originals, newest, signals, leased, lanes, expired }: Known) {
    this.#lastId = lastId;
    this.#before = lastId;
    this.#expired = expired;
    for (const row of leased) this.#know(row);
    for (const row of originals) this.#originals.set(key(row.source, row.event_id), this.#know(row));
    for (const row of newest) this.#newest.set(key(row.source, row.record_id), this.#know(row));
    for (const row of signals)
      if (row.signal_key !== null) this.#signals.set(row.signal_key, this.#know(row));
    for (const { source, record_id, id } of lanes) this.#lane(source, record_id).add(id);
  }

  get lastId(): number {
    return this.#lastId;
  }

  readonly findOriginal = {
    get: (source: string, eventId: string) => this.#originals.get(key(source, eventId)),
  };
  readonly findSignal = { get: (signal: string) => this.#signals.get(signal) };
  readonly findNewest = {
    get: (recordId: string, source: string) => this.#newest.get(key(source, recordId)),
  };
  readonly findLease = {
    get: (id: number, token: string) => (this.#rows.get(id)?.lease_token === token ? 1 : undefined),
  };
  readonly findUnfinished = {
    get: (source: string, recordId: string) => (this.#lane(source, recordId).size > 0 ? 1 : undefined),
  };
  readonly findExpired = { all: () => [...this.#expired] };

  readonly insertEvent: LogStatements['insertEvent'] = {
    run: (
      event_id,
      source,
      module,
      event_type,
      record_id,
      created_at,
      next_attempt_at,
      occurred_at,
      occurred_clock,
      signal_key,
      payload_sha256,
      verified_by,
      delivery_of,
      payload,
      raw_body,
    ) => {
      if (this.#originals.has(key(source, event_id))) return NOTHING;
      if (signal_key !== null && this.#signals.has(signal_key)) return NOTHING;
      const lane = this.#lane(source, record_id);
      const row = this.#add({
        ...FRESH,
        id: this.#nextId(),
        event_id,
        source,
        module,
        event_type,
        record_id,
        status: 'pending',
        created_at,
        next_attempt_at,
        occurred_at,
        occurred_clock,
        signal_key,
        payload_sha256,
        verified_by,
        delivery_of,
        payload,
        raw_body,
        lane_head: Number(lane.size === 0),
      });
      lane.add(row.id);
      if (signal_key !== null) this.#signals.set(signal_key, row);
      return this.#original(row);
    },
  };

  readonly insertEnded: LogStatements['insertEnded'] = {
    run: (
      event_id,
      source,
      module,
      event_type,
      record_id,
      created_at,
      processed_at,
      started_at,
      occurred_at,
      occurred_clock,
      payload_sha256,
      verified_by,
      delivery_of,
      result,
      payload,
      raw_body,
    ) => {
      if (this.#originals.has(key(source, event_id))) return NOTHING;
      return this.#original(
        this.#add({
          ...FRESH,
          id: this.#nextId(),
          event_id,
          source,
          module,
          event_type,
          record_id,
          status: 'completed',
          created_at,
          processed_at,
          started_at,
          attempts: 1,
          occurred_at,
          occurred_clock,
          payload_sha256,
          verified_by,
          delivery_of,
          result,
          payload,
          raw_body,
        }),
      );
    },
  };

  readonly unend: LogStatements['unend'] = {
    run: ({ id, now }) => {
      const row = this.#change(id, {
        ...WAITING_AGAIN,
        next_attempt_at: now,
        lane_head: 1,
      });
      if (row !== null) this.#lane(row.source, row.record_id).add(id);
      return done(row);
    },
  };

  readonly insertUnreadable: LogStatements['insertUnreadable'] = {
    run: ({ error, code, details, ...shared }) => {
      if (this.#originals.has(key(shared.source, shared.event_id))) return NOTHING;
      const ended = { status: 'failed', processed_at: shared.created_at, unreadable: 1 } as const;
      const complaint = { error_message: error, error_code: code, error_details: details };
      return this.#original(this.#add({ ...FRESH, ...shared, ...ended, ...complaint, id: this.#nextId() }));
    },
  };

  readonly insertDuplicate: LogStatements['insertDuplicate'] = {
    run: (shared) =>
      done(
        this.#add({
          ...FRESH,
          ...shared,
          status: 'duplicate',
          processed_at: shared.created_at,
          id: this.#nextId(),
        }),
      ),
  };

  readonly takePlace: LogStatements['takePlace'] = {
    run: ({ id, payload, raw_body, ...columns }) => {
      this.bodies.set(id, { payload, raw_body });
      return done(this.#change(id, { ...columns, signal_key: null }));
    },
  };

  readonly reopen: LogStatements['reopen'] = {
    run: ({ id, source, record_id, now, event_id }) => {
      const lane = this.#lane(source, record_id);
      const row = this.#change(id, {
        ...WAITING_AGAIN,
        next_attempt_at: now,
        error_message: null,
        error_code: null,
        error_details: null,
        payload_differs: 0,
        lane_head: Number(lane.size === 0),
        ...(event_id !== null && { event_id }),
      });
      lane.add(id);
      return done(row);
    },
  };

  readonly writeOutTry: LogStatements['writeOutTry'] = {
    run: (id) => {
      const row = this.#rows.get(id);
      if (row === undefined || row.started_at === null) return NOTHING;
      this.attempts.push({
        log_id: id,
        attempt: row.attempts,
        started_at: row.started_at,
        finished_at: String(row.processed_at),
        outcome: 'completed',
        error_message: null,
        error_details: null,
      });
      return done(row);
    },
  };

  readonly setVerified: LogStatements['setVerified'] = {
    run: (verified_by, id) => done(this.#change(id, { verified_by })),
  };

  readonly finish: LogStatements['finish'] = {
    run: ({ id, status, result, started, now, error, code, details }) => {
      const row = this.#change(id, {
        status: status as Status,
        result,
        error_message: error,
        error_code: code,
        error_details: details,
        processed_at: now,
        started_at: started,
        next_attempt_at: null,
        lease_token: null,
        lease_until: null,
        lane_head: 0,
      });
      if (row !== null) this.#lane(row.source, row.record_id).delete(id);
      return done(row);
    },
  };

  readonly postpone: LogStatements['postpone'] = {
    run: ({ id, dueAt, uncount, error, code, details }) => {
      const attempts = (this.#rows.get(id)?.attempts ?? 0) - uncount;
      return done(
        this.#change(id, {
          status: 'pending',
          next_attempt_at: dueAt,
          error_message: error,
          error_code: code,
          error_details: details,
          attempts,
          lease_token: null,
          lease_until: null,
        }),
      );
    },
  };

  readonly promote: LogStatements['promote'] = {
    run: (source, recordId) => {
      const next = Math.min(...this.#lane(source, recordId));
      const row = this.#rows.get(next);
      if (row === undefined) this.promoted.add(next);
      else this.#change(next, { lane_head: 1 });
      return { changes: 1, lastInsertRowid: next };
    },
  };

  readonly insertAttempt: LogStatements['insertAttempt'] = {
    run: ({ error, code: _, details, ...attempt }) => {
      this.attempts.push({ ...attempt, error_message: error, error_details: details });
      return { changes: 1, lastInsertRowid: 0 };
    },
  };

  readonly insertAction: LogStatements['insertAction'] = {
    run: ({ at, operator, action, target, detail }) => {
      this.actions.push({ at, operator, action, target, detail });
      return { changes: 1, lastInsertRowid: 0 };
    },
  };

  readonly pullDue: LogStatements['pullDue'] = {
    run: ({ now }) => {
      this.pulledDue = now;
      return NOTHING;
    },
  };

  /** A row that is known already may be found in several ways; all of them lead to one. */
  #know(row: LogRow): LogRow {
    const known = this.#rows.get(row.id) ?? row;
    this.#rows.set(row.id, known);
    return known;
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  #add(row: LogRow & Body): LogRow & Body {
    this.added.push(row);
    this.#rows.set(row.id, row);
    return row;
  }

  #original(row: LogRow) {
    this.#originals.set(key(row.source, row.event_id), row);
    this.#newest.set(key(row.source, row.record_id), row);
    return done(row);
  }

  #change(id: number, columns: Partial<LogRow>): LogRow | null {
    const row = this.#rows.get(id);
    if (row === undefined) return null;
    Object.assign(row, columns);
    // What was added is written whole anyway.
    if (id <= this.#before) this.changed.set(id, row);
    return row;
  }

  #lane(source: string, recordId: string): Set<number> {
    const lane = this.#lanes.get(key(source, recordId)) ?? new Set();
    this.#lanes.set(key(source, recordId), lane);
    return lane;
  }
}

function key(source: string, name: string): string {
  return `${source}\n${name}`;
}

function done(row: LogRow | null) {
  return row === null ? NOTHING : { changes: 1, lastInsertRowid: row.id };
}
