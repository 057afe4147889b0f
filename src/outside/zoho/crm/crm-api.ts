import { isObject } from '../../../inbound/body.ts';
import type { JsonObject } from '../../../log/event.ts';
import { PermanentFailure, TemporaryFailure } from '../../../log/failures.ts';
import { tell } from '../../../sentences/tell.ts';
import type { OutsideApi, Reply } from '../../api.ts';
import { ZohoApi, type ZohoCall } from '../account/api.ts';
import type { ZohoTokens } from '../account/oauth.ts';
import { type CrmDeed, codeOf, hasRows, refusal, rowsOf, UnknownRefusal } from './refusals.ts';

export type CrmCall = ZohoCall & CrmDeed;
export type CrmPage = { rows: JsonObject[]; hasMore: boolean };

/** The largest page that every list of the API allows. */
export const PAGE_SIZE = 200;
/** A longer list is refused: half of it would pass for the whole. */
const MAX_PAGES = 50;

/** Calls of Zoho CRM (API v8), with every answer judged by its code. */
export class CrmApi {
  readonly #api: ZohoApi<CrmCall>;
  readonly #pauses: ZohoTokens['pauses'];

  constructor(api: OutsideApi, tokens: ZohoTokens, base: URL) {
    this.#pauses = tokens.pauses;
    this.#api = new ZohoApi({
      api,
      tokens,
      base,
      codeOf,
      expiredCode: 'INVALID_TOKEN',
      scopeCode: 'OAUTH_SCOPE_MISMATCH',
      refusal,
    });
  }

  /** An answer that reads something, or nothing (204, 304); `gone` are codes that mean the same as 204. */
  async read(call: CrmCall, signal: AbortSignal, gone: ReadonlySet<string> = NONE): Promise<Reply> {
    const reply = await this.#api.call(call, signal);
    if (gone.has(codeOf(reply))) return { status: 204, json: null };
    if (!READ.has(reply.status)) throw this.#refuse(call, reply);
    // Half an answer, or none, must not pass for "there is no record".
    if (reply.status === 200 && !hasRows(reply)) throw unusual(reply);
    this.#pauses.trust(keyOf(call));
    return reply;
  }

  async readPage(call: CrmCall, signal: AbortSignal): Promise<CrmPage> {
    const reply = await this.read(call, signal);
    const info = isObject(reply.json) ? reply.json.info : undefined;
    return { rows: rowsOf(reply), hasMore: isObject(info) && info.more_records === true };
  }

  /** Every page of a list. Throws PermanentFailure when it has more than 10,000 rows. */
  async readAll(pageOf: (page: number) => CrmCall, signal: AbortSignal): Promise<JsonObject[]> {
    const all: JsonObject[] = [];
    for (let page = 1; page <= MAX_PAGES; page++) {
      const { rows, hasMore } = await this.readPage(pageOf(page), signal);
      all.push(...rows);
      if (!hasMore) return all;
    }
    throw new PermanentFailure(
      tell('CRM_TOO_MANY_ROWS', { count: PAGE_SIZE * MAX_PAGES, deed: tell(pageOf(1).deed) }),
    );
  }

  /** What became of the one record that was written: its own code is the truth, whatever the status says. */
  async write(call: CrmCall, signal: AbortSignal): Promise<JsonObject> {
    const reply = await this.#api.call(call, signal);
    const [row] = rowsOf(reply);
    if (reply.status < 300 && row === undefined && codeOf(reply) === '') throw unusual(reply);
    if (row === undefined || codeOf(reply) !== 'SUCCESS') throw this.#refuse(call, reply);
    this.#pauses.trust(keyOf(call));
    return row;
  }

  #refuse(call: CrmCall, reply: Reply): Error {
    const error = refusal(call, reply);
    return error instanceof UnknownRefusal ? this.#pauses.doubt(keyOf(call), error.saying) : error;
  }
}

function unusual({ status }: Reply): TemporaryFailure {
  return new TemporaryFailure(tell('UNUSUAL_ANSWER', { system: 'Zoho CRM', status }));
}

function keyOf({ method, path }: CrmCall): string {
  return `${method} ${path}`;
}

const NONE: ReadonlySet<string> = new Set();
const READ = new Set([200, 204, 304]);
