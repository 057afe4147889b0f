import type { JsonValue } from '../../../log/event.ts';
import type { PermanentFailure, TemporaryFailure } from '../../../log/failures.ts';
import { tell } from '../../../sentences/tell.ts';
import { DEEDS, type Deed } from '../../../sentences/texts/tickets/deeds.ts';
import type { Away, OutsideApi, Call as OutsideCall, Reply } from '../../api.ts';
import type { ZohoTokens } from './oauth.ts';

/** A call to one of Zoho's APIs; the address and the token are added here. */
export type ZohoCall = {
  /** What the log and an operator see. */
  deed: Deed;
  method: OutsideCall['method'];
  /** Path and query, below the API's host. */
  path: string;
  headers?: Record<string, string>;
  json?: JsonValue;
  isIdempotent: boolean;
  /** The OAuth scopes it needs, all of them. */
  scopes: readonly string[];
};

export type ZohoApiOptions<Call extends ZohoCall> = {
  api: OutsideApi;
  tokens: ZohoTokens;
  base: URL;
  /** What every call of this API carries beside the token. */
  headers?: Record<string, string>;
  /** Zoho's own code in a reply, which says more than the status; empty when there is none. */
  codeOf: (reply: Reply) => string;
  /** The code that says "this token is no longer good". */
  expiredCode: string;
  /** The code that says "this token lacks a scope". */
  scopeCode: string;
  /** What a refusal means to the person who has to mend it. */
  refusal: (call: Call, reply: Reply) => PermanentFailure | TemporaryFailure;
};

/** The codes by which an API of Zoho speaks of itself, and not of what it was asked. */
export type ZohoAway = {
  system: string;
  codeOf: (reply: Reply) => string;
  codes: ReadonlyMap<string, (code: string) => Away>;
};

/** What a reply says of Zoho itself; for the OutsideApi below a ZohoApi. */
export function zohoAway({ system, codeOf, codes }: ZohoAway): (reply: Reply) => Away | null {
  return (reply) => {
    const { status, json } = reply;
    // The page of a gateway or of a maintenance is no answer of Zoho's: taken for one, a record would be missing. But who
    // we are is refused by the status alone, whatever page comes with it.
    if (json === undefined && status !== 401 && status !== 403)
      return { message: tell('UNUSUAL_ANSWER', { system, status }), isSure: false };
    const code = codeOf(reply);
    return codes.get(code)?.(code) ?? null;
  };
}

/** One API of Zoho, called with the account's token. */
export class ZohoApi<Call extends ZohoCall> {
  readonly #options: ZohoApiOptions<Call>;

  constructor(options: ZohoApiOptions<Call>) {
    this.#options = options;
  }

  /**
   * A token that Zoho refuses, in whatever words, is replaced once. Where even the new one is refused, or lacks a scope, all
   * calls that need the same scopes pause: each would cost one of few tokens or credits.
   */
  async call(call: Call, signal: AbortSignal): Promise<Reply> {
    const { tokens, codeOf, scopeCode, refusal } = this.#options;
    const scopes = call.scopes.join(', ');
    tokens.pauses.check(scopes);
    const reply = await this.#withToken(call, signal);
    if (!this.#isTokenRefused(reply) && codeOf(reply) !== scopeCode) {
      tokens.pauses.end(scopes);
      return reply;
    }
    throw tokens.pauses.begin(scopes, refusal(call, reply).saying);
  }

  async #withToken(call: Call, signal: AbortSignal): Promise<Reply> {
    const { tokens } = this.#options;
    const token = await tokens.get();
    const reply = await this.#send(call, token, signal);
    if (!this.#isTokenRefused(reply)) return reply;
    tokens.invalidate(token);
    return this.#send(call, await tokens.get(), signal);
  }

  /** A scope that is missing is missing in the next token too. */
  #isTokenRefused(reply: Reply): boolean {
    const code = this.#options.codeOf(reply);
    return code === this.#options.expiredCode || (reply.status === 401 && code !== this.#options.scopeCode);
  }

  async #send(given: Call, token: string, signal: AbortSignal) {
    const { deed, method, path, json, isIdempotent } = given;
    const { api, base, headers } = this.#options;
    const call: OutsideCall = {
      name: DEEDS[deed].en,
      method,
      url: new URL(path, base),
      headers: { ...headers, ...given.headers, authorization: `Zoho-oauthtoken ${token}` },
      isIdempotent,
    };
    const typed = { ...call.headers, 'content-type': 'application/json' };
    const sent = json === undefined ? call : { ...call, headers: typed, body: JSON.stringify(json) };
    const reply = await api.call(sent, signal);
    return reply.json === undefined ? { status: reply.status, json: null } : reply;
  }
}
