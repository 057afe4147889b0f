import type { ZohoDesk } from '../../outside/zoho/desk/desk.ts';
import type {
  DeskComment,
  DeskThread,
  DeskThreadDetail,
  DeskTicket,
  MailHeaders,
} from '../../outside/zoho/desk/ticket.ts';
import { type Conversation, converse, type House } from './conversation.ts';
import { findQuestion } from './question.ts';

/** Messages that are read by themselves at most: a thread of hundreds would take the whole time of a run. */
const MAX_READ = 8;
/** Of ours before the question that are read, because the customer may quote them. */
const MAX_EARLIER = 3;
/** How often a message that turns out to be a machine's gives way to the one before it. */
const MAX_MACHINES = 3;

type Desk = Pick<ZohoDesk, 'listThreads' | 'listComments' | 'getThread' | 'readHeaders'>;

/**
 * Reads the conversation of a ticket again and again, as cheaply as it can: what was read of a thread stays, because
 * a message does not change after it came.
 */
export class ConversationReader {
  readonly #desk: Desk;
  readonly #house: House;
  readonly signal: AbortSignal;
  readonly #details = new Map<string, DeskThreadDetail>();
  readonly #headers = new Map<string, MailHeaders | null>();

  constructor(desk: Desk, house: House, signal: AbortSignal) {
    this.#desk = desk;
    this.#house = house;
    this.signal = signal;
  }

  /** True where the mail program of the sender was asked, so to speak: its header lines are known. */
  hasHeaders(threadId: string): boolean {
    return (this.#headers.get(threadId) ?? null) !== null;
  }

  /** As deep as a decision needs it. */
  async read(ticket: DeskTicket): Promise<Conversation> {
    const lists = await this.#list(ticket);
    for (const id of wanted(lists.threads)) await this.#readThread(ticket.id, id);
    for (let round = 0; round < MAX_MACHINES; round++) {
      const question = findQuestion(this.#converse(ticket, lists));
      if (question?.message.kind !== 'thread' || this.#headers.has(question.message.id)) break;
      await this.#readThread(ticket.id, question.message.id);
      await this.#readHeaders(ticket.id, question.message.id);
    }
    return this.#converse(ticket, lists);
  }

  /** Only the lists: enough to see that something was added. */
  async look(ticket: DeskTicket): Promise<Conversation> {
    return this.#converse(ticket, await this.#list(ticket));
  }

  #converse(ticket: DeskTicket, lists: Lists): Conversation {
    return converse({ ticket, ...lists, details: this.#details, headers: this.#headers }, this.#house);
  }

  async #list({ id, description }: DeskTicket): Promise<Lists> {
    const [threads, comments] = await Promise.all([
      this.#desk.listThreads(id, this.signal),
      this.#desk.listComments(id, this.signal),
    ]);
    const isBare = description !== null && threads.every(isDraft);
    return {
      threads,
      comments: await Promise.all(
        comments.map(async (each) => (each.isHtml ? { ...each, content: await words(each.content) } : each)),
      ),
      description: isBare ? await words(description) : null,
    };
  }

  async #readThread(ticketId: string, threadId: string): Promise<void> {
    if (this.#details.has(threadId)) return;
    const detail = await this.#desk.getThread(ticketId, threadId, this.signal);
    if (detail !== null) this.#details.set(threadId, detail);
  }

  async #readHeaders(ticketId: string, threadId: string): Promise<void> {
    this.#headers.set(threadId, await this.#desk.readHeaders(ticketId, threadId, this.signal));
  }
}

type Lists = { threads: readonly DeskThread[]; comments: readonly DeskComment[]; description: string | null };

/**
 * What came in since our last public answer, newest first, and what we wrote ourselves before: who wrote and where the
 * answer belongs stand only in a thread that is read by itself.
 */
function wanted(threads: readonly DeskThread[]): string[] {
  const live = threads.filter((thread) => !isDraft(thread)).toReversed();
  const incoming = live.filter(({ direction, isPublic }) => direction === 'in' && isPublic);
  const answered = live.findIndex(
    ({ direction, isPublic, status }) => direction === 'out' && isPublic && status !== 'FAILED',
  );
  const since = answered === -1 ? incoming : incoming.filter((thread) => live.indexOf(thread) < answered);
  const ours = live.filter(({ direction }) => direction === 'out').slice(0, MAX_EARLIER);
  return [...(since.length > 0 ? since : incoming.slice(0, 1)).slice(0, MAX_READ), ...ours].map(
    ({ id }) => id,
  );
}

function isDraft({ status }: DeskThread): boolean {
  return status === 'DRAFT';
}

/** Only when it is needed: the reader of HTML is as heavy as a third of a start. */
async function words(html: string): Promise<string> {
  const { htmlToText } = await import('../../outside/zoho/desk/thread.ts');
  return htmlToText(html);
}
