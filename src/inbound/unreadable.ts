import type { NewEvent, Source } from '../log/event.ts';
import type { Told } from '../log/told.ts';
import { inEnglish, tell } from '../sentences/tell.ts';
import { deriveEventId, payloadHash } from './identity.ts';
import { NO_TIME } from './times.ts';

/**
 * Bytes that could not be understood, from a sender that proved itself (a quote in a name breaks a raw JSON template):
 * kept as a failed event, so that an operator sees what came.
 *
 * @param advice what to do about it, as a sentence
 */
export function unreadableEvent(about: {
  source: Source;
  module: string;
  raw: Buffer;
  reason: Told;
  advice: Told;
  verifiedBy: string;
}): NewEvent {
  const { source, module, raw, reason, advice, verifiedBy } = about;
  const told = [tell('INVALID_JSON', { reason }), advice];
  return {
    source,
    eventId: deriveEventId([source, 'unreadable', payloadHash(raw)]),
    module,
    eventType: 'unreadable',
    recordId: '',
    occurred: NO_TIME,
    payload: 'null',
    rawBody: raw,
    verifiedBy,
    kind: { is: 'unreadable', reason: inEnglish(told), told },
  };
}
