import { hash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Clock } from '../../../clock.ts';
import type { CredentialsFailure } from '../../../log/failures.ts';
import type { StateStore } from '../../../log/stores.ts';
import type { Told } from '../../../log/told.ts';
import { tell } from '../../../sentences/tell.ts';
import type { OutsideApi } from '../../api.ts';
import type { Pauses } from './pauses.ts';

type SharedToken = Pick<StateStore, 'read' | 'write' | 'takeTurn'>;
export type ZohoCredentials = { clientId: string; clientSecret: string; refreshToken: string };

/** An access token on the disk. `owner` is a hash of the refresh token: another account must not use it. */
type StoredToken = { accessToken: string; expiresAtMs: number; owner: string };

/** A token is renewed this long before it ends, in ms. */
const EARLY_MS = 5 * 60_000;
/** The life of a token (https://www.zoho.com/crm/developer/docs/api/v8/token-validity.html), in seconds. */
const HOUR_S = 3600;
/** A token is used for at least this long, in ms; one that ended before is refused and replaced. */
const SHORTEST_MS = 60_000;
/** Where the instances of a hub keep the token they share, and whose turn it is to fetch one; in the state of the service. */
const KEPT = 'zoho.token';
const TURN = 'zoho.token.turn';
/** How long a turn lasts, in ms: a call is given up after ten seconds, so by then it is answered or never will be. */
const TURN_MS = 11_000;
/** Time between looks for another instance's token, in ms. */
const LOOK_MS = 500;
/** What pauses after a refusal. */
const TOKEN = 'ZOHO_TOKEN';

/** What each error word of the token endpoint means to the person who has to mend it. Zoho sends them with status 200. */
const ERRORS = new Map<string, Told>(
  Object.entries({
    invalid_code: tell('REFRESH_TOKEN_REFUSED'),
    invalid_client: tell('CLIENT_ID_UNKNOWN'),
    invalid_client_secret: tell('CLIENT_SECRET_REFUSED'),
    'Access Denied': tell('TOO_MANY_TOKENS'),
  }),
);

/**
 * The access token of the process: one cache, one refresh at a time, kept in a file so that restarts do not use up the
 * ten tokens per ten minutes. Where several instances share a database they share one token too: it is kept there, and one
 * of them fetches the next while the others wait for it.
 */
export class ZohoTokens {
  readonly #api: OutsideApi;
  readonly #accounts: URL;
  readonly #credentials: ZohoCredentials;
  readonly #file: string | null;
  readonly #shared: SharedToken | null;
  readonly #clock: Clock;
  /** What this account may not do for now; shared by all who use its token. */
  readonly pauses: Pauses;
  #token: StoredToken | null;
  /** Zoho rejected it before its time was up. */
  #refused = '';
  #refreshing: Promise<StoredToken> | null = null;

  constructor(options: {
    api: OutsideApi;
    accounts: URL;
    credentials: ZohoCredentials;
    /** Where the token survives a restart; null keeps it in memory only. */
    file: string | null;
    /** Where other instances of the hub find it; null where there are none. */
    shared?: SharedToken | null;
    clock: Clock;
    pauses: Pauses;
  }) {
    this.#api = options.api;
    this.#accounts = options.accounts;
    this.#credentials = options.credentials;
    this.#file = options.file;
    this.#shared = options.shared ?? null;
    this.#clock = options.clock;
    this.pauses = options.pauses;
    this.#token = readToken(options.file, ownerOf(options.credentials));
  }

  /**
   * A token that is good for a while. Throws CredentialsFailure or TemporaryFailure. A refusal is remembered: Zoho mints
   * ten tokens per ten minutes, and each event that waits would ask for one.
   */
  async get(): Promise<string> {
    const token = this.#token;
    if (token !== null && token.expiresAtMs > this.#clock.now()) return token.accessToken;
    this.pauses.check(TOKEN);
    this.#refreshing ??= this.#renew().finally(() => {
      this.#refreshing = null;
    });
    return (await this.#refreshing).accessToken;
  }

  /** Zoho refused this token. Whoever finds it replaced already gets the new one without another refresh. */
  invalidate(accessToken: string): void {
    if (this.#token?.accessToken === accessToken) this.#token = null;
    this.#refused = accessToken;
  }

  async #renew(): Promise<StoredToken> {
    if (this.#shared === null) return this.#refresh();
    for (;;) {
      const kept = ofOwner(await this.#shared.read(KEPT), ownerOf(this.#credentials));
      if (kept !== null && kept.expiresAtMs > this.#clock.now() && kept.accessToken !== this.#refused) {
        this.#token = kept;
        return kept;
      }
      if (await this.#shared.takeTurn(TURN, TURN_MS)) return this.#refresh();
      await new Promise<void>((resolve) => void this.#clock.after(LOOK_MS, resolve));
    }
  }

  async #refresh(): Promise<StoredToken> {
    const { clientId, clientSecret, refreshToken } = this.#credentials;
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken,
    });
    const reply = await this.#api.call(
      {
        name: 'refresh the access token',
        method: 'POST',
        url: new URL('/oauth/v2/token', this.#accounts),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: form.toString(),
        // Each try may cost one of the ten tokens.
        isIdempotent: false,
      },
      // Everyone who waits shares it, so one attempt must not cancel it. The call has its own timeout.
      new AbortController().signal,
    );
    const { access_token, expires_in, error } = (reply.json ?? {}) as Record<string, unknown>;
    if (typeof access_token !== 'string') throw this.#refuse(error);
    this.pauses.end(TOKEN);
    const lifeMs = lifeOf(expires_in);
    const owner = ownerOf(this.#credentials);
    const token = { accessToken: access_token, expiresAtMs: this.#clock.now() + lifeMs, owner };
    this.#token = token;
    await this.#shared?.write(KEPT, JSON.stringify(token));
    if (this.#file !== null) writeFileSync(this.#file, JSON.stringify(token), { mode: 0o600 });
    return token;
  }

  #refuse(error: unknown): CredentialsFailure {
    const word = String(error);
    const sentence = ERRORS.get(word) ?? tell('NO_ACCESS_TOKEN');
    return this.pauses.begin(TOKEN, sentence);
  }
}

/**
 * How long a token is used, in ms. Zoho gives an hour, sometimes in milliseconds. Taken at its word, an answer without a
 * sensible time would cost a token for each call, of ten that there are.
 */
function lifeOf(expiresIn: unknown): number {
  const seconds = Number(expiresIn);
  const givenMs = seconds > 0 && seconds < HOUR_S ? seconds * 1000 : HOUR_S * 1000;
  return Math.max(givenMs - EARLY_MS, SHORTEST_MS);
}

function ownerOf({ clientId, refreshToken }: ZohoCredentials): string {
  return hash('sha256', JSON.stringify([clientId, refreshToken]));
}

/** A file that is missing, broken or of another account costs one refresh, no more. */
function readToken(file: string | null, owner: string): StoredToken | null {
  if (file === null) return null;
  try {
    return ofOwner(readFileSync(file, 'utf8'), owner);
  } catch {
    return null;
  }
}

function ofOwner(text: string | null, owner: string): StoredToken | null {
  const stored: StoredToken | null = text === null ? null : JSON.parse(text);
  return stored?.owner === owner ? stored : null;
}
