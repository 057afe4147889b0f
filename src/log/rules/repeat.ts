import type { NewEvent } from '../event.ts';

/** An event of the log, as far as it matters for telling whether another one says the same. */
export type Said = { id: number; module: string; event_type: string; payload_sha256: string };
type Saying = Pick<NewEvent, 'eventId' | 'module' | 'eventType'>;

/**
 * Without an id and without a time only the order tells a repeat from a change back: after A and B, another A says that
 * the record is A again. Taken for a repeat of the first A, it would leave B standing for good.
 *
 * @param newest the newest event of the same record
 */
export function saysTheSame(event: Saying, payloadSha256: string, newest: Said): boolean {
  return (
    newest.payload_sha256 === payloadSha256 &&
    newest.module === event.module &&
    newest.event_type === event.eventType
  );
}

/** The id of a change back: that of its content belongs to an older event already. */
export function changeBackId({ eventId }: Saying, newest: Said): string {
  return `${eventId}-after-${newest.id}`;
}
