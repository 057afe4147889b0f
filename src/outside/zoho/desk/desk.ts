import type { Clock } from '../../../clock.ts';
import { isObject } from '../../../inbound/body.ts';
import type { JsonObject } from '../../../log/event.ts';
import { PermanentFailure, TemporaryFailure } from '../../../log/failures.ts';
import { tell, together } from '../../../sentences/tell.ts';
import type { OutsideApi, Reply } from '../../api.ts';
import { ZohoApi, type ZohoCall } from '../account/api.ts';
import type { ZohoTokens } from '../account/oauth.ts';
import { codeOf, deskRefusal, isForbidden, isMissing, MissingInDesk, UnknownRefusal } from './refusals.ts';
import {
  readAddress,
  readComment,
  readDepartment,
  readList,
  readModified,
  readObject,
  readReplyAddress,
  readThread,
  readTicket,
  readWebhook,
} from './replies.ts';
import type {
  DeskComment,
  DeskDepartment,
  DeskReply,
  DeskReplyAddress,
  DeskThread,
  DeskThreadDetail,
  DeskTicket,
  DeskTicketChange,
  DeskWebhook,
  DeskWebhookChange,
  MailHeaders,
} from './ticket.ts';

/** A call, with the scope that a person has to add when Zoho says that it is missing. */
type DeskCall = ZohoCall & { scopes: readonly [string] };
type Modified = { id: string; modifiedTime: string };

/** The most that every list of Zoho Desk gives at a time. */
const PAGE = 100;
/** The last place that a search can begin at; what lies behind it is not to be had. */
const LAST_SEARCH_FROM = 999;
/** Departments and addresses change rarely and are asked for with every ticket; kept this long, in ms. */
const KEPT_MS = 10 * 60_000;
/** The longest comment that Zoho Desk takes, in characters. */
const MAX_COMMENT = 32_000;

/**
 * Zoho Desk (REST v1) as the service uses it. Only documented query parameters are sent: others are refused. Every
 * method throws PermanentFailure, TemporaryFailure or CredentialsFailure, each with a sentence for an operator.
 */
export class ZohoDesk {
  readonly #api: ZohoApi<DeskCall>;
  readonly #clock: Clock;
  #departments: { list: DeskDepartment[]; untilMs: number } | null = null;
  #ownAddresses: { list: string[]; untilMs: number } | null = null;

  constructor(options: { api: OutsideApi; tokens: ZohoTokens; base: URL; orgId: string; clock: Clock }) {
    const { api, tokens, base, orgId, clock } = options;
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
    this.#clock = clock;
  }

  /** A ticket as it is now; null when Zoho does not have it, has it in the bin, or answers with the one it is part of. */
  async getTicket(id: string, signal: AbortSignal): Promise<DeskTicket | null> {
    const call = { ...READ_TICKET, path: `/api/v1/tickets/${segment(id)}` };
    const reply = await this.#api.call(call, signal);
    if (isForbidden(reply) && (await this.#mayReadOthers(signal))) throw new TicketClosedToUs(id);
    const found = this.#found(call, reply);
    const ticket = found === null ? null : readTicket(readObject(found));
    // What is thought about one ticket must never be written to another.
    return ticket?.id === id ? ticket : null;
  }

  /** Whether a refusal is about one ticket, in a department that the user may not see, or about all of them. */
  async #mayReadOthers(signal: AbortSignal): Promise<boolean> {
    const { status } = await this.#api.call({ ...READ_TICKET, path: '/api/v1/tickets?limit=1' }, signal);
    return status < 300;
  }

  /** Every thread, oldest first, without its text. The API answers newest first, or so it says. */
  async listThreads(ticketId: string, signal: AbortSignal): Promise<DeskThread[]> {
    const call = { ...READ_TICKET, deed: 'LIST_THE_THREADS_OF_A_TICKET' as const };
    const list = await this.#all({ ...call, path: `/api/v1/tickets/${segment(ticketId)}/threads` }, signal);
    return list.map(readThread).sort((a, b) => compare(a.createdTime, b.createdTime));
  }

  /**
   * The header lines of a mail as it came; null where Zoho does not give them: for what is no mail, for mails that were
   * not kept, and where the call itself is refused.
   */
  async readHeaders(ticketId: string, threadId: string, signal: AbortSignal): Promise<MailHeaders | null> {
    const path = `/api/v1/tickets/${segment(ticketId)}/threads/${segment(threadId)}/originalContent`;
    const call = { ...READ_TICKET, deed: 'READ_THE_ORIGINAL_OF_A_MAIL' as const, path };
    const { status, json } = await this.#api.call(call, signal);
    const mail = status === 200 && isObject(json) ? json.content : null;
    if (typeof mail !== 'string') return null;
    const { readMailHeaders } = await import('./mail-headers.ts');
    const headers = readMailHeaders(mail);
    return headers.size === 0 ? null : headers;
  }

  /** One thread with its text; null when Zoho does not have it. */
  async getThread(ticketId: string, threadId: string, signal: AbortSignal): Promise<DeskThreadDetail | null> {
    const path = `/api/v1/tickets/${segment(ticketId)}/threads/${segment(threadId)}?include=plainText`;
    const reply = await this.#try({ ...READ_TICKET, deed: 'READ_A_THREAD' as const, path }, signal);
    if (reply === null) return null;
    // At the first thread: the reader of HTML is as heavy as a third of a start.
    const { readThreadDetail } = await import('./thread.ts');
    return readThreadDetail(readObject(reply));
  }

  async listComments(ticketId: string, signal: AbortSignal): Promise<DeskComment[]> {
    const call = { ...READ_TICKET, deed: 'LIST_THE_COMMENTS_OF_A_TICKET' as const };
    const list = await this.#all({ ...call, path: `/api/v1/tickets/${segment(ticketId)}/comments` }, signal);
    return list.map(readComment).sort((a, b) => compare(a.commentedTime, b.commentedTime));
  }

  /**
   * A private comment that ends with `marker` on a line of its own. Zoho knows no idempotency key, so the marker is
   * looked for first: a second call after a lost answer adds nothing.
   */
  async addComment(
    ticketId: string,
    { content, marker }: { content: string; marker: string },
    signal: AbortSignal,
  ): Promise<{ id: string; already: boolean }> {
    const comments = await this.listComments(ticketId, signal);
    const existing = comments.find((comment) => comment.content.includes(marker));
    if (existing !== undefined) return { id: existing.id, already: true };
    const text = `${content.slice(0, MAX_COMMENT - marker.length - 1)}\n${marker}`;
    const json = { content: text, contentType: 'plainText', isPublic: false };
    const call = { ...WRITE_TICKET, deed: 'ADD_A_COMMENT' as const, json };
    const reply = await this.#must(
      { ...call, path: `/api/v1/tickets/${segment(ticketId)}/comments` },
      signal,
    );
    return { id: readComment(readObject(reply)).id, already: false };
  }

  /** Leaves a reply for a person to send. A draft that is there already, anyone's, counts: two would be confusing. */
  async createDraft(
    ticketId: string,
    reply: DeskReply,
    signal: AbortSignal,
  ): Promise<{ id: string; already: boolean }> {
    const threads = await this.listThreads(ticketId, signal);
    const existing = threads.find(({ status }) => status === 'DRAFT');
    if (existing !== undefined) return { id: existing.id, already: true };
    const call = { ...WRITE_TICKET, deed: 'DRAFT_A_REPLY' as const, json: replyBody(reply) };
    const path = `/api/v1/tickets/${segment(ticketId)}/draftReply`;
    return { id: idOf(await this.#must({ ...call, path }, signal)), already: false };
  }

  /** Puts other words into a draft that waits; answers the id that it has then. */
  async updateDraft(
    ticketId: string,
    draftId: string,
    reply: DeskReply,
    signal: AbortSignal,
  ): Promise<{ id: string; already: false }> {
    const call = {
      ...WRITE_TICKET,
      method: 'PATCH' as const,
      isIdempotent: true,
      deed: 'CHANGE_A_DRAFT' as const,
    };
    const path = `/api/v1/tickets/${segment(ticketId)}/draftReply/${segment(draftId)}`;
    return { id: idOf(await this.#must({ ...call, path, json: replyBody(reply) }, signal)), already: false };
  }

  /**
   * Sends an e-mail to the customer. Nothing can make this safe to repeat: after a timeout, a dropped connection or a
   * 5xx nobody knows whether it went out. So it is tried once, and a TemporaryFailure that is not `isUndone` means
   * "perhaps sent": the caller looks in listThreads for a thread that went out since, before it calls this again.
   */
  async sendReply(ticketId: string, reply: DeskReply, signal: AbortSignal): Promise<{ id: string }> {
    const call = { ...WRITE_TICKET, deed: 'SEND_A_REPLY' as const, json: replyBody(reply) };
    const path = `/api/v1/tickets/${segment(ticketId)}/sendReply`;
    try {
      return { id: idOf(await this.#must({ ...call, path }, signal)) };
    } catch (error) {
      if (!(error instanceof TemporaryFailure) || error.isUndone) throw error;
      throw new TemporaryFailure(together(error.saying, tell('REPLY_PERHAPS_SENT')), error.retryAfterMs);
    }
  }

  /** Assignee, status and layout may change with it: read the ticket again. */
  async moveTicket(ticketId: string, departmentId: string, signal: AbortSignal): Promise<void> {
    // Zoho's description wants the query, a program in production sends the body; both together suit either.
    const path = `/api/v1/tickets/${segment(ticketId)}/move?departmentId=${segment(departmentId)}`;
    await this.#must(
      { ...WRITE_TICKET, deed: 'MOVE_A_TICKET' as const, path, json: { departmentId } },
      signal,
    );
  }

  /** Sends only the keys that are named; answers the ticket as it is then. */
  async updateTicket(ticketId: string, change: DeskTicketChange, signal: AbortSignal): Promise<DeskTicket> {
    const path = `/api/v1/tickets/${segment(ticketId)}`;
    const call = {
      ...WRITE_TICKET,
      deed: 'CHANGE_A_TICKET' as const,
      method: 'PATCH' as const,
      isIdempotent: true,
    };
    const ticket = readTicket(readObject(await this.#must({ ...call, path, json: change }, signal)));
    if (ticket === null) throw new PermanentFailure(tell('TICKET_IN_BIN'));
    return ticket;
  }

  /** All departments, disabled ones too; up to ten minutes old. */
  async listDepartments(signal: AbortSignal): Promise<DeskDepartment[]> {
    const nowMs = this.#clock.now();
    if (this.#departments !== null && this.#departments.untilMs > nowMs) return this.#departments.list;
    const call = { ...READ, deed: 'LIST_THE_DEPARTMENTS' as const, scopes: ['Desk.basic.READ'] as const };
    const list = (await this.#all({ ...call, path: '/api/v1/departments' }, signal)).map(readDepartment);
    this.#departments = { list, untilMs: nowMs + KEPT_MS };
    return list;
  }

  /** The addresses that a reply of this department may be sent from: active and verified. */
  async listReplyAddresses(departmentId: string, signal: AbortSignal): Promise<DeskReplyAddress[]> {
    const call = {
      ...READ,
      deed: 'LIST_THE_REPLY_ADDRESSES' as const,
      scopes: ['Desk.settings.READ'] as const,
    };
    const path = `/api/v1/mailReplyAddress?departmentId=${segment(departmentId)}`;
    const list = await this.#all({ ...call, path }, signal);
    return list.map(readReplyAddress).filter((address) => address !== null);
  }

  /**
   * Every mail address of every department, those that are switched off or not verified too: whoever writes from one of
   * them is one of us. Up to ten minutes old.
   */
  async listOwnAddresses(signal: AbortSignal): Promise<readonly string[]> {
    const nowMs = this.#clock.now();
    if (this.#ownAddresses !== null && this.#ownAddresses.untilMs > nowMs) return this.#ownAddresses.list;
    const list = await this.#readOwnAddresses(signal);
    this.#ownAddresses = { list, untilMs: nowMs + KEPT_MS };
    return list;
  }

  /** At once where Zoho answers for all departments together, else department by department. */
  async #readOwnAddresses(signal: AbortSignal): Promise<string[]> {
    const call = {
      ...READ,
      deed: 'LIST_THE_MAIL_ADDRESSES' as const,
      scopes: ['Desk.settings.READ'] as const,
    };
    const of = (departmentId: string) =>
      this.#all({ ...call, path: `/api/v1/mailReplyAddress?departmentId=${departmentId}` }, signal);
    const together = await of('allDepartment').catch(none);
    const rows = together.length > 0 ? together : await this.#eachDepartment(of, signal);
    return [...new Set(rows.map(readAddress))];
  }

  async #eachDepartment(
    list: (departmentId: string) => Promise<JsonObject[]>,
    signal: AbortSignal,
  ): Promise<JsonObject[]> {
    const rows: JsonObject[] = [];
    for (const { id } of await this.listDepartments(signal)) rows.push(...(await list(segment(id))));
    return rows;
  }

  /**
   * The tickets changed at `sinceIso` or later and before `untilIso`. The search matches loosely and its index is
   * minutes behind, so its answer is checked again, and the newest changes may be missing.
   */
  async searchModified(sinceIso: string, untilIso: string, signal: AbortSignal): Promise<Modified[]> {
    const sinceMs = Date.parse(sinceIso);
    const untilMs = Date.parse(untilIso);
    const path = `/api/v1/tickets/search?modifiedTimeRange=${toIso(sinceMs)},${toIso(untilMs)}`;
    const call = { ...READ, deed: 'SEARCH_TICKETS' as const, scopes: ['Desk.search.READ'] as const, path };
    const found = (await this.#all(call, signal, LAST_SEARCH_FROM)).map(readModified);
    const halfMs = Math.floor((sinceMs + untilMs) / 2);
    if (found.length > LAST_SEARCH_FROM && halfMs > sinceMs) {
      const early = await this.searchModified(sinceIso, toIso(halfMs), signal);
      return [...early, ...(await this.searchModified(toIso(halfMs), untilIso, signal))];
    }
    return found.filter(({ modifiedTime }) => {
      const ms = Date.parse(modifiedTime);
      return ms >= sinceMs && ms < untilMs;
    });
  }

  async listWebhooks(signal: AbortSignal): Promise<DeskWebhook[]> {
    const call = { ...READ, deed: 'LIST_THE_WEBHOOKS' as const, scopes: ['Desk.webhooks.READ'] as const };
    const reply = await this.#must({ ...call, path: '/api/v1/webhooks' }, signal);
    return readList(reply).map(readWebhook);
  }

  /** Zoho calls the address before it answers, and refuses when it gets no 200. The id is the audience of the JWT. */
  async createWebhook(
    webhook: Pick<DeskWebhook, 'name' | 'url' | 'subscriptions'>,
    signal: AbortSignal,
  ): Promise<DeskWebhook> {
    const call = {
      ...POST,
      deed: 'CREATE_A_WEBHOOK' as const,
      scopes: ['Desk.webhooks.CREATE'] as const,
      json: webhook,
    };
    return readWebhook(readObject(await this.#must({ ...call, path: '/api/v1/webhooks' }, signal)));
  }

  async updateWebhook(id: string, change: DeskWebhookChange, signal: AbortSignal): Promise<DeskWebhook> {
    const call = {
      ...READ,
      method: 'PATCH' as const,
      deed: 'CHANGE_A_WEBHOOK' as const,
      scopes: ['Desk.webhooks.UPDATE'] as const,
    };
    const path = `/api/v1/webhooks/${segment(id)}`;
    return readWebhook(readObject(await this.#must({ ...call, path, json: change }, signal)));
  }

  /** One that is gone already is fine. */
  async deleteWebhook(id: string, signal: AbortSignal): Promise<void> {
    const call = {
      ...READ,
      method: 'DELETE' as const,
      deed: 'DELETE_A_WEBHOOK' as const,
      scopes: ['Desk.webhooks.DELETE'] as const,
    };
    await this.#try({ ...call, path: `/api/v1/webhooks/${segment(id)}` }, signal);
  }

  /** Null when Zoho does not have what the path names. */
  async #try(call: DeskCall, signal: AbortSignal): Promise<Reply | null> {
    return this.#found(call, await this.#api.call(call, signal));
  }

  #found(call: DeskCall, reply: Reply): Reply | null {
    if (isMissing(reply)) return null;
    if (reply.status >= 300) throw deskRefusal(reply, call.deed, call.scopes[0]);
    return reply;
  }

  async #must(call: DeskCall, signal: AbortSignal): Promise<Reply> {
    const reply = await this.#try(call, signal);
    if (reply === null) throw new MissingInDesk(call.deed);
    return reply;
  }

  /**
   * Every page of a list. The first one names no beginning, and the next begins at the number of rows so far: whether
   * Zoho counts from 0 or from 1, and whatever arrives meanwhile, rows come twice rather than never.
   */
  async #all(
    call: DeskCall,
    signal: AbortSignal,
    lastFrom = Number.POSITIVE_INFINITY,
  ): Promise<JsonObject[]> {
    const rows = new Map<string, JsonObject>();
    const join = call.path.includes('?') ? '&' : '?';
    let isLast = false;
    while (!isLast) {
      const from = rows.size === 0 ? '' : `&from=${rows.size}`;
      const reply = await this.#must({ ...call, path: `${call.path}${join}limit=${PAGE}${from}` }, signal);
      const page = readList(reply);
      const before = rows.size;
      for (const row of page) rows.set(String(row.id), row);
      isLast = page.length < PAGE || rows.size === before || rows.size > lastFrom;
    }
    return [...rows.values()];
  }
}

/** One ticket that the user behind the token may not see, while it sees others: tried for a while, then told there. */
class TicketClosedToUs extends TemporaryFailure {
  constructor(id: string) {
    super(tell('DESK_TICKET_CLOSED_TO_US', { id }));
  }
}

const READ = { method: 'GET' as const, isIdempotent: true };
const POST = { method: 'POST' as const, isIdempotent: false };
const READ_TICKET = { ...READ, deed: 'READ_A_TICKET' as const, scopes: ['Desk.tickets.READ'] as const };
const WRITE_TICKET = { ...POST, scopes: ['Desk.tickets.UPDATE'] as const };

function replyBody({ from, to, html }: DeskReply): JsonObject {
  return {
    channel: 'EMAIL',
    contentType: 'html',
    content: html,
    fromEmailAddress: from,
    to,
    isForward: false,
  };
}

/** For a question that Zoho refuses as such, while it may answer another one. */
function none(error: unknown): [] {
  if (error instanceof PermanentFailure || error instanceof UnknownRefusal) return [];
  throw error;
}

function idOf(reply: Reply): string {
  return String(readObject(reply).id);
}

function segment(id: string): string {
  return encodeURIComponent(id);
}

function toIso(ms: number): string {
  return new Date(ms).toISOString();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
