import { payloadHash } from '../../inbound/identity.ts';
import { type Appended, type NewEvent, UNVERIFIED } from '../../log/event.ts';
import { type HeldDelivery, type HeldStore, StoreUnavailable } from '../../log/ports.ts';
import { isReopenedByRepeat } from '../../log/rules/replay.ts';
import { appendDelivery } from './append.ts';
import type { Connection } from './connect.ts';
import { release, reopen } from './settle.ts';
import { type Held, ORIGINAL, type OriginalRow, type Statements, toReplayable } from './statements.ts';
import type { Turn } from './turn.ts';

/** Deliveries held at the same time, and of one address: strangers must not fill the disk while keys are away. */
const MAX_HELD = 1_000;
const MAX_HELD_OF_ADDRESS = 50;

type HeldRow = Held & { status: 'pending' | 'duplicate' };
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
      const appended = appendDelivery(
        this.#sql,
        turn,
        events.map((event) => this.#underOwnId(event)),
      );
      for (const { id, status } of appended) if (status === 'queued') this.#held.setAside.run(id);
      const logIds = appended.flatMap((event) =>
        event.status === 'duplicate' ? [event.duplicateOf, event.id] : [event.id],
      );
      const waiting = logIds.filter((id) => this.#find(id) !== undefined);
      this.#held.insert.run({ at: turn.nowIso, address, jwt, logIds: JSON.stringify(waiting) });
      return appended;
    });
  }

  /** An id is taken by its first body only once somebody proved that body: until then each body waits for itself. */
  #underOwnId(event: NewEvent): NewEvent {
    const original = this.#sql.findOriginal.get(event.source, event.eventId);
    const hash = payloadHash(event.payload);
    if (original === undefined || this.#find(original.id) === undefined || original.payload_sha256 === hash)
      return event;
    return { ...event, eventId: `${event.eventId}~${hash.slice(0, 16)}` };
  }

  async list(): Promise<HeldDelivery[]> {
    return this.#held.list
      .all()
      .map(({ id, jwt, received_at }) => ({ id, jwt, receivedAtMs: Date.parse(received_at) }));
  }

  release(id: number, verifiedBy: string): Promise<void> {
    return this.#log.write((turn) => {
      for (const row of this.#take(id)) {
        if (row.status === 'pending') release(this.#sql, turn, row, verifiedBy);
        else this.#proveRepeat(turn, row.id, verifiedBy);
      }
    });
  }

  refuse(id: number, reason: string): Promise<number> {
    return this.#log.write((turn) => {
      const orphans = this.#take(id).filter((row) => this.#held.vouched.get(row.id) === undefined);
      return orphans.reduce((deleted, row) => deleted + this.#delete(turn, row, reason), 0);
    });
  }

  /** As when it had come with its proof: an original that had finally failed goes back to work. */
  #proveRepeat(turn: Turn, id: number, verifiedBy: string): void {
    this.#sql.setVerified.run(verifiedBy, id);
    const failed = this.#held.original.get(id);
    if (failed === undefined || !isReopenedByRepeat(toReplayable(failed))) return;
    reopen(this.#sql, turn, failed, null);
    turn.counters.move(failed, 'failed', 'pending');
  }

  /** Forgets a delivery, its token with it; answers those of its events that still wait. */
  #take(id: number): HeldRow[] {
    const logIds: number[] = JSON.parse(this.#held.take.get(id) ?? '[]');
    return logIds.map((logId) => this.#find(logId)).filter((row) => row !== undefined);
  }

  /** An event or a repeat that nobody has proven yet. */
  #find(logId: number): HeldRow | undefined {
    return this.#held.find.get(logId);
  }

  /** With its repeats, which nobody proved either. */
  #delete(turn: Turn, { id }: Held, reason: string): number {
    const rows = this.#held.deleteEvent.all(id, id);
    // A repeat went with its original.
    if (rows.length === 0) return 0;
    for (const row of rows) turn.counters.remove(row, row.status, row.payload_differs);
    this.#count(turn, reason);
    return rows.length;
  }

  /** One line for a day and a reason, however many are forged: a stranger must not fill a table that is kept for ever. */
  #count(turn: Turn, reason: string): void {
    const target = `held events of ${turn.nowIso.slice(0, 10)}: ${reason}`;
    if (this.#held.countDeleted.run(turn.nowIso, target).changes > 0) return;
    const action = { operator: 'service', action: 'delete_unverified', target };
    this.#sql.insertAction.run({ ...action, at: turn.nowIso, detail: JSON.stringify({ deleted: 1 }) });
  }
}

function prepare(db: Connection) {
  return {
    count: db.prepare<[string], { all: number; ofAddress: number }>(`
      SELECT count(*) AS "all", count(*) FILTER (WHERE address = ?) AS ofAddress FROM held_deliveries`),

    /**
     * Out of its lane, as if it had ended: what others prove meanwhile of the same record must not wait for it. Nor may an
     * equal signal be merged with it.
     */
    setAside: db.prepare<[number]>(`
      UPDATE integration_events_log
      SET processed_at = created_at, next_attempt_at = NULL, lane_head = 0, signal_key = NULL
      WHERE id = ?`),

    find: db.prepare<[number], HeldRow>(`
      SELECT id, source, module, record_id, attempts, status
      FROM integration_events_log
      WHERE id = ? AND verified_by = '${UNVERIFIED}' AND status IN ('pending', 'duplicate')`),

    original: db.prepare<[number], OriginalRow>(`
      SELECT ${ORIGINAL}
      FROM integration_events_log
      WHERE id = (SELECT duplicate_of FROM integration_events_log WHERE id = ?)`),

    insert: db.prepare<{ at: string; address: string; jwt: string; logIds: string }>(`
      INSERT INTO held_deliveries (received_at, address, jwt, log_ids) VALUES (@at, @address, @jwt, @logIds)`),

    countDeleted: db.prepare<[string, string]>(`
      UPDATE operator_actions SET at = ?, detail = json_object('deleted', json_extract(detail, '$.deleted') + 1)
      WHERE id = (
        SELECT id FROM operator_actions WHERE action = 'delete_unverified' AND target = ? ORDER BY id DESC LIMIT 1)`),

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
