import { payloadHash } from '../../../inbound/identity.ts';
import { type Appended, type NewEvent, type Status, UNVERIFIED } from '../../../log/event.ts';
import { StoreUnavailable } from '../../../log/ports.ts';
import { isReopenedByRepeat } from '../../../log/rules/replay.ts';
import type { HeldDelivery, HeldStore } from '../../../log/stores.ts';
import { insertAction } from '../actions.ts';
import { sql } from '../drizzle.ts';
import type { Held, Log, Writing } from '../log.ts';
import { change, first, rows, type Step } from '../step.ts';

/**
 * Deliveries held at the same time, in all and per address: strangers must not fill the disk while keys are
 * unavailable.
 */
const MAX_HELD = 1_000;
const MAX_HELD_OF_ADDRESS = 50;

type HeldRow = Held & { status: 'pending' | 'duplicate' };
type OriginalRow = Held & { status: Status; payload_differs: number; unreadable: number; erased: number };
type Deleted = { source: string; module: string; status: string; payload_differs: number };

/** Events that wait for proof of their sender; every write happens in a transaction of the log. */
export class LoggedHeldStore implements HeldStore {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  hold(events: readonly NewEvent[], proof: { jwt: string; address: string }): Promise<Appended[]> {
    return this.#log.write((writing) => hold(writing, events, proof));
  }

  async list(): Promise<HeldDelivery[]> {
    const held = await this.#log.all<{ id: number; jwt: string; received_at: string }>(
      sql`SELECT id, jwt, received_at FROM held_deliveries ORDER BY id`,
    );
    return held.map(({ id, jwt, received_at }) => ({ id, jwt, receivedAtMs: Date.parse(received_at) }));
  }

  release(id: number, verifiedBy: string): Promise<void> {
    return this.#log.write(function* (writing) {
      for (const row of yield* take(id)) {
        if (row.status === 'pending') yield* writing.reopen(row, null);
        yield* change(
          sql`UPDATE integration_events_log SET verified_by = ${verifiedBy} WHERE id = ${row.id}`,
        );
        if (row.status === 'duplicate') yield* reopenOriginal(writing, row.id);
      }
    });
  }

  refuse(id: number, reason: string): Promise<number> {
    const { dialect } = this.#log;
    return this.#log.write(function* (writing) {
      let deleted = 0;
      for (const row of yield* take(id)) {
        // Has a repeat of the same event brought its own token?
        const isListed = dialect.anyListed(sql`log_ids`, (listed) => sql`${listed} = ${row.id}`);
        const vouched = yield* first(sql`SELECT 1 AS found FROM held_deliveries WHERE ${isListed}`);
        if (vouched === undefined) deleted += yield* deleteEvent(writing, row, reason);
      }
      return deleted;
    });
  }
}

function* hold(
  writing: Writing,
  events: readonly NewEvent[],
  { jwt, address }: { jwt: string; address: string },
): Step<Appended[]> {
  const counted = yield* first<{ held: number; of_address: number }>(sql`
    SELECT count(*) AS held, count(*) FILTER (WHERE address = ${address}) AS of_address FROM held_deliveries`);
  const { held, of_address } = counted as { held: number; of_address: number };
  if (held >= MAX_HELD || of_address >= MAX_HELD_OF_ADDRESS)
    throw new StoreUnavailable('too many deliveries wait for the keys to verify them with');
  const own: NewEvent[] = [];
  for (const event of events) own.push(yield* underOwnId(event));
  const appended = yield* writing.append(own);
  const waiting: number[] = [];
  for (const event of appended) {
    if (event.status === 'queued') yield* setAside(event.id);
    const named = event.status === 'duplicate' ? [event.duplicateOf, event.id] : [event.id];
    for (const id of named) if ((yield* findHeld(id)) !== undefined) waiting.push(id);
  }
  yield* change(sql`
    INSERT INTO held_deliveries (received_at, address, jwt, log_ids)
    VALUES (${writing.nowIso}, ${address}, ${jwt}, ${JSON.stringify(waiting)})`);
  return appended;
}

/**
 * A body takes its event id only once somebody has proved that body; until then each body waits on its own.
 */
function* underOwnId(event: NewEvent): Step<NewEvent> {
  const original = yield* first<{ id: number; payload_sha256: string }>(sql`
    SELECT id, payload_sha256 FROM integration_events_log
    WHERE source = ${event.source} AND event_id = ${event.eventId} AND duplicate_of IS NULL`);
  const hash = payloadHash(event.payload);
  if (original === undefined || original.payload_sha256 === hash) return event;
  if ((yield* findHeld(original.id)) === undefined) return event;
  return { ...event, eventId: `${event.eventId}~${hash.slice(0, 16)}` };
}

/**
 * Leaves its lane, as if it had ended: events of the same record that others prove meanwhile must not wait
 * for it, nor may an equal signal be merged with it.
 */
function setAside(id: number): Step<void> {
  return change(sql`
    UPDATE integration_events_log
    SET processed_at = created_at, next_attempt_at = NULL, lane_head = 0, signal_key = NULL
    WHERE id = ${id}`);
}

/** As if it had arrived with its proof: an original that had finally failed goes back to work. */
function* reopenOriginal(writing: Writing, repeat: number): Step<void> {
  const original = yield* first<OriginalRow>(sql`
    SELECT id, source, module, record_id, attempts, status, payload_differs, unreadable, erased
    FROM integration_events_log
    WHERE id = (SELECT duplicate_of FROM integration_events_log WHERE id = ${repeat})`);
  if (original === undefined) return;
  const { status, payload_differs, unreadable, erased } = original;
  const isOfUse = isReopenedByRepeat({
    status,
    payload_differs: payload_differs === 1,
    unreadable: unreadable === 1,
    erased: erased === 1,
  });
  if (!isOfUse) return;
  yield* writing.reopen(original, null);
  writing.counters.move(original, 'failed', 'pending');
}

/** Forgets a delivery and its token; returns those of its events that still wait. */
function* take(id: number): Step<HeldRow[]> {
  const taken = yield* first<{ log_ids: string }>(
    sql`DELETE FROM held_deliveries WHERE id = ${id} RETURNING log_ids`,
  );
  const logIds: number[] = JSON.parse(taken?.log_ids ?? '[]');
  const waiting: HeldRow[] = [];
  for (const logId of logIds) {
    const row = yield* findHeld(logId);
    if (row !== undefined) waiting.push(row);
  }
  return waiting;
}

/** An event or a repeat that nobody has proved yet. */
function findHeld(logId: number): Step<HeldRow | undefined> {
  return first<HeldRow>(sql`
    SELECT id, source, module, record_id, attempts, status
    FROM integration_events_log
    WHERE id = ${logId} AND verified_by = '${sql.raw(UNVERIFIED)}' AND status IN ('pending', 'duplicate')`);
}

/** Deletes its repeats too, which nobody has proved either. */
function* deleteEvent(writing: Writing, { id }: Held, reason: string): Step<number> {
  const deleted = yield* rows<Deleted>(sql`
    DELETE FROM integration_events_log WHERE id = ${id} OR duplicate_of = ${id}
    RETURNING source, module, status, payload_differs`);
  // It was a repeat and went with its original.
  if (deleted.length === 0) return 0;
  for (const row of deleted) writing.counters.remove(row, row.status, row.payload_differs);
  yield* count(writing, reason);
  return deleted.length;
}

/**
 * One line per day and reason, however many are forged: a stranger must not fill a table that is kept for
 * ever.
 */
function* count({ nowIso }: Writing, reason: string): Step<void> {
  const target = `held events of ${nowIso.slice(0, 10)}: ${reason}`;
  const noted = yield* first<{ id: number; detail: string }>(sql`
    SELECT id, detail FROM operator_actions
    WHERE action = 'delete_unverified' AND target = ${target} ORDER BY id DESC LIMIT 1`);
  if (noted === undefined) {
    const by = { operator: 'service', action: 'delete_unverified', target, detail: { deleted: 1 } };
    yield* insertAction(by, nowIso);
    return;
  }
  const detail = JSON.stringify({ deleted: JSON.parse(noted.detail).deleted + 1 });
  yield* change(sql`
    UPDATE operator_actions SET at = ${nowIso}, detail = ${detail} WHERE id = ${noted.id}`);
}
