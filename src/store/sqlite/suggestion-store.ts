import type { JsonObject } from '../../log/event.ts';
import type { Departure, LetterLimit, OperatorAction, Page, SuggestionStore } from '../../log/ports.ts';
import type { NewSuggestion, Step, SuggestionChange, SuggestionStatus } from '../../tickets/suggestion.ts';
import type { LocalTables } from './settle.ts';
import type { SuggestionTable } from './suggestion-table.ts';
import type { TicketTable } from './ticket-table.ts';
import type { Turn } from './turn.ts';

/** The suggestions, with every write in a transaction of the log. */
export class SqliteSuggestionStore implements SuggestionStore {
  readonly #table: SuggestionTable;
  readonly #tickets: TicketTable;
  readonly #log: { write<T>(work: (turn: Turn) => T): Promise<T> };

  constructor(
    { suggestions, tickets }: Pick<LocalTables, 'suggestions' | 'tickets'>,
    log: { write<T>(work: (turn: Turn) => T): Promise<T> },
  ) {
    this.#table = suggestions;
    this.#tickets = tickets;
    this.#log = log;
  }

  async list(filter: { status?: SuggestionStatus; ticketId?: string }, page: Page) {
    return this.#table.list(filter, page);
  }

  async get(id: number) {
    return this.#table.get(id);
  }

  async findEarlier(ticketId: string, step: Step, key: string) {
    return this.#table.findEarlier(ticketId, step, key);
  }

  async findNewest(ticketId: string, step: Step, key: string) {
    return this.#table.findNewest(ticketId, step, key);
  }

  replaceWaiting(change: SuggestionChange) {
    return this.#log.write(({ nowIso }) => {
      this.#table.replaceWaiting(change, nowIso);
      if (change.card !== undefined) this.#tickets.keep(change.card, nowIso);
    });
  }

  begin(suggestion: NewSuggestion) {
    return this.#log.write(({ nowIso }) => this.#table.begin(suggestion, nowIso));
  }

  moveGuard(ticketId: string, from: JsonObject, to: JsonObject) {
    return this.#log.write(() => this.#table.moveGuard(ticketId, from, to));
  }

  claim(id: number, by: OperatorAction) {
    return this.#log.write(({ nowIso }) => this.#table.decide(id, 'applying', by, nowIso));
  }

  note(id: number, begun: JsonObject | null) {
    return this.#log.write(() => this.#table.note(id, begun));
  }

  noteLetter(id: number, begun: JsonObject, limit: LetterLimit) {
    return this.#log.write(() => this.#table.noteLetter(id, begun, limit));
  }

  giveBack(id: number, trouble: string | null = null) {
    return this.#log.write(() => this.#table.giveBack(id, trouble));
  }

  plan(id: number, by: OperatorAction, departure: Departure) {
    return this.#log.write(({ nowIso }) => this.#table.plan(id, by, departure, nowIso));
  }

  takeBack(id: number, by: OperatorAction) {
    return this.#log.write(({ nowIso }) => this.#table.takeBack(id, by, nowIso));
  }

  claimDue() {
    return this.#log.write(({ nowIso }) => this.#table.claimDue(nowIso));
  }

  async nextDeparture() {
    return this.#table.nextDeparture();
  }

  finish(id: number, status: 'applied' | 'stale' | 'failed', result: JsonObject | null) {
    return this.#log.write(({ nowIso }) => this.#table.finish(id, status, result, nowIso));
  }

  dismiss(id: number, by: OperatorAction) {
    return this.#log.write(({ nowIso }) => this.#table.decide(id, 'dismissed', by, nowIso) !== null);
  }

  recover() {
    return this.#log.write(() => this.#table.recover());
  }
}
