import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { type Answer, type Fault, Faults } from '../faults.ts';
import { inProcess } from '../in-process.ts';
import { deskPage, deskPageUrl } from '../web/desk-page.ts';
import { FORBIDDEN, INVALID_OAUTH, invalidData, NO_ORG, NOT_FOUND, page, unprocessable } from './answers.ts';
import type { DeskKeys } from './keys.ts';
import {
  commentRecord,
  DEPARTMENTS,
  type DeskRecord,
  type Json,
  REPLY_ADDRESSES,
  statusTypeOf,
  threadRecord,
  ticketRecord,
} from './records.ts';

/** A change made over the API: which call, on which ticket, with which body. */
export type DeskWrite = { call: string; ticketId: string; body: Json };
type Work = (asked: {
  params: Record<string, string>;
  query: URLSearchParams;
  body: Json;
}) => Answer | Promise<Answer>;

const API = '/api/v1';
/** How many tickets Zoho merges in one call. */
const MOST_MERGED = 5;
/** The number of the first ticket. */
const FIRST_NUMBER = 101;
const PATCH_KEYS = new Set(
  'subject status priority assigneeId teamId departmentId category subCategory classification dueDate description resolution contactId accountId email phone cf'.split(
    ' ',
  ),
);

/**
 * A stand-in for Zoho Desk with the habits that clients must know: it refuses undocumented parameters, an
 * empty list is 204, threads come newest first and without their text, the search lags and matches loosely.
 */
export class DeskSimulator {
  static readonly orgId = '54983163';
  /** The requests in order: method and path, never a body. */
  readonly requests: string[] = [];
  /** The changes made over the API, in order. */
  readonly writes: DeskWrite[] = [];
  readonly keys: DeskKeys;
  /** Nobody can fetch the public keys. */
  areKeysDown = false;
  /** The search finds a change only this long after it, in ms. */
  indexLagMs = 0;
  /**
   * What a move does besides changing the department: a department may have its own first status and fields.
   */
  onMove: (ticket: DeskRecord) => Json = () => ({});
  /** Whether mails go out or bounce later: the status of sent mails. */
  delivery: 'SUCCESS' | 'PENDING' | 'FAILED' = 'SUCCESS';
  /**
   * How the old id of a merged ticket answers from then on. Zoho documents the merge but not this: the id may
   * be unknown, or lead to the master, in which case a write to the old id changes the master.
   */
  mergedAnswer: 'unknown' | 'master' = 'unknown';
  /** Mail addresses are listed only department by department. */
  hasOneAddressList = true;
  readonly #app: FastifyInstance = Fastify({ forceCloseConnections: true });
  /**
   * For callers with so many calls that sockets would take most of the time. Connection faults need a socket.
   */
  readonly fetch = inProcess(this.#app);
  readonly #now: () => number;
  readonly #faults = new Map<string, Faults>();
  readonly #anyFaults = new Faults();
  readonly #tickets = new Map<string, DeskRecord>();
  readonly #threads = new Map<string, DeskRecord[]>();
  readonly #comments = new Map<string, DeskRecord[]>();
  /** The original mails, by thread. */
  readonly #originals = new Map<string, string>();
  /** Tickets that the token's user may not see. */
  readonly #closedToUs = new Set<string>();
  /** By the id of a merged ticket: the ticket that it was merged into. */
  readonly #masters = new Map<string, string>();
  readonly #webhooks = new Map<string, DeskRecord>();
  readonly #seenTokens = new Set<string>();
  #expiredTokens = new Set<string>();
  /** Its own address; the real one until it listens. */
  #url = 'https://desk.zoho.com';
  #lastMs = 0;
  #lastId = 198709000001000000n;

  constructor(keys: DeskKeys, now: () => number = Date.now) {
    this.keys = keys;
    this.#now = now;
    this.#app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
      done(null, JSON.parse(String(body))),
    );
    this.#app.addHook('onRequest', async (request) => {
      this.requests.push(`${request.method} ${request.url}`);
    });
    this.#app.get('/.well-known/jwks.json', async (_request, reply) =>
      this.areKeysDown ? reply.code(503).send('') : this.keys.published,
    );
    deskPage(this.#app, this);
    this.#readRoutes();
    this.#writeRoutes();
    this.#webhookRoutes();
  }

  /** Listens on this machine and returns its address. */
  async listen(port = 0): Promise<string> {
    this.#url = await this.#app.listen({ host: '127.0.0.1', port });
    return this.#url;
  }

  close(): Promise<void> {
    return this.#app.close();
  }

  putTicket(ticket: DeskRecord): DeskRecord {
    const webUrl = deskPageUrl(this.#url, ticket.id);
    const ticketNumber =
      this.#tickets.get(ticket.id)?.ticketNumber ?? String(FIRST_NUMBER + this.#tickets.size);
    const record = ticketRecord({ webUrl, ticketNumber, ...ticket }, this.#nextIso());
    this.#tickets.set(record.id, record);
    return record;
  }

  putThread(ticketId: string, thread: Json = {}): DeskRecord {
    const record = threadRecord({ id: this.#nextId(), ...thread }, this.#nextIso());
    this.#threads.set(ticketId, [...this.threads(ticketId), record]);
    return record;
  }

  putComment(ticketId: string, comment: Json = {}): DeskRecord {
    const record = commentRecord({ id: this.#nextId(), ...comment }, this.#nextIso());
    this.#comments.set(ticketId, [...this.comments(ticketId), record]);
    return record;
  }

  /** The mail behind a thread, header lines first. */
  putOriginal(threadId: string, mail: string): void {
    this.#originals.set(threadId, mail);
  }

  /** Removes a ticket, as if it had been deleted. */
  removeTicket(id: string): void {
    this.#tickets.delete(id);
  }

  /**
   * Merges the way a colleague does: messages, drafts and comments move to the master, which keeps its own
   * fields.
   */
  mergeTickets(masterId: string, ids: readonly string[]): void {
    for (const id of ids) {
      this.#threads.set(masterId, [...this.threads(masterId), ...this.threads(id)]);
      this.#comments.set(masterId, [...this.comments(masterId), ...this.comments(id)]);
      for (const left of [this.#tickets, this.#threads, this.#comments]) left.delete(id);
      this.#masters.set(id, masterId);
    }
    const master = this.#tickets.get(masterId);
    if (master !== undefined) master.modifiedTime = this.#nextIso();
  }

  /** Moves a ticket out of sight: into a department that the token's user may not see. */
  closeToUs(id: string): void {
    this.#closedToUs.add(id);
  }

  ticket(id: string): DeskRecord | undefined {
    return this.#tickets.get(id);
  }

  threads(ticketId: string): DeskRecord[] {
    return this.#threads.get(ticketId) ?? [];
  }

  comments(ticketId: string): DeskRecord[] {
    return this.#comments.get(ticketId) ?? [];
  }

  /** Faults for the next calls of this name: `getTicket`, `sendReply`, … as the routes below are named. */
  fail(call: string, ...faults: Fault[]): void {
    this.#faultsOf(call).add(...faults);
  }

  /** Faults for the next calls, whichever they are. */
  failAny(...faults: Fault[]): void {
    this.#anyFaults.add(...faults);
  }

  /** Drops the faults that are still waiting. */
  clearFaults(): void {
    this.#anyFaults.clear();
    for (const faults of this.#faults.values()) faults.clear();
  }

  /** Invalidates every token used so far. */
  expireTokens(): void {
    this.#expiredTokens = new Set(this.#seenTokens);
  }

  #readRoutes(): void {
    this.#on('GET', '/tickets/:id', 'getTicket', ['include'], ({ params }) => {
      const ticket = this.#tickets.get(String(params.id));
      return ticket === undefined ? NOT_FOUND : { status: 200, json: this.#counted(ticket) };
    });
    this.#on('GET', '/tickets', 'listTickets', ['from', 'limit', 'sortBy'], ({ query }) =>
      page(
        [...this.#tickets.values()].filter(({ id }) => !this.#closedToUs.has(id)),
        query,
        10,
      ),
    );
    this.#on(
      'GET',
      '/tickets/:id/threads',
      'listThreads',
      ['from', 'limit', 'sortBy'],
      ({ params, query }) => {
        const { id } = params as { id: string };
        if (!this.#tickets.has(id)) return NOT_FOUND;
        const newestFirst = this.threads(id).toSorted((a, b) =>
          String(a.createdTime) < String(b.createdTime) ? 1 : -1,
        );
        return page(
          // Leaves out the text and the reply address: only the thread itself has them.
          newestFirst.map(({ content, plainText, replyTo, ...summary }) => summary as DeskRecord),
          query,
          10,
        );
      },
    );
    this.#on('GET', '/tickets/:id/threads/:threadId', 'getThread', ['include'], ({ params, query }) => {
      const thread = this.threads(String(params.id)).find(({ id }) => id === params.threadId);
      if (thread === undefined) return NOT_FOUND;
      const { plainText, ...html } = thread;
      return { status: 200, json: query.get('include') === 'plainText' ? thread : html };
    });
    this.#on('GET', '/tickets/:id/threads/:threadId/originalContent', 'getOriginal', [], ({ params }) => {
      const content = this.#originals.get(String(params.threadId));
      return content === undefined ? NOT_FOUND : { status: 200, json: { content } };
    });
    this.#on(
      'GET',
      '/tickets/:id/comments',
      'listComments',
      ['from', 'limit', 'sortBy'],
      ({ params, query }) =>
        this.#tickets.has(String(params.id)) ? page(this.comments(String(params.id)), query, 50) : NOT_FOUND,
    );
    this.#on('GET', '/departments', 'listDepartments', ['from', 'limit', 'isEnabled'], ({ query }) =>
      page(DEPARTMENTS, query, 10),
    );
    const addressKeys = ['departmentId', 'isActive', 'from', 'limit'];
    this.#on('GET', '/mailReplyAddress', 'listReplyAddresses', addressKeys, ({ query }) => {
      const wanted = query.get('departmentId');
      const isAll = wanted === 'allDepartment';
      if (isAll && !this.hasOneAddressList) return invalidData(['departmentId']);
      const rows = REPLY_ADDRESSES.filter(({ departmentId }) => isAll || departmentId === wanted);
      return page(rows, query, 50, 1);
    });
    this.#on('GET', '/tickets/search', 'search', ['modifiedTimeRange', 'from', 'limit'], ({ query }) =>
      this.#search(query),
    );
  }

  #writeRoutes(): void {
    this.#on('PATCH', '/tickets/:id', 'updateTicket', ['disableClosureNotification'], ({ params, body }) => {
      const wrong = Object.keys(body).filter((key) => !PATCH_KEYS.has(key));
      if ('status' in body && statusTypeOf(body.status) === undefined) wrong.push('status');
      if (wrong.length > 0) return invalidData(wrong);
      const cf = (ticket: DeskRecord) => ({ ...(ticket.cf as Json), ...(body.cf as Json) });
      return this.#change('updateTicket', String(params.id), body, (ticket) => ({
        ...body,
        cf: cf(ticket),
        statusType: statusTypeOf(body.status ?? ticket.status),
      }));
    });
    this.#on('POST', '/tickets/:id/move', 'moveTicket', ['departmentId'], ({ params, query, body }) => {
      const departmentId = query.get('departmentId');
      if (departmentId !== body.departmentId || !DEPARTMENTS.some(({ id }) => id === departmentId))
        return invalidData(['departmentId']);
      const moved = this.#change('moveTicket', String(params.id), body, (ticket) => ({
        departmentId,
        assigneeId: null,
        ...this.onMove(ticket),
      }));
      return moved.status === 200 ? { status: 200 } : moved;
    });
    this.#on('POST', '/tickets/:id/merge', 'mergeTickets', [], ({ params, body }) => {
      const id = String(params.id);
      const ids = Array.isArray(body.ids) ? body.ids.map(String) : [];
      const areThere = ids.every((other) => other !== id && this.#tickets.has(other));
      if (!areThere || ids.length < 1 || ids.length > MOST_MERGED) return invalidData(['ids']);
      return this.#change('mergeTickets', id, body, () => {
        this.mergeTickets(id, ids);
        return {};
      });
    });
    this.#on('PATCH', '/tickets/:id/draftReply/:threadId', 'updateDraft', [], ({ params, body }) => {
      const wrong = wrongReplyFields(body);
      if (wrong.length > 0) return invalidData(wrong);
      const draft = this.threads(String(params.id)).find(
        ({ id, status }) => id === params.threadId && status === 'DRAFT',
      );
      if (draft === undefined) return NOT_FOUND;
      this.writes.push({ call: 'updateDraft', ticketId: String(params.id), body });
      return { status: 200, json: Object.assign(draft, body) };
    });
    this.#on('POST', '/tickets/:id/comments', 'addComment', [], ({ params, body }) => {
      const content = String(body.content ?? '');
      if (content === '' || content.length > 32_000) return invalidData(['content']);
      return this.#add('addComment', String(params.id), body, (id) => this.putComment(id, { ...body }));
    });
    for (const path of ['draftReply', 'sendReply'] as const) {
      this.#on('POST', `/tickets/:id/${path}`, path, [], ({ params, body }) => {
        // Checked before the ticket is looked up.
        const wrong = wrongReplyFields(body);
        if (wrong.length > 0) return invalidData(wrong);
        const author = { type: 'AGENT', email: 'agent@example.edu', name: 'Agent' };
        return this.#add(path, String(params.id), body, (id) =>
          this.putThread(id, {
            ...body,
            direction: 'out',
            status: path === 'draftReply' ? 'DRAFT' : this.delivery,
            author,
            summary: 'réponse',
            attachmentCount: '-1',
          }),
        );
      });
    }
  }

  #webhookRoutes(): void {
    this.#on('GET', '/webhooks', 'listWebhooks', [], ({ query }) =>
      page([...this.#webhooks.values()], query, 50),
    );
    this.#on('POST', '/webhooks', 'createWebhook', [], async ({ body }) => {
      if (!(await answers200(String(body.url)))) return NO_200;
      const webhook = { isEnabled: true, type: 'CUSTOMER_WEBHOOK', ...body, id: this.#nextId() };
      this.#webhooks.set(webhook.id, webhook);
      this.writes.push({ call: 'createWebhook', ticketId: '', body });
      return { status: 200, json: webhook };
    });
    this.#on('PATCH', '/webhooks/:id', 'updateWebhook', [], async ({ params, body }) => {
      const webhook = this.#webhooks.get(String(params.id));
      if (webhook === undefined) return NOT_FOUND;
      if (body.url !== undefined && !(await answers200(String(body.url)))) return NO_200;
      this.writes.push({ call: 'updateWebhook', ticketId: '', body });
      return { status: 200, json: Object.assign(webhook, body) };
    });
    this.#on('DELETE', '/webhooks/:id', 'deleteWebhook', [], ({ params }) => {
      if (!this.#webhooks.delete(String(params.id))) return NOT_FOUND;
      this.writes.push({ call: 'deleteWebhook', ticketId: '', body: {} });
      return { status: 204 };
    });
  }

  /** One route with the checks that all share: a token, the organisation, no undocumented parameter. */
  #on(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    call: string,
    known: string[],
    work: Work,
  ): void {
    this.#app.route({
      method,
      url: `${API}${path}`,
      handler: async (request, reply) => {
        const query = new URL(request.url, 'http://desk').searchParams;
        const params = this.#led(request.params as Record<string, string>);
        const isClosed = path.startsWith('/tickets/:id') && this.#closedToUs.has(String(params.id));
        const refusal = this.#refuse(request, query, known) ?? (isClosed ? FORBIDDEN : null);
        const asked = {
          params,
          query,
          body: (request.body ?? {}) as Json,
        };
        const faults = this.#anyFaults.areWaiting ? this.#anyFaults : this.#faultsOf(call);
        return faults.answer(reply, () => refusal ?? work(asked));
      },
    });
  }

  /** A merged ticket may lead to its master. */
  #led(params: Record<string, string>): Record<string, string> {
    const master = this.mergedAnswer === 'master' ? this.#masters.get(String(params.id)) : undefined;
    return master === undefined ? params : { ...params, id: master };
  }

  #refuse(request: FastifyRequest, query: URLSearchParams, known: string[]): Answer | null {
    const token = request.headers.authorization ?? '';
    if (!token.startsWith('Zoho-oauthtoken ') || this.#expiredTokens.has(token)) return INVALID_OAUTH;
    this.#seenTokens.add(token);
    if ((request.headers.orgid ?? query.get('orgId')) !== DeskSimulator.orgId) return NO_ORG;
    const extra = [...query.keys()].find((key) => key !== 'orgId' && !known.includes(key));
    return extra === undefined
      ? null
      : unprocessable(`Extra query parameter '${extra}' is present in the input.`);
  }

  /** Loosely: a minute to either side matches too. */
  #search(query: URLSearchParams): Answer {
    const [since, until] = String(query.get('modifiedTimeRange')).split(',').map(Date.parse) as [
      number,
      number,
    ];
    if (Number(query.get('from') ?? 0) > 999) return invalidData(['from']);
    const found = [...this.#tickets.values()].filter(({ modifiedTime }) => {
      const ms = Date.parse(String(modifiedTime));
      return ms >= since - 60_000 && ms <= until + 60_000 && ms <= this.#now() - this.indexLagMs;
    });
    return page(found, query, 10);
  }

  #change(call: string, ticketId: string, body: Json, changes: (ticket: DeskRecord) => Json): Answer {
    const ticket = this.#tickets.get(ticketId);
    if (ticket === undefined) return NOT_FOUND;
    this.writes.push({ call, ticketId, body });
    Object.assign(ticket, changes(ticket), { modifiedTime: this.#nextIso() });
    return { status: 200, json: this.#counted(ticket) };
  }

  #add(call: string, ticketId: string, body: Json, add: (ticketId: string) => DeskRecord): Answer {
    const ticket = this.#tickets.get(ticketId);
    if (ticket === undefined) return NOT_FOUND;
    this.writes.push({ call, ticketId, body });
    const record = add(ticketId);
    ticket.modifiedTime = this.#nextIso();
    return { status: 200, json: record };
  }

  #counted(ticket: DeskRecord): DeskRecord {
    const { id } = ticket;
    return {
      ...ticket,
      threadCount: `${this.threads(id).length}`,
      commentCount: `${this.comments(id).length}`,
    };
  }

  #faultsOf(call: string): Faults {
    const faults = this.#faults.get(call) ?? new Faults();
    this.#faults.set(call, faults);
    return faults;
  }

  #nextId(): string {
    this.#lastId += 1n;
    return String(this.#lastId);
  }

  /** Never the same moment twice, even when the clock stands still. */
  #nextIso(): string {
    this.#lastMs = Math.max(this.#now(), this.#lastMs + 1);
    return new Date(this.#lastMs).toISOString();
  }
}

const NO_200 = unprocessable(
  'Validation failed for the condition : The endpoint failed to respond with status code 200',
);

function wrongReplyFields(body: Json): string[] {
  const isSender = REPLY_ADDRESSES.some(
    ({ address, isActive, isVerified }) =>
      address === body.fromEmailAddress && isActive === true && isVerified === true,
  );
  const rules = {
    channel: body.channel === 'EMAIL',
    content: Boolean(body.content),
    fromEmailAddress: isSender,
  };
  return Object.entries(rules)
    .filter(([, isFine]) => !isFine)
    .map(([field]) => field);
}

/** Zoho's check of a webhook's address: a GET, and a POST when that does not answer 200. */
async function answers200(url: string): Promise<boolean> {
  const get = await fetch(url).catch(() => null);
  if (get?.status === 200) return true;
  const post = await fetch(url, { method: 'POST', body: '{}' }).catch(() => null);
  return post?.status === 200;
}
