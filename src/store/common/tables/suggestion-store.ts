import type { JsonObject } from '../../../log/event.ts';
import type { OperatorAction, Page } from '../../../log/readings.ts';
import type { Departure, LetterLimit, SuggestionStore } from '../../../log/stores.ts';
import type { Reason } from '../../../sentences/tell.ts';
import type {
  NewSuggestion,
  Step,
  SuggestionChange,
  SuggestionStatus,
} from '../../../tickets/suggestions/suggestion.ts';
import type { Log } from '../log.ts';
import type { SuggestionTable } from './suggestion-table.ts';

/** The suggestions; every write happens in a transaction of the log. */
export class LoggedSuggestionStore implements SuggestionStore {
  readonly #table: SuggestionTable;
  readonly #log: Log;

  constructor(table: SuggestionTable, log: Log) {
    this.#table = table;
    this.#log = log;
  }

  async list(filter: { status?: SuggestionStatus; ticketId?: string }, page: Page) {
    return this.#table.list(this.#log, filter, page);
  }

  async get(id: number) {
    return this.#table.find(this.#log, id);
  }

  async findEarlier(ticketId: string, step: Step, key: string) {
    return this.#table.findEarlier(this.#log, ticketId, step, key);
  }

  async findNewest(ticketId: string, step: Step, key: string) {
    return this.#table.findNewest(this.#log, ticketId, step, key);
  }

  replaceWaiting(change: SuggestionChange) {
    return this.#log.write(({ nowIso }) => this.#table.replaceWaiting(change, nowIso));
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

  giveBack(id: number, trouble: Reason | null = null) {
    return this.#log.write(() => this.#table.giveBack(id, trouble));
  }

  plan(id: number, by: OperatorAction, departure: Departure) {
    return this.#log.write(({ nowIso }) => this.#table.plan(id, by, departure, nowIso));
  }

  planAgain(id: number, applyAt: string, trouble: Reason) {
    return this.#log.write(() => this.#table.planAgain(id, applyAt, trouble));
  }

  takeBack(id: number, by: OperatorAction) {
    return this.#log.write(({ nowIso }) => this.#table.takeBack(id, by, nowIso));
  }

  async due(at: string) {
    return this.#table.due(this.#log, at);
  }

  async notLeft(since: string) {
    return this.#table.notLeft(this.#log, since);
  }

  depart(id: number) {
    return this.#log.write(({ nowIso }) => this.#table.depart(id, nowIso));
  }

  async nextDeparture() {
    return this.#table.nextDeparture(this.#log);
  }

  finish(id: number, status: 'applied' | 'stale' | 'failed', result: JsonObject | null) {
    return this.#log.write(({ nowIso }) => this.#table.finish(id, status, result, nowIso));
  }

  dismiss(id: number, by: OperatorAction) {
    return this.#log.write(({ nowIso }) => this.#table.dismiss(id, by, nowIso));
  }

  recover() {
    return this.#log.write(({ nowMs }) => this.#table.recover(nowMs));
  }
}
