import type { NewEvent, Occurrence } from '../../../log/event.ts';

/**
 * An event as it crosses to the store's thread: its values without their names. Copying an object with names
 * costs both threads more than twice as much, and every event crosses.
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
  /**
   * For an unreadable event the reason, with its codes (JSON); for a signal whether it merges with the same
   * body only.
   */
  detail: string,
  /** Null when it needs a handler. As JSON it crosses faster than as an object, unless it is long. */
  said: string | NewEvent['said'] | null,
];

/**
 * Beyond this many characters JSON is slower: writing and reading four million of them holds each thread for
 * 30 ms.
 */
const LONG = 65_536;

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
    detailOf(kind),
    packSaid(event),
  ];
}

export function unpackEvent(packed: PackedEvent): NewEvent {
  const [
    source,
    eventId,
    module,
    eventType,
    recordId,
    at,
    clock,
    payload,
    bytes,
    verifiedBy,
    is,
    detail,
    said,
  ] = packed;
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
    kind: toKind(is, detail),
    ...(said && { said: typeof said === 'string' ? JSON.parse(said) : said }),
  };
}

function packSaid({ said, payload }: NewEvent): PackedEvent[12] {
  if (said === undefined) return null;
  return payload.length > LONG ? said : JSON.stringify(said);
}

const SAME_BODY = 'same body';

function detailOf(kind: NewEvent['kind']): string {
  if (kind.is === 'unreadable') return JSON.stringify([kind.reason, kind.told ?? null]);
  return kind.is === 'signal' && kind.sameBody === true ? SAME_BODY : '';
}

function toKind(is: NewEvent['kind']['is'], detail: string): NewEvent['kind'] {
  if (is === 'unreadable') {
    const [reason, told] = JSON.parse(detail);
    return { is, reason, ...(told !== null && { told }) };
  }
  return is === 'signal' && detail === SAME_BODY ? { is, sameBody: true } : { is };
}
