import { type CryptoKey, createLocalJWKSet, type JSONWebKeySet, type JWSHeaderParameters } from 'jose';
import type { Clock } from '../../clock.ts';

type KeySet = ReturnType<typeof createLocalJWKSet>;
export type KeysOptions = {
  /** Where the keys are published as a JSON Web Key Set. */
  url: URL;
  fetch: typeof fetch;
  clock: Clock;
  log: { warn(fields: object, message: string): void };
};

/** The answer may take this long, in ms: the sender waits five seconds for ours. */
const TIMEOUT_MS = 1_500;
/** The set is asked for at most this often, in ms, whatever keys strangers name. */
const PAUSE_MS = 30_000;
/** After this time, in ms, a withdrawn key is no longer believed, unless nobody answers. */
const KEEP_MS = 3_600_000;

/** The public keys of a sender: kept, and asked for again when a key is unknown or the set is old. */
export class PublishedKeys {
  readonly #options: KeysOptions;
  #keys: KeySet | null = null;
  #keysFromMs = Number.NEGATIVE_INFINITY;
  #triedAtMs = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> | null = null;

  constructor(options: KeysOptions) {
    this.#options = options;
  }

  /**
   * The key that a header names; null when there is no such key. `away` when nobody could be asked since `sinceMs`
   * (epoch ms), when the signature came: its key may be one that was published a moment ago.
   */
  async find(header: JWSHeaderParameters, sinceMs: number): Promise<CryptoKey | null | 'away'> {
    const known = await this.#lookUp(header);
    const isFresh = this.#options.clock.now() - this.#keysFromMs < KEEP_MS;
    if (known !== null && isFresh) return known;
    await this.#ask();
    const found = await this.#lookUp(header);
    return found ?? (this.#keysFromMs >= sinceMs ? null : 'away');
  }

  async #lookUp(header: JWSHeaderParameters): Promise<CryptoKey | null> {
    try {
      return (await this.#keys?.(header)) ?? null;
    } catch {
      return null;
    }
  }

  async #ask(): Promise<void> {
    if (this.#asking === null && this.#options.clock.now() - this.#triedAtMs < PAUSE_MS) return;
    this.#asking ??= this.#fetch().finally(() => {
      this.#asking = null;
    });
    await this.#asking;
  }

  async #fetch(): Promise<void> {
    const { url, fetch, clock, log } = this.#options;
    const nowMs = clock.now();
    this.#triedAtMs = nowMs;
    const timeout = new AbortController();
    const cancel = clock.after(TIMEOUT_MS, () => timeout.abort());
    try {
      const response = await fetch(url, { redirect: 'error', signal: timeout.signal });
      this.#keys = createLocalJWKSet(readKeySet(response.status, await response.text()));
      this.#keysFromMs = nowMs;
    } catch {
      log.warn(
        { host: url.host },
        'the keys that webhooks are verified with could not be read; trying again',
      );
    }
    cancel();
  }
}

/** An answer without keys, as a gateway's error page, says as little as none: it must not make forgeries of webhooks. */
function readKeySet(status: number, text: string): JSONWebKeySet {
  const set: JSONWebKeySet = JSON.parse(text);
  if (status !== 200 || set.keys.length === 0) throw new Error('no keys');
  return set;
}
