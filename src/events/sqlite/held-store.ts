import { type Appended, type NewEvent, UNVERIFIED } from '../event.ts';
import { type HeldDelivery, type HeldStore, StoreUnavailable } from '../store.ts';
import { appendDelivery } from './append.ts';
import type { Connection } from './database.ts';
import { reopen } from './settle.ts';
import type { Held, Statements } from './statements.ts';
import type { Turn } from './turn.ts';

/** Deliveries held at the same time, and of one address: strangers must not fill the disk while keys are away. */
const MAX_HELD = 1_000;
const MAX_HELD_OF_ADDRESS = 50;

type Log = { write<T>(work: (turn: Turn) => T): Promise<T> };

/** Events that wait for the proof of their sender, with every write in a transaction of the log. */
export class SqliteHeldStore implements HeldStore {
  readonly #sql: Statements;
  readonly #held: ReturnType<typeof prepare>;
  readonly #log: Log;

  constructor(db: Connection, sql: Statements, log: Log) {
    this.#sql = sql;
    this.#held = prepare(db);
    this.#log = log;
  }

  hold(events: readonly NewEvent[], { jwt, address }: { jwt: string; address: string }): Promise<Appended[]> {
    return this.#log.write((turn) => {
      const { all, ofAddress } = this.#held.count.get(address) as { all: number; ofAddress: number };
      if (all >= MAX_HELD || ofAddress >= MAX_HELD_OF_ADDRESS)
        throw new StoreUnavailable('too many deliveries wait for the keys to verify them with');
      const appended = appendDelivery(this.#sql, turn, events);
      for (const { id, status } of appended) if (status === 'queued') this.#held.setAside.run(id);
      const waiting = appended
        .map((event) => (event.status === 'duplicate' ? event.duplicateOf : event.id))
        .filter((id) => this.#find(id) !== undefined);
      if (waiting.length > 0)
        this.#held.insert.run({ at: turn.nowIso, address, jwt, logIds: JSON.stringify(waiting) });
      return appended;
    });
  }

  async list(): Promise<HeldDelivery[]> {
    return this.#held.list
      .all()
      .map(({ id, jwt, received_at }) => ({ id, jwt, receivedAtMs: Date.parse(received_at) }));
  }

  release(id: number, verifiedBy: string): Promise<void> {
    return this.#log.write((turn) => {
      for (const row of this.#take(id)) release(this.#sql, turn, row, verifiedBy);
    });
  }

  refuse(id: number, reason: string): Promise<number> {
    return this.#log.write((turn) => {
      const orphans = this.#take(id).filter((row) => this.#held.vouched.get(row.id) === undefined);
      return orphans.reduce((deleted, row) => deleted + this.#delete(turn, row, reason), 0);
    });
  }

  /** Forgets a delivery, its token with it; answers those of its events that still wait. */
  #take(id: number): Held[] {
    const logIds: number[] = JSON.parse(this.#held.take.get(id) ?? '[]');
    return logIds.map((logId) => this.#find(logId)).filter((row) => row !== undefined);
  }

  #find(logId: number): Held | undefined {
    return this.#held.find.get(logId);
  }

  /** With its repeats, which nobody proved either. */
  #delete(turn: Turn, { id }: Held, reason: string): number {
    const rows = this.#held.deleteEvent.all(id, id);
    for (const row of rows) turn.counters.remove(row, row.status, row.payload_differs);
    const action = { operator: 'service', action: 'delete_unverified', target: `event ${id}` };
    this.#sql.insertAction.run({ ...action, at: turn.nowIso, detail: JSON.stringify({ reason }) });
    return rows.length;
  }
}

/** A held event goes to work in its place among the events of its record. */
export function release(sql: Statements, turn: Turn, row: Held, verifiedBy: string): void {
  reopen(sql, turn, row, null);
  sql.setVerified.run(verifiedBy, row.id);
}

function prepare(db: Connection) {
  return {
    count: db.prepare<[string], { all: number; ofAddress: number }>(`
      SELECT count(*) AS "all", count(*) FILTER (WHERE address = ?) AS ofAddress FROM held_deliveries`),

    /** Out of its lane, as if it had ended: what others prove meanwhile of the same record must not wait for it. */
    setAside: db.prepare<[number]>(`
      UPDATE integration_events_log
      SET processed_at = created_at, next_attempt_at = NULL, lane_head = 0
      WHERE id = ?`),

    find: db.prepare<[number], Held>(`
      SELECT id, source, module, record_id, attempts
      FROM integration_events_log
      WHERE id = ? AND verified_by = '${UNVERIFIED}' AND status = 'pending'`),

    insert: db.prepare<{ at: string; address: string; jwt: string; logIds: string }>(`
      INSERT INTO held_deliveries (received_at, address, jwt, log_ids) VALUES (@at, @address, @jwt, @logIds)`),

    list: db.prepare<[], { id: number; jwt: string; received_at: string }>(`
      SELECT id, jwt, received_at FROM held_deliveries ORDER BY id`),

    take: db.prepare<[number], string>(`DELETE FROM held_deliveries WHERE id = ? RETURNING log_ids`).pluck(),

    /** Has a repeat of the same event brought a token of its own? */
    vouched: db
      .prepare<[number], number>(
        `SELECT 1 FROM held_deliveries, json_each(log_ids) AS waiting WHERE waiting.value = ?`,
      )
      .pluck(),

    deleteEvent: db.prepare<
      [number, number],
      { source: string; module: string; status: string; payload_differs: number }
    >(`
      DELETE FROM integration_events_log WHERE id = ? OR duplicate_of = ?
      RETURNING source, module, status, payload_differs`),
  };
}
