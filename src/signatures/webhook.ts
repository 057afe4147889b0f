import { type HmacResult, verifyHmac } from './hmac.ts';
import { matchSecret } from './shared-secret.ts';

export type Credentials = {
  signature: string | undefined;
  timestamp: string | undefined;
  nonce: string | undefined;
  /** From a header or the query: the secret itself. */
  secret: string | undefined;
};

/** `verifiedBy` names the scheme and the number of the key, and is kept with the event. */
export type Verification =
  | { ok: true; verifiedBy: string }
  | { ok: false; reason: 'missing' | HmacResult['is'] };

/**
 * Decides whether a webhook comes from someone who knows a secret. Any scheme that matches is enough. Without any
 * secret verification is off and the event says so.
 */
export function verifyWebhook(
  body: Buffer,
  given: Credentials,
  secrets: readonly string[],
  nowMs: number,
): Verification {
  if (secrets.length === 0) return { ok: true, verifiedBy: 'none' };
  if (given.secret) {
    const key = matchSecret(given.secret, secrets);
    if (key > 0) return { ok: true, verifiedBy: `secret:${key}` };
  }
  const hmac = verifyHmac({ body, ...given }, secrets, nowMs);
  if (hmac.is === 'match') return { ok: true, verifiedBy: `hmac:${hmac.key}` };
  if (hmac.is === 'absent') return { ok: false, reason: given.secret ? 'mismatch' : 'missing' };
  return { ok: false, reason: hmac.is };
}
