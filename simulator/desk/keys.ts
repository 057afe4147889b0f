import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

/** The subscription that is signed for, unless another is named. */
export const DESK_WEBHOOK_ID = '198709000000077001';

type Pair = { kid: string; privateKey: CryptoKey; jwk: JWK };

export type SignOptions = {
  orgId?: string;
  webhookId?: string;
  /** Epoch seconds. */
  issuedAt: number;
  /** Seconds. */
  lifetime?: number;
  /** Milliseconds, as Zoho's document says, against its own example. */
  milliseconds?: boolean;
  /** Not valid before this, in epoch seconds. */
  notBefore?: number;
  /** Signed with an unpublished key under the published key's name. */
  wrongKey?: boolean;
};

/** The keys that Zoho Desk signs its webhooks with, and the set that it publishes. */
export class DeskKeys {
  /** The published set; the newest key signs. */
  #pairs: Pair[] = [];
  #made = 0;

  static async create(): Promise<DeskKeys> {
    const keys = new DeskKeys();
    await keys.rotate();
    return keys;
  }

  /** From now on another key signs; the old one stays published only if `keepOld` is set. */
  async rotate({ keepOld = false } = {}): Promise<void> {
    const pair = await newPair(`desk-key-${++this.#made}`);
    this.#pairs = keepOld ? [pair, ...this.#pairs] : [pair];
  }

  get published(): { keys: JWK[] } {
    return { keys: this.#pairs.map(({ jwk }) => jwk) };
  }

  /** The value of Zoho's X-ZDesk-JWT header. It covers the sender and the time, never the body. */
  async sign(options: SignOptions): Promise<string> {
    const { orgId = '54983163', webhookId = DESK_WEBHOOK_ID, issuedAt, lifetime = 300 } = options;
    const [pair] = this.#pairs as [Pair];
    const { privateKey } = options.wrongKey ? await newPair(pair.kid) : pair;
    const unit = options.milliseconds ? 1000 : 1;
    const { notBefore } = options;
    return new SignJWT({
      iat: issuedAt * unit,
      exp: (issuedAt + lifetime) * unit,
      ...(notBefore !== undefined && { nbf: notBefore * unit }),
    })
      .setProtectedHeader({ alg: 'RS256', kid: pair.kid })
      .setIssuer(`orgId:${orgId}`)
      .setAudience(`webhookId:${webhookId}`)
      .sign(privateKey);
  }
}

async function newPair(kid: string): Promise<Pair> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } };
}
