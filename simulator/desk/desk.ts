import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { type Answer, type Fault, Faults } from '../faults.ts';
import { inProcess } from '../in-process.ts';
import { deskPage } from '../web/desk-page.ts';
import {
  FORBIDDEN,
  INVALID_OAUTH,
  invalidData,
  NO_ORG,
  NOT_FOUND,
  type On,
  page,
  unprocessable,
} from './answers.ts';
import type { DeskKeys } from './keys.ts';
import { DEPARTMENTS, type DeskRecord, type Json, REPLY_ADDRESSES, statusTypeOf } from './records.ts';
import { DeskTickets } from './tickets.ts';
import { webhookRoutes } from './webhooks.ts';

const API = '/api/v1';
/** How many tickets Zoho merges in one call. */
const MOST_MERGED = 5;
const PATCH_KEYS = new Set(
  'subject status priority assigneeId teamId departmentId category subCategory classification dueDate description resolution contactId accountId email phone cf'.split(
    ' ',
  ),
);

/**
 * A stand-in for Zoho Desk with the habits that clients must know: it refuses undocumented parameters, an
 * empty list is 204, threads come newest first and without their text, the search lags and matches loosely.
 */
export class DeskSimulator extends DeskTickets {
  static readonly orgId = '54983163';
  /** The requests in order: method and path, never a body. */
  readonly requests: string[] = [];
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
  /** Mail addresses are listed only department by department. */
  hasOneAddressList = true;
  readonly #app: FastifyInstance = Fastify({ forceCloseConnections: true });
  /**
   * For callers with so many calls that sockets would take most of the time. Connection faults need a socket.
   */
  readonly fetch = inProcess(this.#app);
  readonly #faults = new Map<string, Faults>();
  readonly #anyFaults = new Faults();
  readonly #seenTokens = new Set<string>();
  #expiredTokens = new Set<string>();

  constructor(keys: DeskKeys, now: () => number = Date.now) {
    super(now);
    this.keys = keys;
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
    webhookRoutes(this.#on, this.writes, () => this.nextId());
  }

  /** Listens on this machine and returns its address. */
  async listen(port = 0): Promise<string> {
    this.url = await this.#app.listen({ host: '127.0.0.1', port });
    return this.url;
  }

  close(): Promise<void> {
    return this.#app.close();
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
      const ticket = this.ticket(String(params.id));
      return ticket === undefined ? NOT_FOUND : { status: 200, json: this.counted(ticket) };
    });
    this.#on('GET', '/tickets', 'listTickets', ['from', 'limit', 'sortBy'], ({ query }) =>
      page(
        this.all().filter(({ id }) => !this.isClosedToUs(id)),
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
        if (this.ticket(id) === undefined) return NOT_FOUND;
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
      const content = this.original(String(params.threadId));
      return content === undefined ? NOT_FOUND : { status: 200, json: { content } };
    });
    this.#on(
      'GET',
      '/tickets/:id/comments',
      'listComments',
      ['from', 'limit', 'sortBy'],
      ({ params, query }) =>
        this.ticket(String(params.id)) !== undefined
          ? page(this.comments(String(params.id)), query, 50)
          : NOT_FOUND,
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
      return this.change('updateTicket', String(params.id), body, (ticket) => ({
        ...body,
        cf: cf(ticket),
        statusType: statusTypeOf(body.status ?? ticket.status),
      }));
    });
    this.#on('POST', '/tickets/:id/move', 'moveTicket', ['departmentId'], ({ params, query, body }) => {
      const departmentId = query.get('departmentId');
      if (departmentId !== body.departmentId || !DEPARTMENTS.some(({ id }) => id === departmentId))
        return invalidData(['departmentId']);
      const moved = this.change('moveTicket', String(params.id), body, (ticket) => ({
        departmentId,
        assigneeId: null,
        ...this.onMove(ticket),
      }));
      return moved.status === 200 ? { status: 200 } : moved;
    });
    this.#on('POST', '/tickets/:id/merge', 'mergeTickets', [], ({ params, body }) => {
      const id = String(params.id);
      const ids = Array.isArray(body.ids) ? body.ids.map(String) : [];
      const areThere = ids.every((other) => other !== id && this.ticket(other) !== undefined);
      if (!areThere || ids.length < 1 || ids.length > MOST_MERGED) return invalidData(['ids']);
      return this.change('mergeTickets', id, body, () => {
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
      return this.add('addComment', String(params.id), body, (id) => this.putComment(id, { ...body }));
    });
    for (const path of ['draftReply', 'sendReply'] as const) {
      this.#on('POST', `/tickets/:id/${path}`, path, [], ({ params, body }) => {
        // Checked before the ticket is looked up.
        const wrong = wrongReplyFields(body);
        if (wrong.length > 0) return invalidData(wrong);
        const author = { type: 'AGENT', email: 'agent@example.edu', name: 'Agent' };
        return this.add(path, String(params.id), body, (id) =>
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

  /** One route with the checks that all share: a token, the organisation, no undocumented parameter. */
  readonly #on: On = (method, path, call, known, work) => {
    this.#app.route({
      method,
      url: `${API}${path}`,
      handler: async (request, reply) => {
        const query = new URL(request.url, 'http://desk').searchParams;
        const params = this.led(request.params as Record<string, string>);
        const isClosed = path.startsWith('/tickets/:id') && this.isClosedToUs(String(params.id));
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
  };

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
    const found = this.all().filter(({ modifiedTime }) => {
      const ms = Date.parse(String(modifiedTime));
      return ms >= since - 60_000 && ms <= until + 60_000 && ms <= this.now() - this.indexLagMs;
    });
    return page(found, query, 10);
  }

  #faultsOf(call: string): Faults {
    const faults = this.#faults.get(call) ?? new Faults();
    this.#faults.set(call, faults);
    return faults;
  }
}

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
