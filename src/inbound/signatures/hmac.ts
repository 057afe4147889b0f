import { createHmac, createSecretKey, type Hmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { toEpochMs } from '../times.ts';

/** Why a signature was refused; `cli verify` explains each in words. */
export type HmacResult =
  | { is: 'match'; key: number }
  | { is: 'absent' }
  | { is: 'malformed' }
  | { is: 'mismatch' }
  | { is: 'expired'; ageMs: number }
  | { is: 'early'; aheadMs: number };

export type SignedRequest = {
  body: Buffer;
  signature: string | undefined;
  timestamp: string | undefined;
  nonce: string | undefined;
};

/** A message may be this old, in ms, when its time is signed; delays of Zoho's own queue included. */
export const MAX_AGE_MS = 300_000;
/** A sender's clock may be this far ahead, in ms. Apart from the age, or a message would live almost twice as long. */
export const MAX_FUTURE_MS = 60_000;

/**
 * HMAC-SHA256 over the raw bytes; with a timestamp and a nonce over `timestamp.nonce.body`, and then the time counts.
 * Accepts hex in either case and base64, with or without `sha256=`: Deluge's hmacsha256 gives base64 unless told
 * otherwise. `secrets` may hold two while one is being rotated; `key` is the number, from 1, of the one that matched.
 */
export function verifyHmac(request: SignedRequest, secrets: readonly string[], nowMs: number): HmacResult {
  if (!request.signature) return { is: 'absent' };
  const given = decodeSignature(request.signature);
  if (given === null) return { is: 'malformed' };
  const index = secrets.findIndex((secret) => isSame(digest(request, secret), given));
  if (index === -1) return { is: 'mismatch' };
  return checkAge(request, nowMs) ?? { is: 'match', key: index + 1 };
}

/** What the headers of a signed request leave open: whether its bytes, as they come, have the signature. */
export class HmacProof {
  readonly #given: string;
  readonly #hmacs: readonly Hmac[];

  constructor(given: string, hmacs: readonly Hmac[]) {
    this.#given = given;
    this.#hmacs = hmacs;
  }

  see(piece: Buffer): void {
    for (const hmac of this.#hmacs) hmac.update(piece);
  }

  /** The number, from 1, of the secret that signed everything seen, or 0. Call it once. */
  key(): number {
    return this.#hmacs.findIndex((hmac) => isSame(hmac.digest('hex'), this.#given)) + 1;
  }
}

/** Reads only the headers; without a proof, the result holds for any body. */
export function beginHmac(
  headers: Omit<SignedRequest, 'body'>,
  secrets: readonly string[],
  nowMs: number,
): { is: 'begun'; proof: HmacProof } | Exclude<HmacResult, { is: 'match' }> {
  if (!headers.signature) return { is: 'absent' };
  const given = decodeSignature(headers.signature);
  if (given === null) return { is: 'malformed' };
  const bad = checkAge(headers, nowMs);
  if (bad !== null) return bad;
  if (secrets.length === 0) return { is: 'mismatch' };
  const hmacs = secrets.map((secret) => startHmac(headers, secret));
  return { is: 'begun', proof: new HmacProof(given, hmacs) };
}

/** Signs the way verifyHmac expects, as lower-case hex; for our own test sender. */
export function signHmac(request: Omit<SignedRequest, 'signature'>, secret: string): string {
  return digest(request, secret);
}

function digest(request: Omit<SignedRequest, 'signature'>, secret: string): string {
  return startHmac(request, secret).update(request.body).digest('hex');
}

function startHmac({ timestamp, nonce }: Pick<SignedRequest, 'timestamp' | 'nonce'>, secret: string): Hmac {
  const hmac = createHmac('sha256', keyOf(secret));
  return timestamp && nonce ? hmac.update(`${timestamp}.${nonce}.`) : hmac;
}

/** Each secret is made into a key once; that, and hex in place of a buffer, halves the cost of a signature. */
const keys = new Map<string, KeyObject>();

function keyOf(secret: string): KeyObject {
  const known = keys.get(secret);
  if (known !== undefined) return known;
  const key = createSecretKey(secret, 'utf8');
  keys.set(secret, key);
  return key;
}

/** In constant time. Both are 64 characters of hex. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one, 'latin1'), Buffer.from(other, 'latin1'));
}

/** As lower-case hex. Strict, because Node's own decoders stop silently at the first bad character. */
function decodeSignature(header: string): string | null {
  const text = header.trim().replace(/^sha256=/i, '');
  if (/^[0-9a-f]{64}$/i.test(text)) return text.toLowerCase();
  if (/^[A-Za-z0-9+/]{43}=$/.test(text)) return Buffer.from(text, 'base64').toString('hex');
  return null;
}

function checkAge(
  { timestamp, nonce }: Omit<SignedRequest, 'body'>,
  nowMs: number,
): Exclude<HmacResult, { is: 'absent' | 'match' | 'mismatch' }> | null {
  if (!timestamp || !nonce) return null;
  const ageMs = nowMs - toEpochMs(timestamp.trim());
  if (Number.isNaN(ageMs)) return { is: 'malformed' };
  if (ageMs > MAX_AGE_MS) return { is: 'expired', ageMs };
  if (ageMs < -MAX_FUTURE_MS) return { is: 'early', aheadMs: -ageMs };
  return null;
}
