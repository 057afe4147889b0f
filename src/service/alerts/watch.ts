import type { Clock } from '../../clock.ts';
import type { Reading } from '../../log/ports.ts';
import type { ProblemStore } from '../../log/problem.ts';
import type { StateStore, SuggestionList, SuggestionStore } from '../../log/stores.ts';
import type { Warnings } from '../sight/warnings.ts';
import {
  type AlertRules,
  type Counts,
  dueAlerts,
  type Look,
  NOTHING_TOLD,
  needsOf,
  type ToldSoFar,
} from './due.ts';
import type { Way } from './ways.ts';

export type AlertOptions = {
  ways: readonly Way[];
  rules: AlertRules;
  reading: Pick<Reading, 'list' | 'stats'>;
  problems: Pick<ProblemStore, 'list'>;
  suggestions: Pick<SuggestionStore, 'list' | 'notLeft'>;
  state: StateStore;
  warnings: Pick<Warnings, 'list'>;
  /** Free space on the data disk, in bytes; null when it cannot be determined. */
  freeBytes: () => Promise<number | null>;
  clock: Clock;
  log: { info(fields: object, message: string): void };
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How many problems and suggestions one check reads: anyone with more has been told enough. */
const MOST = 200;

/** Tells people what needs them, once per channel; the database remembers what was told. */
export class AlertWatch {
  readonly #options: AlertOptions;

  constructor(options: AlertOptions) {
    this.#options = options;
  }

  /**
   * One check. Throws what the channels failed with; anything that did not arrive is told at the next check.
   */
  async run(signal: AbortSignal): Promise<void> {
    const look = await this.#look();
    const failures: unknown[] = [];
    for (const way of this.#options.ways) {
      if (signal.aborted) return;
      await this.#tellOver(way, look).catch((error) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }

  /** Recorded as soon as it arrives, so that a later failure does not cause a repeat. */
  async #tellOver(way: Way, look: Look): Promise<void> {
    const { state, rules, clock, log } = this.#options;
    const key = `alerts.${way.name}`;
    let kept = await state.read(key);
    let told: ToldSoFar = { ...NOTHING_TOLD, ...(kept !== null && JSON.parse(kept)) };
    const nowMs = clock.now();
    const counts = await this.#counts(needsOf(look, told, rules, nowMs), nowMs);
    for (const due of dueAlerts({ ...look, ...counts }, told, rules, nowMs)) {
      if (due.alert !== null) {
        await way.send(due.alert, new Date(nowMs).toISOString());
        log.info({ way: way.name, kind: due.alert.kind }, 'told people outside the dashboard');
      }
      told = { ...told, ...due.told };
      const next = JSON.stringify(told);
      if (next !== kept) await state.write(key, next);
      kept = next;
    }
  }

  async #look(): Promise<Look> {
    const { reading, problems, suggestions, warnings, freeBytes, clock } = this.#options;
    const [open, newest, oldSuggestions, notLeft] = await Promise.all([
      problems.list({ state: 'open' }, { limit: MOST, offset: 0 }),
      reading.list({}, { limit: 1, before: null }),
      this.#oldSuggestions(clock.now()),
      suggestions.notLeft(new Date(clock.now() - DAY_MS).toISOString()),
    ]);
    const [event] = newest.events;
    return {
      problems: open.problems,
      oldSuggestions,
      notLeft,
      warnings: warnings.list(),
      newestEvent: event === undefined ? null : { id: event.id, at: event.created_at },
      freeBytes: await freeBytes(),
    };
  }

  async #oldSuggestions(nowMs: number): Promise<Look['oldSuggestions']> {
    const { suggestions, rules } = this.#options;
    if (rules.suggestionHours === 0) return { count: 0, newest: 0 };
    const cut = new Date(nowMs - rules.suggestionHours * HOUR_MS).toISOString();
    let before: number | null = null;
    let younger = 0;
    do {
      const list: SuggestionList = await suggestions.list({ status: 'waiting' }, { limit: MOST, before });
      const old = list.suggestions.find(({ createdAt }) => createdAt < cut);
      younger += old === undefined ? list.suggestions.length : list.suggestions.indexOf(old);
      if (old !== undefined) return { count: list.total - younger, newest: old.id };
      before = list.nextBefore;
    } while (before !== null);
    return { count: 0, newest: 0 };
  }

  async #counts(needs: Record<keyof Counts, boolean>, nowMs: number): Promise<Counts> {
    const { silenceHours } = this.#options.rules;
    const usual = needs.usual && {
      weekBefore: await this.#receivedBefore(nowMs - 7 * DAY_MS, silenceHours),
      dayBefore: await this.#receivedBefore(nowMs - DAY_MS, silenceHours),
    };
    return { usual: usual || null, day: needs.day ? await this.#day(nowMs) : null };
  }

  /** How much came in during the hours before a moment; null when the log begins later. */
  async #receivedBefore(untilMs: number, hours: number): Promise<number | null> {
    const until = new Date(untilMs).toISOString();
    const since = new Date(untilMs - hours * HOUR_MS).toISOString();
    const { reading } = this.#options;
    const { events } = await reading.list({ until: since }, { limit: 1, before: null, reach: 1 });
    if (events.length === 0) return null;
    return (await reading.stats({ since, until })).total_events;
  }

  async #day(nowMs: number): Promise<Counts['day']> {
    const { reading, suggestions } = this.#options;
    const since = new Date(nowMs - DAY_MS).toISOString();
    const { total_events, by_status } = await reading.stats({ since });
    const all = (await reading.stats({})).by_status;
    const { total } = await suggestions.list({ status: 'waiting' }, { limit: 1, before: null });
    return {
      received: total_events,
      completed: by_status.completed ?? 0,
      failed: by_status.failed ?? 0,
      waiting: (all.pending ?? 0) + (all.processing ?? 0),
      suggestions: total,
    };
  }
}
