import type { Clock } from '../../../clock.ts';
import { isObject } from '../../../inbound/body.ts';
import type { JsonObject } from '../../../log/event.ts';
import { PermanentFailure, TemporaryFailure } from '../../../log/failures.ts';
import { tell, together } from '../../../sentences/tell.ts';
import type { Reply } from '../../api.ts';
import { changing, type DeskAccount, DeskCalls, posting, reading, segment } from './calls.ts';
import { DeskOrganisation } from './organisation.ts';
import { isForbidden } from './refusals.ts';
import { readComment, readModified, readObject, readThread, readTicket } from './replies.ts';
import type {
  DeskComment,
  DeskReply,
  DeskThread,
  DeskThreadDetail,
  DeskTicket,
  DeskTicketChange,
  MailHeaders,
} from './ticket.ts';
import { DeskWebhooks } from './webhooks.ts';

type Modified = { id: string; modifiedTime: string };

/** The last place that a search can begin at; what lies behind it is not to be had. */
const LAST_SEARCH_FROM = 999;
/** The longest comment that Zoho Desk takes, in characters. */
const MAX_COMMENT = 32_000;
const READ = 'Desk.tickets.READ';
const UPDATE = 'Desk.tickets.UPDATE';

/**
 * Zoho Desk (REST v1) as the service uses it. Only documented query parameters are sent: others are refused. Every
 * method throws PermanentFailure, TemporaryFailure or CredentialsFailure, each with a sentence for an operator.
 */
export class ZohoDesk {
  readonly organisation: DeskOrganisation;
  readonly webhooks: DeskWebhooks;
  readonly #calls: DeskCalls;

  constructor({ clock, ...account }: DeskAccount & { clock: Clock }) {
    this.#calls = new DeskCalls(account);
    this.organisation = new DeskOrganisation(this.#calls, clock);
    this.webhooks = new DeskWebhooks(this.#calls);
  }

  /** A ticket as it is now; null when Zoho does not have it, has it in the bin, or answers with the one it is part of. */
  async getTicket(id: string, signal: AbortSignal): Promise<DeskTicket | null> {
    const call = reading('READ_A_TICKET', READ, ticketPath(id));
    const reply = await this.#calls.ask(call, signal);
    if (isForbidden(reply) && (await this.#mayReadOthers(signal))) throw new TicketClosedToUs(id);
    const found = this.#calls.judge(call, reply);
    const ticket = found === null ? null : readTicket(readObject(found));
    // What is thought about one ticket must never be written to another.
    return ticket?.id === id ? ticket : null;
  }

  /** Whether a refusal is about one ticket, in a department that the user may not see, or about all of them. */
  async #mayReadOthers(signal: AbortSignal): Promise<boolean> {
    const { status } = await this.#calls.ask(reading('READ_A_TICKET', READ, 'tickets?limit=1'), signal);
    return status < 300;
  }

  /** Every thread, oldest first, without its text. The API answers newest first, or so it says. */
  async listThreads(ticketId: string, signal: AbortSignal): Promise<DeskThread[]> {
    const call = reading('LIST_THE_THREADS_OF_A_TICKET', READ, ticketPath(ticketId, 'threads'));
    const list = await this.#calls.all(call, signal);
    return list.map(readThread).sort((a, b) => compare(a.createdTime, b.createdTime));
  }

  /**
   * The header lines of a mail as it came; null where Zoho does not give them: for what is no mail, for mails that were
   * not kept, and where the call itself is refused.
   */
  async readHeaders(ticketId: string, threadId: string, signal: AbortSignal): Promise<MailHeaders | null> {
    const path = ticketPath(ticketId, `threads/${segment(threadId)}/originalContent`);
    const { status, json } = await this.#calls.ask(
      reading('READ_THE_ORIGINAL_OF_A_MAIL', READ, path),
      signal,
    );
    const mail = status === 200 && isObject(json) ? json.content : null;
    if (typeof mail !== 'string') return null;
    const { readMailHeaders } = await import('./mail-headers.ts');
    const headers = readMailHeaders(mail);
    return headers.size === 0 ? null : headers;
  }

  /** One thread with its text; null when Zoho does not have it. */
  async getThread(ticketId: string, threadId: string, signal: AbortSignal): Promise<DeskThreadDetail | null> {
    const path = ticketPath(ticketId, `threads/${segment(threadId)}?include=plainText`);
    const reply = await this.#calls.try(reading('READ_A_THREAD', READ, path), signal);
    if (reply === null) return null;
    // At the first thread: the reader of HTML is as heavy as a third of a start.
    const { readThreadDetail } = await import('./thread.ts');
    return readThreadDetail(readObject(reply));
  }

  async listComments(ticketId: string, signal: AbortSignal): Promise<DeskComment[]> {
    const call = reading('LIST_THE_COMMENTS_OF_A_TICKET', READ, ticketPath(ticketId, 'comments'));
    const list = await this.#calls.all(call, signal);
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
    const call = posting('ADD_A_COMMENT', UPDATE, ticketPath(ticketId, 'comments'), json);
    return { id: readComment(readObject(await this.#calls.must(call, signal))).id, already: false };
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
    const call = posting('DRAFT_A_REPLY', UPDATE, ticketPath(ticketId, 'draftReply'), replyBody(reply));
    return { id: idOf(await this.#calls.must(call, signal)), already: false };
  }

  /** Puts other words into a draft that waits; answers the id that it has then. */
  async updateDraft(
    ticketId: string,
    draftId: string,
    reply: DeskReply,
    signal: AbortSignal,
  ): Promise<{ id: string; already: false }> {
    const path = ticketPath(ticketId, `draftReply/${segment(draftId)}`);
    const call = changing('CHANGE_A_DRAFT', UPDATE, path, replyBody(reply));
    return { id: idOf(await this.#calls.must(call, signal)), already: false };
  }

  /**
   * Sends an e-mail to the customer. Nothing can make this safe to repeat: after a timeout, a dropped connection or a
   * 5xx nobody knows whether it went out. So it is tried once, and a TemporaryFailure that is not `isUndone` means
   * "perhaps sent": the caller looks in listThreads for a thread that went out since, before it calls this again.
   */
  async sendReply(ticketId: string, reply: DeskReply, signal: AbortSignal): Promise<{ id: string }> {
    const call = posting('SEND_A_REPLY', UPDATE, ticketPath(ticketId, 'sendReply'), replyBody(reply));
    try {
      return { id: idOf(await this.#calls.must(call, signal)) };
    } catch (error) {
      if (!(error instanceof TemporaryFailure) || error.isUndone) throw error;
      throw new TemporaryFailure(together(error.saying, tell('REPLY_PERHAPS_SENT')), error.retryAfterMs);
    }
  }

  /** Assignee, status and layout may change with it: read the ticket again. */
  async moveTicket(ticketId: string, departmentId: string, signal: AbortSignal): Promise<void> {
    // Zoho's description wants the query, a program in production sends the body; both together suit either.
    const path = ticketPath(ticketId, `move?departmentId=${segment(departmentId)}`);
    await this.#calls.must(posting('MOVE_A_TICKET', UPDATE, path, { departmentId }), signal);
  }

  /** Sends only the keys that are named; answers the ticket as it is then. */
  async updateTicket(ticketId: string, change: DeskTicketChange, signal: AbortSignal): Promise<DeskTicket> {
    const call = changing('CHANGE_A_TICKET', UPDATE, ticketPath(ticketId), change);
    const ticket = readTicket(readObject(await this.#calls.must(call, signal)));
    if (ticket === null) throw new PermanentFailure(tell('TICKET_IN_BIN'));
    return ticket;
  }

  /**
   * The tickets changed at `sinceIso` or later and before `untilIso`. The search matches loosely and its index is
   * minutes behind, so its answer is checked again, and the newest changes may be missing.
   */
  async searchModified(sinceIso: string, untilIso: string, signal: AbortSignal): Promise<Modified[]> {
    const sinceMs = Date.parse(sinceIso);
    const untilMs = Date.parse(untilIso);
    const path = `tickets/search?modifiedTimeRange=${toIso(sinceMs)},${toIso(untilMs)}`;
    const call = reading('SEARCH_TICKETS', 'Desk.search.READ', path);
    const found = (await this.#calls.all(call, signal, LAST_SEARCH_FROM)).map(readModified);
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
}

/** One ticket that the user behind the token may not see, while it sees others: tried for a while, then told there. */
class TicketClosedToUs extends TemporaryFailure {
  constructor(id: string) {
    super(tell('DESK_TICKET_CLOSED_TO_US', { id }));
  }
}

function ticketPath(id: string, below = ''): string {
  return `tickets/${segment(id)}${below && `/${below}`}`;
}

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

function idOf(reply: Reply): string {
  return String(readObject(reply).id);
}

function toIso(ms: number): string {
  return new Date(ms).toISOString();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
