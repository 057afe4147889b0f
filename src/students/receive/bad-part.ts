import { deriveEventId, payloadHash } from '../../inbound/identity.ts';
import { NO_TIME } from '../../inbound/times.ts';
import type { JsonValue, NewEvent } from '../../log/event.ts';
import { inEnglish, tell } from '../../sentences/tell.ts';
import { STUDENT_MODULE } from '../module.ts';

/** What of a delivery was not understood, and why not. */
export type Bad = { bad: JsonValue; why: Error };

/**
 * A bad part of a delivery whose other parts are good: a failed event, so that an operator sees what did not arrive.
 *
 * @param rawBody the whole delivery, where this is its first event; otherwise the part itself is what is kept
 */
export function badPart({ bad, why }: Bad, rawBody: Buffer | null, verifiedBy: string): NewEvent {
  const text = JSON.stringify(bad);
  const told = tell('PART_REFUSED', { problem: why.message });
  return {
    source: 'zoho',
    eventId: deriveEventId(['zoho', 'bad part', payloadHash(text)]),
    module: STUDENT_MODULE,
    eventType: 'unreadable',
    recordId: '',
    occurred: NO_TIME,
    payload: text,
    rawBody: rawBody ?? Buffer.from(text),
    verifiedBy,
    kind: {
      is: 'unreadable',
      reason: inEnglish(told),
      told: [told],
    },
  };
}
