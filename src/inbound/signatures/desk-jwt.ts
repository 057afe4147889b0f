import { compactVerify, decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';
import { MAX_FUTURE_MS } from './hmac.ts';
import type { PublishedKeys } from './published-keys.ts';

/** `keys-away`: everything else fits, but nobody could be asked for the key. */
export type JwtResult =
  | { is: 'match'; kid: string }
  | { is: 'refused'; reason: JwtRefusal }
  | { is: 'keys-away' };
type JwtRefusal =
  | 'malformed'
  | 'algorithm'
  | 'issuer'
  | 'audience'
  | 'lifetime'
  | 'expired'
  | 'early'
  | 'key'
  | 'signature';

/** How much longer than it says a token is accepted, in seconds. */
const TOLERANCE_S = 5;
/** A sender's clock may be this far ahead, in seconds; as much as for a signed time. */
const MAX_FUTURE_S = MAX_FUTURE_MS / 1000;
/** Zoho never gives a longer life than this, in seconds; without the bound a token could be good for ever. */
const MAX_LIFE_S = 86_400;
/** From here on a time is in milliseconds: as seconds this is the year 5138. Zoho's documents promise seconds and milliseconds. */
const FIRST_MILLISECONDS = 1e11;

/**
 * Verifies the header X-ZDesk-JWT of Zoho Desk. It proves who sent and when, never what: the body is not signed, so
 * whoever acts on it reads the ticket again first.
 */
export class DeskJwt {
  readonly #claims: { iss: string; aud: string };
  readonly #keys: PublishedKeys;

  constructor(options: { orgId: string; webhookId: string; keys: PublishedKeys }) {
    this.#claims = { iss: `orgId:${options.orgId}`, aud: `webhookId:${options.webhookId}` };
    this.#keys = options.keys;
  }

  /** @param atMs when it arrived, in epoch ms. The claims are checked first: only a likely token costs a question. */
  async verify(token: string, atMs: number): Promise<JwtResult> {
    const parsed = parse(token);
    if (parsed === null) return refused('malformed');
    const { header, claims } = parsed;
    if (header.alg !== 'RS256') return refused('algorithm');
    const reason = this.#checkClaims(claims, atMs / 1000);
    if (reason !== null) return refused(reason);
    const key = await this.#keys.find(header, atMs);
    if (key === 'away') return { is: 'keys-away' };
    if (key === null) return refused('key');
    try {
      await compactVerify(token, key, { algorithms: ['RS256'] });
      return { is: 'match', kid: String(header.kid) };
    } catch {
      return refused('signature');
    }
  }

  #checkClaims({ iss, aud, ...times }: JWTPayload, atS: number): JwtRefusal | null {
    if (iss !== this.#claims.iss) return 'issuer';
    if (aud !== this.#claims.aud) return 'audience';
    const [iat, exp, nbf] = [times.iat, times.exp, times.nbf ?? times.iat].map(toSeconds);
    if (iat === undefined || exp === undefined || nbf === undefined) return 'malformed';
    if (exp - iat > MAX_LIFE_S) return 'lifetime';
    if (exp + TOLERANCE_S <= atS) return 'expired';
    return Math.max(iat, nbf) - MAX_FUTURE_S > atS ? 'early' : null;
  }
}

function toSeconds(time: unknown): number | undefined {
  if (typeof time !== 'number') return undefined;
  return time < FIRST_MILLISECONDS ? time : time / 1000;
}

function parse(token: string) {
  try {
    return { header: decodeProtectedHeader(token), claims: decodeJwt(token) };
  } catch {
    return null;
  }
}

function refused(reason: JwtRefusal): JwtResult {
  return { is: 'refused', reason };
}
