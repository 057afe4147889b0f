import { hash } from 'node:crypto';
import type { NewEvent } from '../log/event.ts';

/** A longer part goes into an id by its hash, in characters: to write four million of them as JSON took 50 ms and more. */
const LONG_PART = 65_536;

/**
 * An id for an event whose sender gave none. The parts are joined as JSON, so that "ab"+"c" and "a"+"bc" differ;
 * the same edit sent again gets the same id, another edit another one.
 */
export function deriveEventId(parts: readonly (string | null)[]): string {
  const short = parts.map((part) => (part !== null && part.length > LONG_PART ? payloadHash(part) : part));
  return `derived-${hash('sha256', JSON.stringify(short)).slice(0, 40)}`;
}

/** The hash by which a repeat with another body is recognised. */
export function payloadHash(payload: string | Buffer): string {
  return hash('sha256', payload);
}

/** What equal signals have in common: "read this record again", and whatever else they carry that matters. */
export function signalKey({ source, module, recordId, eventType, payload, kind }: NewEvent): string {
  const parts = [source, module, recordId, eventType];
  return JSON.stringify(
    kind.is === 'signal' && kind.sameBody === true ? [...parts, payloadHash(payload)] : parts,
  );
}
