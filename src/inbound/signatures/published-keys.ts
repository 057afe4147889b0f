import { type CryptoKey, createLocalJWKSet, type JSONWebKeySet, type JWSHeaderParameters } from 'jose';
import type { Clock } from '../../clock.ts';

type KeySet = ReturnType<typeof createLocalJWKSet>;
export type KeysOptions = {
  /** Where the keys are published as a JSON Web Key Set. */
  url: URL;
  fetch: typeof fetch;
  clock: Clock;
  log: { warn(fields: object, message: string): void };
  /** Where the keys are kept over a restart. */
  memory?: { read(): Promise<string | null>; write(text: string): Promise<void> };
};

/** The answer may take this long, in ms: the sender waits five seconds for ours. */
const TIMEOUT_MS = 1_500;
/** A longer answer, in bytes, is not a key set and is not read to its end; Zoho's set has a few thousand. */
const MAX_BYTES = 262_144;
/** The least time between two requests for the set, in ms, whatever keys strangers name. */
const PAUSE_MS = 30_000;
/** After this time, in ms, a withdrawn key is no longer believed, unless nobody answers. */
const KEEP_MS = 3_600_000;

/** How long keys remembered from before a restart are trusted without an answer from their owner, in ms. */
const REMEMBERED_MS = 7 * 86_400_000;
/** Unknown keys that may wait for the next answer, when the last one is no older than the pause. */
const MOST_NEW = 5;

/** The public keys of a sender: kept, over restarts too, and asked for again when a key is unknown or the set is old. */
export class PublishedKeys {
  readonly #options: KeysOptions;
  #keys: KeySet | null = null;
  #keysFromMs = Number.NEGATIVE_INFINITY;
  #triedAtMs = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> | null = null;
  #recalled: Promise<void> | null = null;
  #newSinceAnswer = 0;

  constructor(options: KeysOptions) {
    this.#options = options;
  }

  /**
   * The key that a header names; null when there is no such key. `away` when nobody could be asked since `sinceMs`
   * (epoch ms), when the signature came: its key may be one that was published a moment ago. Of those only a few may be,
   * as anyone can name a key.
   */
  async find(header: JWSHeaderParameters, sinceMs: number): Promise<CryptoKey | null | 'away'> {
    this.#recalled ??= this.#recall().catch(this.#forgetful);
    await this.#recalled;
    const known = await this.#lookUp(header);
    const ageMs = () => this.#options.clock.now() - this.#keysFromMs;
    if (known !== null && ageMs() < KEEP_MS) return known;
    await this.#ask();
    const found = await this.#lookUp(header);
    if (found !== null || this.#keysFromMs >= sinceMs) return found;
    return ageMs() >= PAUSE_MS || ++this.#newSinceAnswer <= MOST_NEW ? 'away' : null;
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

  /** Without it, somebody who keeps the keys unreachable over a restart could fill the waiting places. */
  async #recall(): Promise<void> {
    const { memory, url, clock } = this.#options;
    const text = (await memory?.read()) ?? null;
    if (text === null) return;
    const kept: { url: string; fromMs: number; set: JSONWebKeySet } = JSON.parse(text);
    const ageMs = clock.now() - kept.fromMs;
    if (kept.url !== url.href || ageMs < 0 || ageMs >= REMEMBERED_MS) return;
    this.#keys = createLocalJWKSet(kept.set);
    this.#keysFromMs = kept.fromMs;
  }

  readonly #forgetful = (): void => {
    const { url, log } = this.#options;
    log.warn({ host: url.host }, 'the keys that webhooks are verified with could not be remembered');
  };

  async #fetch(): Promise<void> {
    const { url, fetch, clock, log } = this.#options;
    const nowMs = clock.now();
    this.#triedAtMs = nowMs;
    const timeout = new AbortController();
    const cancel = clock.after(TIMEOUT_MS, () => timeout.abort());
    try {
      const response = await fetch(url, { redirect: 'error', signal: timeout.signal });
      const set = readKeySet(response.status, await beginningOf(response));
      this.#keys = createLocalJWKSet(set);
      this.#keysFromMs = nowMs;
      this.#newSinceAnswer = 0;
      // Not awaited: the answer to the sender must not wait for it.
      void this.#options.memory
        ?.write(JSON.stringify({ url: url.href, fromMs: nowMs, set }))
        .catch(this.#forgetful);
    } catch {
      log.warn(
        { host: url.host },
        'the keys that webhooks are verified with could not be read; trying again',
      );
    }
    cancel();
  }
}

/** A longer answer is cut off, and then it is not JSON. */
async function beginningOf({ body }: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body ?? []) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes > MAX_BYTES) break;
  }
  return Buffer.concat(pieces).subarray(0, MAX_BYTES).toString();
}

/** An answer without keys, as a gateway's error page, says as little as none: it must not make forgeries of webhooks. */
function readKeySet(status: number, text: string): JSONWebKeySet {
  const set: JSONWebKeySet = JSON.parse(text);
  if (status !== 200 || set.keys.length === 0) throw new Error('no keys');
  return set;
}
