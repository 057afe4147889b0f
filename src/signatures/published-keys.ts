import { type CryptoKey, createLocalJWKSet, type JWSHeaderParameters } from 'jose';
import type { Clock } from '../clock.ts';

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
  #isAway = false;
  #asking: Promise<void> | null = null;

  constructor(options: KeysOptions) {
    this.#options = options;
  }

  /** The key that a header names; null when there is no such key, `away` when nobody could be asked. */
  async find(header: JWSHeaderParameters): Promise<CryptoKey | null | 'away'> {
    const known = await this.#lookUp(header);
    const isFresh = this.#options.clock.now() - this.#keysFromMs < KEEP_MS;
    if (known !== null && isFresh) return known;
    await this.#ask();
    const found = await this.#lookUp(header);
    return found ?? (this.#isAway ? 'away' : null);
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
    this.#triedAtMs = clock.now();
    const timeout = new AbortController();
    const cancel = clock.after(TIMEOUT_MS, () => timeout.abort());
    try {
      const response = await fetch(url, { redirect: 'error', signal: timeout.signal });
      this.#keys = createLocalJWKSet(JSON.parse(await response.text()));
      this.#keysFromMs = clock.now();
      this.#isAway = false;
    } catch {
      // An answer that is no key set, as a gateway's error page, says as little as none.
      this.#isAway = true;
      log.warn(
        { host: url.host },
        'the keys that webhooks are verified with could not be read; trying again',
      );
    }
    cancel();
  }
}
