import { payloadHash, signalKey } from '../../../inbound/identity.ts';
import { type Appended, type NewEvent, UNVERIFIED } from '../../../log/event.ts';
import { changeBackId, saysTheSame } from '../../../log/rules/repeat.ts';
import { isReopenedByRepeat } from '../../../log/rules/replay.ts';
import type { Ending } from './at-once.ts';
import { keptComplaint, release, reopen } from './settle.ts';
import { type LogStatements, type OriginalRow, type SharedParameters, toReplayable } from './statements.ts';
import type { WriteTurn } from './turn.ts';

type Unreadable = Extract<NewEvent['kind'], { is: 'unreadable' }>;

/**
 * Stores the events of one delivery inside the turn's transaction; the first one holds the delivery's raw
 * body.
 */
export function appendDelivery(sql: LogStatements, turn: WriteTurn, events: readonly NewEvent[]): Appended[] {
  let deliveryOf: number | null = null;
  return events.map((event) => {
    const appended: Appended = appendOne(sql, turn, event, deliveryOf);
    deliveryOf ??= appended.id;
    return appended;
  });
}

function appendOne(
  sql: LogStatements,
  turn: WriteTurn,
  event: NewEvent,
  deliveryOf: number | null,
): Appended {
  if (event.kind.is === 'unreadable') return appendUnreadable(sql, turn, event, event.kind, deliveryOf);
  const hash = payloadHash(event.payload);
  const append = event.kind.is === 'content' ? appendContent : appendNamed;
  return append(sql, turn, event, hash, deliveryOf);
}

/** Identified by its id: an event with the id of another one repeats it. */
function appendNamed(
  sql: LogStatements,
  turn: WriteTurn,
  event: NewEvent,
  hash: string,
  deliveryOf: number | null,
): Appended {
  return (
    insert(sql, turn, event, hash, deliveryOf) ??
    appendDuplicate(sql, turn, event, hash, deliveryOf, findOriginal(sql, event))
  );
}

/**
 * Identified by its content: an event that says the same as the newest event of its record repeats that one.
 */
function appendContent(
  sql: LogStatements,
  turn: WriteTurn,
  event: NewEvent,
  hash: string,
  deliveryOf: number | null,
): Appended {
  const newest = sql.findNewest.get(event.recordId, event.source);
  if (newest === undefined) return appendNamed(sql, turn, event, hash, deliveryOf);
  if (saysTheSame(event, hash, newest)) return appendDuplicate(sql, turn, event, hash, deliveryOf, newest);
  const changeBack = { ...event, eventId: changeBackId(event, newest) };
  return insert(sql, turn, event, hash, deliveryOf) ?? appendNamed(sql, turn, changeBack, hash, deliveryOf);
}

/** Null when the log already holds it. */
function insert(
  sql: LogStatements,
  turn: WriteTurn,
  event: NewEvent,
  hash: string,
  deliveryOf: number | null,
): Appended | null {
  const ending = turn.atOnce?.decide(sql, turn, event) ?? null;
  if (ending !== null) return insertEnded(sql, turn, event, hash, deliveryOf, ending);
  const inserted = sql.insertEvent.run(
    event.eventId,
    event.source,
    event.module,
    event.eventType,
    event.recordId,
    turn.receivedIso,
    turn.nowIso,
    event.occurred.at,
    event.occurred.clock,
    event.kind.is === 'signal' ? signalKey(event) : null,
    hash,
    event.verifiedBy,
    deliveryOf,
    event.payload,
    event.rawBody,
    event.source,
    event.recordId,
  );
  if (inserted.changes === 0) return null;
  const id = Number(inserted.lastInsertRowid);
  turn.counters.add(event, 'pending');
  turn.hasNewPending = true;
  turn.touch(id);
  return { id, eventId: event.eventId, status: 'queued' };
}

/** Null when the log already holds it. */
function insertEnded(
  sql: LogStatements,
  turn: WriteTurn,
  event: NewEvent,
  hash: string,
  deliveryOf: number | null,
  ending: Ending,
): Appended | null {
  const inserted = sql.insertEnded.run(
    event.eventId,
    event.source,
    event.module,
    event.eventType,
    event.recordId,
    turn.receivedIso,
    turn.nowIso,
    turn.nowIso,
    event.occurred.at,
    event.occurred.clock,
    hash,
    event.verifiedBy,
    deliveryOf,
    ending.result,
    event.payload,
    event.rawBody,
  );
  if (inserted.changes === 0) return null;
  const id = Number(inserted.lastInsertRowid);
  const queued = { id, eventId: event.eventId, status: 'queued' } as const;
  turn.touch(id);
  if (turn.atOnce?.save(ending)) {
    turn.counters.addEnded(event);
    turn.problems.mend({ id, source: event.source, record_id: event.recordId }, turn.nowIso);
    return { ...queued, ended: true };
  }
  // Another student holds the number: the handler decides again, and reports it.
  sql.unend.run({ id, now: turn.nowIso });
  turn.counters.add(event, 'pending');
  turn.hasNewPending = true;
  return queued;
}

function appendUnreadable(
  sql: LogStatements,
  turn: WriteTurn,
  event: NewEvent,
  { reason, told }: Unreadable,
  deliveryOf: number | null,
): Appended {
  const hash = payloadHash(event.rawBody ?? event.payload);
  const shared = sharedColumns(turn, event, hash, deliveryOf);
  const inserted = sql.insertUnreadable.run({ ...shared, ...keptComplaint({ error: reason, told }) });
  if (inserted.changes === 0)
    return appendDuplicate(sql, turn, event, hash, deliveryOf, findOriginal(sql, event));
  const id = Number(inserted.lastInsertRowid);
  turn.counters.add(event, 'failed');
  turn.problems.open(
    { id, source: event.source, record_id: event.recordId },
    reason,
    told ?? null,
    turn.nowIso,
  );
  turn.touch(id);
  return { id, eventId: event.eventId, status: 'failed' };
}

/** A repeat gets a row of its own; if its original had finally failed, the original goes back to work. */
function appendDuplicate(
  sql: LogStatements,
  turn: WriteTurn,
  event: NewEvent,
  hash: string,
  deliveryOf: number | null,
  original: OriginalRow,
): Appended {
  const isProven = event.verifiedBy !== UNVERIFIED;
  const isHeld = original.verified_by === UNVERIFIED && original.status === 'pending';
  if (isProven && isHeld && original.payload_sha256 !== hash)
    return takePlace(sql, turn, original, event, hash, deliveryOf);
  const payloadDiffers = original.payload_sha256 !== hash && event.kind.is !== 'signal';
  const isUnreadable = event.kind.is === 'unreadable';
  const isErased = original.erased === 1 && !payloadDiffers;
  const inserted = sql.insertDuplicate.run({
    ...sharedColumns(turn, event, hash, deliveryOf),
    // A repeat must not bring back what was erased.
    ...(isErased && { payload: '', raw_body: null }),
    // An equal signal got a fresh id; from now on it goes by the id of the one that waits.
    event_id: original.event_id,
    duplicate_of: original.id,
    payload_differs: Number(payloadDiffers),
    unreadable: Number(isUnreadable),
    erased: Number(isErased),
  });
  const id = Number(inserted.lastInsertRowid);
  turn.counters.add(event, 'duplicate', Number(payloadDiffers));
  turn.touch(id);
  // A proven sender with the very same body vouches for the one that waits for its proof.
  if (isProven && isHeld) release(sql, turn, original, event.verifiedBy);
  const requeued = isProven && !isUnreadable && isReopenedByRepeat(toReplayable(original));
  if (requeued) {
    reopen(sql, turn, original, null);
    turn.counters.move(original, 'failed', 'pending');
  }
  return {
    id,
    eventId: original.event_id,
    status: 'duplicate',
    duplicateOf: original.id,
    payloadDiffers,
    requeued,
  };
}

/** A proven sender with a different body replaces the unproven event and its body. */
function takePlace(
  sql: LogStatements,
  turn: WriteTurn,
  unproven: OriginalRow,
  event: NewEvent,
  hash: string,
  deliveryOf: number | null,
): Appended {
  const { id } = unproven;
  const { created_at, ...shared } = sharedColumns(turn, event, hash, deliveryOf);
  sql.takePlace.run({ ...shared, id });
  reopen(sql, turn, { ...unproven, record_id: event.recordId }, null);
  turn.counters.remove(unproven, 'pending', 0);
  turn.counters.add(event, 'pending');
  const action = { operator: 'service', action: 'replace_unverified', target: `event ${id}` };
  sql.insertAction.run({ ...action, at: turn.nowIso, detail: '{}' });
  return { id, eventId: event.eventId, status: 'queued' };
}

function findOriginal(sql: LogStatements, event: NewEvent): OriginalRow {
  const original = sql.findOriginal.get(event.source, event.eventId) ?? sql.findSignal.get(signalKey(event));
  if (original === undefined)
    throw new Error('an event was refused as a repeat, but the log holds no original');
  return original;
}

function sharedColumns(
  turn: WriteTurn,
  event: NewEvent,
  hash: string,
  deliveryOf: number | null,
): SharedParameters {
  return {
    event_id: event.eventId,
    source: event.source,
    module: event.module,
    event_type: event.eventType,
    record_id: event.recordId,
    created_at: turn.receivedIso,
    occurred_at: event.occurred.at,
    occurred_clock: event.occurred.clock,
    payload_sha256: hash,
    verified_by: event.verifiedBy,
    delivery_of: deliveryOf,
    payload: event.payload,
    raw_body: event.rawBody,
  };
}
