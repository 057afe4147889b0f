import type { NewEvent, Occurrence } from '../../../log/event.ts';

/**
 * An event as it crosses to the thread of the store: its values without their names. Copying an object with names costs
 * both threads more than twice as much, and every event crosses.
 */
export type PackedEvent = [
  source: NewEvent['source'],
  eventId: string,
  module: string,
  eventType: string,
  recordId: string,
  occurredAt: Occurrence['at'],
  occurredClock: Occurrence['clock'],
  payload: string,
  rawBody: Uint8Array | null,
  verifiedBy: string,
  kind: NewEvent['kind']['is'],
  /** Of an unreadable one; else empty. */
  reason: string,
];

export function packEvent(event: NewEvent): PackedEvent {
  const { occurred, kind } = event;
  return [
    event.source,
    event.eventId,
    event.module,
    event.eventType,
    event.recordId,
    occurred.at,
    occurred.clock,
    event.payload,
    event.rawBody,
    event.verifiedBy,
    kind.is,
    kind.is === 'unreadable' ? kind.reason : '',
  ];
}

export function unpackEvent(packed: PackedEvent): NewEvent {
  const [source, eventId, module, eventType, recordId, at, clock, payload, bytes, verifiedBy, is, reason] =
    packed;
  return {
    source,
    eventId,
    module,
    eventType,
    recordId,
    occurred: { at, clock } as Occurrence,
    payload,
    rawBody: bytes && Buffer.from(bytes),
    verifiedBy,
    kind: is === 'unreadable' ? { is, reason } : { is },
  };
}
