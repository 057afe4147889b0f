import type { Told } from '../../log/told.ts';
import { MissingInDesk } from '../../outside/zoho/desk/refusals.ts';
import type { DeskTicket } from '../../outside/zoho/desk/ticket.ts';
import { tell } from '../../sentences/tell.ts';
import { type Advice, type Assistant, readAdvice, type Usage } from '../assistant.ts';
import type { Connections } from '../connections.ts';
import type { Address } from '../conversation/address.ts';
import type { AddressBook } from '../conversation/address-book.ts';
import { type Conversation, customerIn, type Message, NO_MESSAGE } from '../conversation/conversation.ts';
import { refuseReply } from '../conversation/guards.ts';
import { findQuestion, type Question } from '../conversation/question.ts';
import { type OwnWords, ownWords } from '../conversation/quotes/own-words.ts';
import { ConversationReader } from '../conversation/read.ts';
import { differences, digest, type Snapshot, takeSnapshot } from '../conversation/snapshot.ts';
import { type Recommendation, recommend } from '../rules/recommendation.ts';
import { readWording, type Wording } from '../rules/wording.ts';
import type { Step, Suggestion } from '../suggestions/suggestion.ts';
import { type DealChoice, findDeal } from './find-deal.ts';
import { lazy } from './lazy.ts';
import { StaleProposal } from './stale.ts';
import { TicketGone, UnknownTicket } from './unknown-ticket.ts';

/** What a write of ours left behind, so that it is not mistaken for somebody else's. */
export type OwnWrite = {
  /** Messages, notes and drafts that we made or replaced, by id. */
  messages?: readonly string[];
  department?: string;
  link?: string;
};

/**
 * What a run knows of its ticket. The question is read once and stays: a run is about one message. What a write of ours
 * brings along is read after it.
 */
export class OpenTicket {
  readonly connections: Connections;
  readonly signal: AbortSignal;
  readonly book: AddressBook;
  /** The message that this run is about; null where no customer wrote. */
  readonly question: Question | null;
  /** What was read so far, for the result. */
  readonly reads: Told[] = [tell('THE_TICKET'), tell('ITS_MESSAGES_AND_COMMENTS')];
  ticket: DeskTicket;
  conversation: Conversation;
  snapshot: Snapshot;
  /** False once somebody else changed the ticket under our hands. */
  isOurs = true;
  /** True once Zoho no longer has it. */
  isGone = false;
  /** What this run paid for; null when nobody was asked. */
  paid: Usage | null = null;
  readonly #reader: ConversationReader;

  /** The customer's own words in the question, and what was cut from it. */
  readonly words = lazy(() => this.#readWords());
  readonly wording = lazy(() => this.#readWording());
  readonly deal = lazy(() => this.#readDeal());
  readonly departments = lazy(() => this.#readDepartments());
  readonly recommendation = lazy(() => this.#recommend());
  readonly advice = lazy(() => this.#askAssistant());

  /** @throws UnknownTicket */
  static async open(connections: Connections, ticketId: string, signal: AbortSignal): Promise<OpenTicket> {
    const { desk, rules } = connections;
    const ticket = await desk.getTicket(ticketId, signal);
    if (ticket === null) throw new UnknownTicket(ticketId);
    const book = rules.addressBook.including(await desk.organisation.listOwnAddresses(signal));
    const { noReply, bounces: bounceSubjects } = rules;
    const machines = { noReply, bounceSubjects, isOwnList: book.isOwnList.bind(book) };
    const reader = new ConversationReader(desk, { book, machines }, signal);
    const conversation = await unlessMissing(reader.read(ticket));
    if (conversation === null) throw new TicketGone(ticketId);
    return new OpenTicket(connections, { ticket, conversation }, reader, book);
  }

  private constructor(
    connections: Connections,
    { ticket, conversation }: { ticket: DeskTicket; conversation: Conversation },
    reader: ConversationReader,
    book: AddressBook,
  ) {
    this.connections = connections;
    this.ticket = ticket;
    this.conversation = conversation;
    this.question = findQuestion(conversation);
    this.book = book;
    this.signal = reader.signal;
    this.#reader = reader;
    this.snapshot = takeSnapshot(ticket, conversation, connections.rules.link_field);
    if (this.question !== null) this.reads.push(tell('MESSAGE', { id: this.question.message.id }));
  }

  /** Names the message that a decision is about. */
  get occasion(): string {
    return this.question?.message.id ?? NO_MESSAGE;
  }

  /** Whom an answer goes to; null when only our own people and machines wrote, or nobody can be answered by mail. */
  get customer(): Address | null {
    return this.question === null ? null : customerIn(this.question.message.answerTo, this.book);
  }

  /** The header lines of the message were read, so a machine would have shown itself. */
  get isProven(): boolean {
    return this.question !== null && this.#reader.hasHeaders(this.question.message.id);
  }

  /** Reads the ticket again, right before a write. @throws StaleProposal when it is not what this run knows */
  async guard(): Promise<void> {
    const now = await this.#look();
    if (now === null) throw new StaleProposal(tell('THE_TICKET_IS_GONE'));
    const changes = differences(this.snapshot, now.snapshot);
    if (changes.length > 0) throw new StaleProposal(...changes);
  }

  /**
   * Reads the ticket again, right after a write of ours: what it brought along is how things are now, such as the first
   * status of the new department. What somebody else did meanwhile stays unknown to the run, and stops the next write.
   */
  async settle(own: OwnWrite): Promise<void> {
    const before = this.snapshot;
    const known = digest(this.conversation, own.messages);
    const now = await this.#look();
    if (now === null) return;
    const isSame =
      digest(now.conversation, own.messages) === known && now.snapshot.inbound === before.inbound;
    const { department = before.department, link } = own;
    this.ticket = now.ticket;
    this.snapshot = {
      ...now.snapshot,
      department,
      ...(link !== undefined && { link }),
      ...(!isSame && { inbound: before.inbound, messages: before.messages }),
    };
    if (isSame) this.conversation = now.conversation;
    if (differences(this.snapshot, now.snapshot).length > 0) this.isOurs = false;
  }

  findEarlier(step: Step, key: string): Promise<Suggestion | null> {
    return this.connections.suggestions.findEarlier(this.ticket.id, step, key);
  }

  async #look() {
    const { desk, rules } = this.connections;
    const ticket = await desk.getTicket(this.ticket.id, this.signal);
    const conversation = ticket === null ? null : await unlessMissing(this.#reader.look(ticket));
    if (ticket === null || conversation === null) {
      this.isGone = true;
      return null;
    }
    return { ticket, conversation, snapshot: takeSnapshot(ticket, conversation, rules.link_field) };
  }

  async #readWording(): Promise<Wording> {
    const { own } = await this.words();
    return readWording(this.ticket.subject, own, this.connections.rules);
  }

  /** What was said before the question is quoted there; what we said is nobody's wish, wherever it stands. */
  async #readWords(): Promise<OwnWords> {
    const { question, conversation } = this;
    if (question === null) return { own: '', cut: [] };
    const { message } = question;
    const earlier = conversation.messages
      .filter(({ at, delivery }) => at < message.at && delivery !== 'draft')
      .map(({ text, by }) => ({ text, isOurs: by === 'us' }));
    return ownWords(message, earlier);
  }

  async #readDeal(): Promise<DealChoice> {
    const { connections, customer, signal, reads, wording } = this;
    return findDeal({ link: this.snapshot.link, customer, wording, reads }, connections, signal);
  }

  async #readDepartments() {
    const departments = await this.connections.desk.organisation.listDepartments(this.signal);
    this.reads.push(tell('THE_DEPARTMENTS'));
    return departments;
  }

  async #recommend(): Promise<Recommendation | null> {
    const { rules, today } = this.connections;
    const wording = await this.wording();
    const { deal } = await this.deal();
    return recommend({ deal, wording, rules, today: today(), askAssistant: this.advice });
  }

  /**
   * One question per message, for all steps and runs; the answer is kept with the proposed reply. Null without an
   * assistant, without words to ask about, and where a person is answering already.
   */
  async #askAssistant(): Promise<Advice | null> {
    const { assistant, suggestions, advices } = this.connections;
    const { question } = this;
    const { own: text } = await this.words();
    if (assistant === null || question === null || text === '') return null;
    const newest = await suggestions.findNewest(this.ticket.id, 'reply', this.occasion);
    const key = `${this.ticket.id}/${this.occasion}`;
    const kept = advices.get(key) ?? readAdvice(newest?.proposal.assistant);
    if (kept !== null) return kept;
    if (this.customer === null || refuseReply(question) !== null || hasDraft(this.conversation)) return null;
    const advice = await this.#ask(assistant, text);
    if (advice.usage === undefined) return advice;
    this.paid = advice.usage;
    advices.set(key, advice);
    return advice;
  }

  async #ask(assistant: Assistant, text: string): Promise<Advice> {
    const { rules } = this.connections;
    this.reads.push(tell('THE_ADVICE_OF_THE_ASSISTANT'));
    const departments = (await this.departments())
      .filter(({ isEnabled }) => isEnabled)
      .map(({ name }) => name);
    const intents = rules.intents.map(({ name }) => name);
    const subject = this.ticket.subject ?? '';
    return assistant.ask({ subject, text, departments, intents }, this.signal);
  }
}

/** Null where Zoho no longer has it: a ticket may go away between two calls. */
async function unlessMissing<Read>(reading: Promise<Read>): Promise<Read | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof MissingInDesk) return null;
    throw error;
  }
}

/** An answer is being written already. */
function hasDraft({ messages }: Conversation): boolean {
  return messages.some(isDraft);
}

export function isDraft({ delivery }: Message): boolean {
  return delivery === 'draft';
}
