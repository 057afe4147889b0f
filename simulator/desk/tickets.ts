import type { Answer } from '../faults.ts';
import { deskPageUrl } from '../web/desk-page.ts';
import { NOT_FOUND } from './answers.ts';
import { commentRecord, type DeskRecord, type Json, threadRecord, ticketRecord } from './records.ts';

/** A change made over the API: which call, on which ticket, with which body. */
export type DeskWrite = { call: string; ticketId: string; body: Json };
/** The number of the first ticket. */
const FIRST_NUMBER = 101;

/** What the simulated Zoho Desk holds: tickets with their messages and comments, and what was changed in them. */
export class DeskTickets {
  /** The changes made over the API, in order. */
  readonly writes: DeskWrite[] = [];
  /**
   * How the old id of a merged ticket answers from then on. Zoho documents the merge but not this: the id may
   * be unknown, or lead to the master, in which case a write to the old id changes the master.
   */
  mergedAnswer: 'unknown' | 'master' = 'unknown';
  /** Its own address; the real one until it listens. */
  protected url = 'https://desk.zoho.com';
  protected readonly now: () => number;
  readonly #tickets = new Map<string, DeskRecord>();
  readonly #threads = new Map<string, DeskRecord[]>();
  readonly #comments = new Map<string, DeskRecord[]>();
  /** The original mails, by thread. */
  readonly #originals = new Map<string, string>();
  /** Tickets that the token's user may not see. */
  readonly #closedToUs = new Set<string>();
  /** By the id of a merged ticket: the ticket that it was merged into. */
  readonly #masters = new Map<string, string>();
  #lastMs = 0;
  #lastId = 198709000001000000n;

  constructor(now: () => number) {
    this.now = now;
  }

  all(): DeskRecord[] {
    return [...this.#tickets.values()];
  }

  isClosedToUs(id: string): boolean {
    return this.#closedToUs.has(id);
  }

  original(threadId: string): string | undefined {
    return this.#originals.get(threadId);
  }

  putTicket(ticket: DeskRecord): DeskRecord {
    const webUrl = deskPageUrl(this.url, ticket.id);
    const ticketNumber =
      this.#tickets.get(ticket.id)?.ticketNumber ?? String(FIRST_NUMBER + this.#tickets.size);
    const record = ticketRecord({ webUrl, ticketNumber, ...ticket }, this.nextIso());
    this.#tickets.set(record.id, record);
    return record;
  }

  putThread(ticketId: string, thread: Json = {}): DeskRecord {
    const record = threadRecord({ id: this.nextId(), ...thread }, this.nextIso());
    this.#threads.set(ticketId, [...this.threads(ticketId), record]);
    return record;
  }

  putComment(ticketId: string, comment: Json = {}): DeskRecord {
    const record = commentRecord({ id: this.nextId(), ...comment }, this.nextIso());
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
    if (master !== undefined) master.modifiedTime = this.nextIso();
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

  /** A merged ticket may lead to its master. */
  protected led(params: Record<string, string>): Record<string, string> {
    const master = this.mergedAnswer === 'master' ? this.#masters.get(String(params.id)) : undefined;
    return master === undefined ? params : { ...params, id: master };
  }

  protected change(
    call: string,
    ticketId: string,
    body: Json,
    changes: (ticket: DeskRecord) => Json,
  ): Answer {
    const ticket = this.#tickets.get(ticketId);
    if (ticket === undefined) return NOT_FOUND;
    this.writes.push({ call, ticketId, body });
    Object.assign(ticket, changes(ticket), { modifiedTime: this.nextIso() });
    return { status: 200, json: this.counted(ticket) };
  }

  protected add(call: string, ticketId: string, body: Json, add: (ticketId: string) => DeskRecord): Answer {
    const ticket = this.#tickets.get(ticketId);
    if (ticket === undefined) return NOT_FOUND;
    this.writes.push({ call, ticketId, body });
    const record = add(ticketId);
    ticket.modifiedTime = this.nextIso();
    return { status: 200, json: record };
  }

  protected counted(ticket: DeskRecord): DeskRecord {
    const { id } = ticket;
    return {
      ...ticket,
      threadCount: `${this.threads(id).length}`,
      commentCount: `${this.comments(id).length}`,
    };
  }

  protected nextId(): string {
    this.#lastId += 1n;
    return String(this.#lastId);
  }

  /** Never the same moment twice, even when the clock stands still. */
  protected nextIso(): string {
    this.#lastMs = Math.max(this.now(), this.#lastMs + 1);
    return new Date(this.#lastMs).toISOString();
  }
}
