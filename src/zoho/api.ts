import type { JsonValue } from '../events/event.ts';
import { TemporaryFailure } from '../events/failures.ts';
import type { Call, OutsideApi, Reply } from '../outside/api.ts';
import type { ZohoTokens } from './oauth.ts';

/** A call to one of Zoho's APIs; the address and the token are added here. */
export type ZohoCall = {
  name: string;
  method: Call['method'];
  /** Path and query, below the API's host. */
  path: string;
  headers?: Record<string, string>;
  json?: JsonValue;
  isIdempotent: boolean;
};

export type ZohoApiOptions = {
  api: OutsideApi;
  tokens: ZohoTokens;
  base: URL;
  /** What every call of this API carries beside the token. */
  headers?: Record<string, string>;
  /** Zoho's own code in a reply, which says more than the status; empty when there is none. */
  codeOf: (reply: Reply) => string;
  /** The code that says "this token is no longer good". */
  expiredCode: string;
};

/** One API of Zoho, called with the account's token. */
export class ZohoApi {
  readonly #options: ZohoApiOptions;

  constructor(options: ZohoApiOptions) {
    this.#options = options;
  }

  /** A token that Zoho refuses is replaced once; the second answer is handed on whatever it says. */
  async call(call: ZohoCall, signal: AbortSignal): Promise<Reply> {
    const { tokens, codeOf, expiredCode } = this.#options;
    const token = await tokens.get();
    const reply = await this.#send(call, token, signal);
    if (codeOf(reply) !== expiredCode) return reply;
    tokens.invalidate(token);
    return this.#send(call, await tokens.get(), signal);
  }

  /** The page of a gateway or of a maintenance is no answer of Zoho's: taken for one, a record would be missing. */
  async #send(given: ZohoCall, token: string, signal: AbortSignal) {
    const { name, method, path, json, isIdempotent } = given;
    const { api, base, headers } = this.#options;
    const call: Call = {
      name,
      method,
      url: new URL(path, base),
      headers: { ...headers, ...given.headers, authorization: `Zoho-oauthtoken ${token}` },
      isIdempotent,
    };
    const typed = { ...call.headers, 'content-type': 'application/json' };
    const sent = json === undefined ? call : { ...call, headers: typed, body: JSON.stringify(json) };
    const reply = await api.call(sent, signal);
    if (reply.json === undefined)
      throw new TemporaryFailure(`${api.system} did not answer as usual (status ${reply.status}).`);
    return reply;
  }
}
