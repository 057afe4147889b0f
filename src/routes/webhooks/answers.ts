import type { Ending } from '../../log/endings.ts';
import type { Appended, NewEvent } from '../../log/event.ts';
import { type Static, Type } from '../../schema.ts';

const EventStatus = Type.Enum(['queued', 'duplicate']);
const Outcome = Type.Object({
  status: Type.Enum(['completed', 'failed']),
  result: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]),
  error_message: Type.Union([Type.String(), Type.Null()]),
});

/** What a sender is told once the events are on disk. */
export const AcceptedAnswer = Type.Object({
  success: Type.Literal(true),
  message: Type.String(),
  event_id: Type.String(),
  status: EventStatus,
  /** Present when a repeat put its failed original back to work. */
  requeued: Type.Optional(Type.Boolean()),
  /** Present when a repeat's body differs from its original's. */
  payload_differs: Type.Optional(Type.Boolean()),
  /** Present when the delivery reported several events; for a refused one, `error` says why. */
  events: Type.Optional(
    Type.Array(
      Type.Object({
        event_id: Type.String(),
        status: Type.Enum(['queued', 'duplicate', 'failed']),
        error: Type.Optional(Type.String()),
      }),
    ),
  ),
  /** Present when the sender asked to wait (`Prefer: wait=N`) and the event ended in time. */
  outcome: Type.Optional(Outcome),
});
export type AcceptedAnswer = Static<typeof AcceptedAnswer>;

/**
 * @param appended the events of one delivery, at least one of which was understood
 * @param sent what was handed to the log, in the same order, where a part may have been refused
 */
export function acceptedAnswer(
  appended: readonly Appended[],
  ending: Ending | null,
  sent: readonly NewEvent[] = [],
): AcceptedAnswer {
  const [first] = understood(appended, sent);
  if (first === undefined) throw new Error('a delivery without events was accepted');
  const isRepeat = first.status === 'duplicate';
  return {
    success: true,
    message: isRepeat ? 'Event was received before' : 'Event accepted for processing',
    event_id: first.eventId,
    status: toStatus(first),
    ...(isRepeat && first.requeued && { requeued: true }),
    ...(isRepeat && first.payloadDiffers && { payload_differs: true }),
    ...(appended.length > 1 && {
      events: appended.map((event, index) => ({ event_id: event.eventId, ...fateOf(event, sent[index]) })),
    }),
    ...(ending && { outcome: ending }),
  };
}

/** Leaves out what was refused, so that the rest stands for the delivery. */
export function understood(appended: readonly Appended[], sent: readonly NewEvent[]): Appended[] {
  return appended.filter((_, index) => sent[index]?.kind.is !== 'unreadable');
}

function fateOf(
  event: Appended,
  sent: NewEvent | undefined,
): { status: 'queued' | 'duplicate' | 'failed'; error?: string } {
  if (sent?.kind.is !== 'unreadable') return { status: toStatus(event) };
  return { status: event.status === 'duplicate' ? 'duplicate' : 'failed', error: sent.kind.reason };
}

function toStatus({ status }: Appended): 'queued' | 'duplicate' {
  return status === 'duplicate' ? 'duplicate' : 'queued';
}
