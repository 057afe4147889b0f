import type { DeskJwt } from './desk-jwt.ts';
import { verifyHmac } from './hmac.ts';
import { matchSecret } from './shared-secret.ts';

export type Credentials = {
  signature: string | undefined;
  timestamp: string | undefined;
  nonce: string | undefined;
  /** From a header or the query: the secret itself. */
  secret: string | undefined;
  /** Zoho Desk's own token. */
  jwt: string | undefined;
};

/** What a route accepts. */
export type Schemes = { secrets: readonly string[]; jwt: DeskJwt | null };

/** `verifiedBy` names the scheme and the number of the key, and is kept with the event. */
export type Verification = { ok: true; verifiedBy: string } | { ok: false; reason: string };
/** Only the keys to check the token with are missing. */
type Unchecked = { ok: 'later'; jwt: string };

/**
 * Decides whether a webhook comes from someone who knows a secret or has Zoho Desk's key. Any scheme that matches is
 * enough. Without any scheme verification is off and the event says so.
 */
export async function verifyWebhook(
  body: Buffer,
  given: Credentials,
  { secrets, jwt }: Schemes,
  nowMs: number,
): Promise<Verification | Unchecked> {
  if (secrets.length === 0 && jwt === null) return { ok: true, verifiedBy: 'none' };
  const bySecret = verifySecret(body, given, secrets, nowMs);
  if (bySecret.ok || !given.jwt) return bySecret;
  if (jwt === null) return { ok: false, reason: 'jwt without ZOHO_DESK_WEBHOOK_ID' };
  const byJwt = await jwt.verify(given.jwt, nowMs);
  if (byJwt.is === 'match') return { ok: true, verifiedBy: `jwt:${byJwt.kid}` };
  return byJwt.is === 'keys-away'
    ? { ok: 'later', jwt: given.jwt }
    : { ok: false, reason: `jwt ${byJwt.reason}` };
}

function verifySecret(
  body: Buffer,
  given: Credentials,
  secrets: readonly string[],
  nowMs: number,
): Verification {
  if (given.secret) {
    const key = matchSecret(given.secret, secrets);
    if (key > 0) return { ok: true, verifiedBy: `secret:${key}` };
  }
  const hmac = verifyHmac({ body, ...given }, secrets, nowMs);
  if (hmac.is === 'match') return { ok: true, verifiedBy: `hmac:${hmac.key}` };
  if (hmac.is === 'absent') return { ok: false, reason: given.secret ? 'mismatch' : 'missing' };
  return { ok: false, reason: hmac.is };
}
