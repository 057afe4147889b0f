import type { JsonObject } from '../../../log/event.ts';
import type { Deed } from '../../../sentences/texts/tickets/deeds.ts';
import type { OutsideApi, Reply } from '../../api.ts';
import { ZohoApi, type ZohoCall } from '../account/api.ts';
import type { ZohoTokens } from '../account/oauth.ts';
import { codeOf, deskRefusal, isMissing, MissingInDesk } from './refusals.ts';
import { readList } from './replies.ts';

/** A call, with the scope that a person has to add when Zoho says that it is missing. */
export type DeskCall = ZohoCall & { scopes: readonly [string] };
export type DeskAccount = { api: OutsideApi; tokens: ZohoTokens; base: URL; orgId: string };

/** The most that every list of Zoho Desk gives at a time. */
const PAGE = 100;

/** A question, which may be asked as often as one likes. */
export function reading(deed: Deed, scope: string, path: string): DeskCall {
  return { deed, method: 'GET', path: `/api/v1/${path}`, scopes: [scope], isIdempotent: true };
}

/** A post does its work again each time that it arrives. */
export function posting(deed: Deed, scope: string, path: string, json: JsonObject): DeskCall {
  return { deed, method: 'POST', path: `/api/v1/${path}`, scopes: [scope], isIdempotent: false, json };
}

/** A change to what is named, which a repeat leaves as it is. */
export function changing(deed: Deed, scope: string, path: string, json: JsonObject): DeskCall {
  return { deed, method: 'PATCH', path: `/api/v1/${path}`, scopes: [scope], isIdempotent: true, json };
}

/** An id as a part of a path. */
export function segment(id: string): string {
  return encodeURIComponent(id);
}

/** Calls of Zoho Desk for one organisation, with every answer judged. */
export class DeskCalls {
  readonly #api: ZohoApi<DeskCall>;

  constructor({ api, tokens, base, orgId }: DeskAccount) {
    this.#api = new ZohoApi({
      api,
      tokens,
      base,
      headers: { orgId },
      codeOf,
      expiredCode: 'INVALID_OAUTH',
      scopeCode: 'SCOPE_MISMATCH',
      refusal: ({ deed, scopes }, reply) => deskRefusal(reply, deed, scopes[0]),
    });
  }

  /** Whatever the answer is. */
  ask(call: DeskCall, signal: AbortSignal): Promise<Reply> {
    return this.#api.call(call, signal);
  }

  /** Null when Zoho does not have what the path names. */
  async try(call: DeskCall, signal: AbortSignal): Promise<Reply | null> {
    return this.judge(call, await this.ask(call, signal));
  }

  async must(call: DeskCall, signal: AbortSignal): Promise<Reply> {
    const reply = await this.try(call, signal);
    if (reply === null) throw new MissingInDesk(call.deed);
    return reply;
  }

  /** What `try` makes of an answer. */
  judge(call: DeskCall, reply: Reply): Reply | null {
    if (isMissing(reply)) return null;
    if (reply.status >= 300) throw deskRefusal(reply, call.deed, call.scopes[0]);
    return reply;
  }

  /**
   * Every page of a list. The first one names no beginning, and the next begins at the number of rows so far: whether
   * Zoho counts from 0 or from 1, and whatever arrives meanwhile, rows come twice rather than never.
   */
  async all(call: DeskCall, signal: AbortSignal, lastFrom = Number.POSITIVE_INFINITY): Promise<JsonObject[]> {
    const rows = new Map<string, JsonObject>();
    const join = call.path.includes('?') ? '&' : '?';
    let isLast = false;
    while (!isLast) {
      const from = rows.size === 0 ? '' : `&from=${rows.size}`;
      const reply = await this.must({ ...call, path: `${call.path}${join}limit=${PAGE}${from}` }, signal);
      const page = readList(reply);
      const before = rows.size;
      for (const row of page) rows.set(String(row.id), row);
      isLast = page.length < PAGE || rows.size === before || rows.size > lastFrom;
    }
    return [...rows.values()];
  }
}
