import { isObject } from '../events/body.ts';
import type { JsonObject, JsonValue } from '../events/event.ts';
import { CredentialsFailure } from '../events/failures.ts';
import { type OutsideApi, type Reply, unexpectedReply } from '../outside/api.ts';
import { ZohoApi } from './api.ts';
import type { ZohoTokens } from './oauth.ts';

/** Answers that say "there is no such record"; Zoho's documents disagree on which it is. */
const GONE_CODES = new Set(['INVALID_DATA', 'RECORD_NOT_FOUND']);
/** How long an event waits for a person to mend the credentials, in ms. */
const MENDING_PAUSE_MS = 10 * 60_000;

/** Reads Zoho CRM (API v8). */
export class ZohoCrm {
  readonly #api: ZohoApi;

  constructor(api: OutsideApi, tokens: ZohoTokens, base: URL) {
    this.#api = new ZohoApi({ api, tokens, base, codeOf, expiredCode: 'INVALID_TOKEN' });
  }

  /** A record as it is now, or null when Zoho does not have it. */
  async getRecord(module: string, id: string, signal: AbortSignal): Promise<JsonObject | null> {
    const path = `/crm/v8/${encodeURIComponent(module)}/${encodeURIComponent(id)}`;
    const reply = await this.#api.call(
      { name: 'read a CRM record', method: 'GET', path, isIdempotent: true },
      signal,
    );
    const body = reply.json as JsonValue;
    if (reply.status === 204 || GONE_CODES.has(codeOf(reply))) return null;
    const [record] = isObject(body) && Array.isArray(body.data) ? body.data : [];
    if (reply.status !== 200) throw refused(reply);
    return isObject(record) ? record : null;
  }
}

/** What a refusal means to the person who has to mend it. */
function refused(reply: Reply): Error {
  const code = codeOf(reply);
  const sentence = REFUSALS.get(code);
  if (sentence !== undefined) return new CredentialsFailure(sentence, MENDING_PAUSE_MS);
  return unexpectedReply('Zoho CRM', `read a record${code === '' ? '' : `: ${code}`}`, reply);
}

const REFUSALS = new Map([
  ['INVALID_TOKEN', 'Zoho CRM refuses a token that Zoho has just made. Check ZOHO_DATACENTER.'],
  [
    'OAUTH_SCOPE_MISMATCH',
    'The Zoho token lacks the scope ZohoCRM.modules.custom.READ. Make a refresh token that has it.',
  ],
  [
    'NO_PERMISSION',
    'The Zoho user behind the token may not read this record. Give it the right in Zoho CRM.',
  ],
]);

/** Zoho's own code, which says more than the status; it stands at the top or in the first element of `data`. */
function codeOf({ json }: Reply): string {
  const body = json as JsonValue;
  if (!isObject(body)) return '';
  const [first] = Array.isArray(body.data) ? body.data : [];
  const code = body.code ?? (isObject(first) ? first.code : undefined);
  return typeof code === 'string' ? code : '';
}
