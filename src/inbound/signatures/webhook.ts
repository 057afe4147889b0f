import type { DeskJwt } from './desk-jwt.ts';
import { beginHmac, type HmacProof } from './hmac.ts';
import { matchSecret } from './shared-secret.ts';

export type Credentials = {
  signature: string | undefined;
  timestamp: string | undefined;
  nonce: string | undefined;
  /** The secret itself, from a header or the query. */
  secret: string | undefined;
  /** Zoho Desk's own token. */
  jwt: string | undefined;
};

/** In the place of a scheme, where none is configured. */
export const OPEN = 'none';

/** What a route accepts. */
export type Schemes = { secrets: readonly string[]; jwt: TokenCheck | null };
type TokenCheck = Pick<DeskJwt, 'verify'>;

type Final =
  | { is: 'proven'; verifiedBy: string }
  | { is: 'refused'; reason: string }
  /** All that is missing are the keys to check the token with. */
  | { is: 'unchecked'; jwt: string };

/** What the headers alone say. `verifiedBy` names the scheme and the number of the key, and is kept with the event. */
export type Verdict =
  | Final
  /** The body decides; `otherwise` applies when it does not have the signature. */
  | { is: 'signed'; proof: HmacProof; otherwise: Final };

/**
 * Decides whether a webhook comes from someone who knows a secret or has Zoho Desk's key, before a byte of its body is
 * read. Any scheme that matches is enough. Without any scheme verification is off and the event says so.
 */
export function judgeHeaders(
  given: Credentials,
  { secrets, jwt }: Schemes,
  nowMs: number,
): Verdict | Promise<Verdict> {
  if (secrets.length === 0 && jwt === null) return { is: 'proven', verifiedBy: OPEN };
  const bySecret = judgeSecret(given, secrets, nowMs);
  if (bySecret.is === 'proven' || !given.jwt) return bySecret;
  const byJwt =
    jwt === null ? refused('jwt without ZOHO_DESK_WEBHOOK_ID') : judgeToken(given.jwt, jwt, nowMs);
  return byJwt instanceof Promise
    ? byJwt.then((verdict) => either(bySecret, verdict))
    : either(bySecret, byJwt);
}

/** What is left to decide once the body has been seen. */
export function judgeBody(verdict: Verdict): Final {
  if (verdict.is !== 'signed') return verdict;
  const key = verdict.proof.key();
  return key > 0 ? { is: 'proven', verifiedBy: `hmac:${key}` } : verdict.otherwise;
}

function either(bySecret: Verdict, byJwt: Final): Verdict {
  return bySecret.is === 'signed' && byJwt.is !== 'proven' ? { ...bySecret, otherwise: byJwt } : byJwt;
}

function judgeSecret(given: Credentials, secrets: readonly string[], nowMs: number): Verdict {
  if (given.secret) {
    const key = matchSecret(given.secret, secrets);
    if (key > 0) return { is: 'proven', verifiedBy: `secret:${key}` };
  }
  const hmac = beginHmac(given, secrets, nowMs);
  if (hmac.is === 'begun') return { is: 'signed', proof: hmac.proof, otherwise: refused('mismatch') };
  if (hmac.is === 'absent') return refused(given.secret ? 'mismatch' : 'missing');
  return refused(hmac.is);
}

async function judgeToken(token: string, jwt: TokenCheck, nowMs: number): Promise<Final> {
  const result = await jwt.verify(token, nowMs);
  if (result.is === 'match') return { is: 'proven', verifiedBy: `jwt:${result.kid}` };
  return result.is === 'keys-away' ? { is: 'unchecked', jwt: token } : refused(`jwt ${result.reason}`);
}

function refused(reason: string): { is: 'refused'; reason: string } {
  return { is: 'refused', reason };
}
