import { PermanentFailure } from '../log/failures.ts';
import type { SuggestionStore } from '../log/ports.ts';
import type { ZohoCrm } from '../outside/zoho/crm/crm.ts';
import type { ZohoDesk } from '../outside/zoho/desk/desk.ts';
import type { DeskThread, DeskTicket } from '../outside/zoho/desk/ticket.ts';
import { type Advice, type Assistant, readAdvice, type Usage } from './assistant.ts';
import type { Address, AddressBook } from './conversation/address.ts';
import { readCustomerMessage } from './conversation/customer.ts';
import { refuseReply } from './guards.ts';
import { lazy } from './lazy.ts';
import type { Recent } from './recent.ts';
import { chooseDeal, type Deal, readDeal } from './rules/deals.ts';
import { recommend } from './rules/recommendation.ts';
import { dealFields, type Rules } from './rules/rules.ts';
import { readWording, type Wording } from './rules/wording.ts';
import { linkedDealId } from './steps/link-field.ts';
import { StaleProposal } from './steps/step.ts';
import type { Step, Suggestion } from './steps/suggestion.ts';

/** The systems and settings that every run shares. */
export type TicketWorld = {
  desk: ZohoDesk;
  crm: ZohoCrm;
  rules: Rules;
  suggestions: SuggestionStore;
  /** Null without a key, and in dry runs of strangers, who must not spend money. */
  assistant: Assistant | null;
  /** What was paid for lately, by ticket and message: a run that is tried again does not pay again. */
  advices: Recent<Advice>;
  /** The address of the CRM that people see: `https://crm.zoho.com`. */
  crmWeb: string;
  /** The day now, as `2026-01-25`. */
  today: () => string;
  /** Epoch ms. */
  now: () => number;
};

/** What is compared before each write: whether the ticket is still the one that was thought about. */
export type Snapshot = {
  thread: string | null;
  inbound: string | null;
  status: string;
  department: string;
  link: string | null;
};

/** Which deal a ticket is about, and how that is known. */
export type DealChoice = { deal: Deal | null; reason: string };

/** The ticket does not exist. */
export class UnknownTicket extends PermanentFailure {}

/** What a run knows of its ticket: read once, when a step needs it, and shared by all steps. */
export class TicketContext {
  readonly world: TicketWorld;
  readonly signal: AbortSignal;
  readonly ticket: DeskTicket;
  /** Oldest first. */
  readonly threads: readonly DeskThread[];
  /** What was read so far, in words, for the result. */
  readonly reads: string[] = ['the ticket', 'its threads'];
  snapshot: Snapshot;
  /** What this run paid for; null when nobody was asked. */
  paid: Usage | null = null;

  /** Who is of our own: by the rules file, and by the addresses that this department answers from. */
  readonly book = lazy(() => this.#readBook());
  readonly message = lazy(() => readCustomerMessage(this));
  readonly wording = lazy(() => this.#readWording());
  readonly deal = lazy(() => this.#readDeal());
  readonly departments = lazy(() => this.#readDepartments());
  readonly recommendation = lazy(() => recommend(this));
  readonly advice = lazy(() => this.#askAssistant());

  constructor(world: TicketWorld, ticket: DeskTicket, threads: readonly DeskThread[], signal: AbortSignal) {
    this.world = world;
    this.ticket = ticket;
    this.threads = threads;
    this.signal = signal;
    this.snapshot = takeSnapshot(ticket, threads, world.rules);
  }

  /** The newest message that came in; null when all were written by us. */
  get inbound(): DeskThread | null {
    return newestInbound(this.threads);
  }

  /** Names the message that a decision is about. */
  get occasion(): string {
    return this.snapshot.inbound ?? 'no message';
  }

  /** Reads the ticket again, right before a write. @throws StaleProposal when it is not what this run knows */
  async guard(): Promise<void> {
    const { desk, rules } = this.world;
    const ticket = await desk.getTicket(this.ticket.id, this.signal);
    if (ticket === null) throw new StaleProposal('the ticket is gone');
    const threads = await desk.listThreads(ticket.id, this.signal);
    const changes = differences(this.snapshot, takeSnapshot(ticket, threads, rules));
    if (changes.length > 0) throw new StaleProposal(changes.join(', '));
  }

  findEarlier(step: Step, key: string): Promise<Suggestion | null> {
    return this.world.suggestions.findEarlier(this.ticket.id, step, key);
  }

  async #readBook(): Promise<AddressBook> {
    const { desk, rules } = this.world;
    const addresses = await desk.listReplyAddresses(this.snapshot.department, this.signal);
    return rules.addressBook.including(addresses.map(({ address }) => address));
  }

  async #readWording(): Promise<Wording> {
    const { text } = await this.message();
    return readWording(this.ticket.subject, text, this.world.rules);
  }

  /** A link that stands on the ticket comes first, whoever set it; else all deals of all contacts with the address. */
  async #readDeal(): Promise<DealChoice> {
    const { crm } = this.world;
    const linked = linkedDealId(this.snapshot.link);
    if (linked !== null) {
      const record = await crm.getRecord('Deals', linked, this.signal);
      this.reads.push(`deal ${linked}`);
      if (record === null)
        return { deal: null, reason: `The ticket links to deal ${linked}, which Zoho CRM does not have.` };
      return { deal: readDeal(record), reason: 'The ticket links to this deal.' };
    }
    const { customer } = await this.message();
    if (customer === null) return { deal: null, reason: 'The ticket names no address of a customer.' };
    return this.#chooseDeal(customer);
  }

  async #chooseDeal({ address }: Address): Promise<DealChoice> {
    const { crm, rules, today } = this.world;
    const contacts = await crm.search('Contacts', { email: address }, this.signal);
    this.reads.push(`${contacts.length} contacts with the address of the customer`);
    if (contacts.length === 0) return { deal: null, reason: 'Zoho CRM has no contact with this address.' };
    const fields = dealFields(rules);
    const lists = await Promise.all(
      contacts.map(({ id }) => crm.related('Contacts', String(id), 'Deals', fields, this.signal)),
    );
    // Two contacts may share a deal.
    const deals = [...new Map(lists.flat().map((record) => [String(record.id), readDeal(record)])).values()];
    this.reads.push(`${deals.length} deals`);
    const chosen = chooseDeal(deals, rules, { wording: await this.wording(), today: today() });
    if (chosen === null) return { deal: null, reason: `None of ${deals.length} deals fits a rule.` };
    // Lists name lookups by id only, and the date of an exam is the name of a lookup.
    const whole = await crm.getRecord('Deals', chosen.deal.id, this.signal);
    return {
      deal: whole === null ? chosen.deal : readDeal(whole),
      reason: `Chosen of ${deals.length} by the rule "${chosen.rule}".`,
    };
  }

  async #readDepartments() {
    const departments = await this.world.desk.listDepartments(this.signal);
    this.reads.push('the departments');
    return departments;
  }

  /**
   * One question per message, for all steps and runs; the answer is kept with the proposed reply. Null without an
   * assistant, without words to ask about, and where a person is answering already.
   */
  async #askAssistant(): Promise<Advice | null> {
    const { assistant, suggestions, advices } = this.world;
    const { customer, text } = await this.message();
    if (assistant === null || text === '') return null;
    const newest = await suggestions.findNewest(this.ticket.id, 'reply', this.occasion);
    const key = `${this.ticket.id}/${this.occasion}`;
    const kept = advices.get(key) ?? readAdvice(newest?.proposal.assistant);
    if (kept !== null) return kept;
    if (customer === null || refuseReply(this) !== null) return null;
    const advice = await this.#ask(assistant, text);
    if (advice.usage === undefined) return advice;
    this.paid = advice.usage;
    advices.set(key, advice);
    return advice;
  }

  async #ask(assistant: Assistant, text: string): Promise<Advice> {
    const { rules } = this.world;
    this.reads.push('the advice of the assistant');
    const enabled = (await this.departments()).filter(({ isEnabled }) => isEnabled).map(({ name }) => name);
    const intents = rules.intents.map(({ name }) => name);
    return assistant.ask(
      { subject: this.ticket.subject ?? '', text, departments: enabled, intents },
      this.signal,
    );
  }
}

/** @throws UnknownTicket */
export async function openTicket(
  world: TicketWorld,
  ticketId: string,
  signal: AbortSignal,
): Promise<TicketContext> {
  const ticket = await world.desk.getTicket(ticketId, signal);
  if (ticket === null)
    throw new UnknownTicket(`Zoho Desk has no ticket ${ticketId}. It was deleted, or the id is wrong.`);
  return new TicketContext(world, ticket, await world.desk.listThreads(ticketId, signal), signal);
}

/** What changed between two looks at a ticket, in words. */
export function differences(known: Snapshot, now: Snapshot): string[] {
  return (Object.keys(CHANGES) as (keyof Snapshot)[])
    .filter((key) => now[key] !== known[key])
    .map((key) => CHANGES[key]);
}

export function takeSnapshot(ticket: DeskTicket, threads: readonly DeskThread[], rules: Rules): Snapshot {
  return {
    thread: threads.at(-1)?.id ?? null,
    inbound: newestInbound(threads)?.id ?? null,
    status: ticket.status,
    department: ticket.departmentId,
    link: ticket.cf[rules.link_field] || null,
  };
}

const CHANGES: Record<keyof Snapshot, string> = {
  inbound: 'the customer wrote again',
  thread: 'a message or a draft was added',
  status: 'the status changed',
  department: 'the ticket was moved',
  link: 'the link was changed',
};

function newestInbound(threads: readonly DeskThread[]): DeskThread | null {
  return threads.findLast(isInbound) ?? null;
}

function isInbound({ direction, status }: DeskThread): boolean {
  return direction === 'in' && status !== 'DRAFT';
}
