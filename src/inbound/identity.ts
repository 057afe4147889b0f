import { hash } from 'node:crypto';

/**
 * An id for an event whose sender gave none. The parts are joined as JSON, so that "ab"+"c" and "a"+"bc" differ;
 * the same edit sent again gets the same id, another edit another one.
 */
export function deriveEventId(parts: readonly (string | null)[]): string {
  return `derived-${hash('sha256', JSON.stringify(parts)).slice(0, 40)}`;
}

/** The hash by which a repeat with another body is recognised. */
export function payloadHash(payload: string | Buffer): string {
  return hash('sha256', payload);
}

/** What equal signals share: nothing of them but "read this record again". */
export function signalKey(event: {
  source: string;
  module: string;
  recordId: string;
  eventType: string;
}): string {
  return JSON.stringify([event.source, event.module, event.recordId, event.eventType]);
}
