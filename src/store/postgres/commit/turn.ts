import type { Clock } from '../../../clock.ts';
import type { Appended, NewEvent } from '../../../log/event.ts';
import type { EndAtOnce, Settled } from '../../../log/ports.ts';
import { isSetBack } from '../../../log/rules/clock-step.ts';
import { Counters } from '../../common/counters.ts';
import { sql } from '../../common/drizzle.ts';
import { DISORDERED, type Held, type Writing } from '../../common/log.ts';
import { change, type Step } from '../../common/step.ts';
import { ProblemTable } from '../../common/tables/problem-table.ts';
import type { SuggestionTable } from '../../common/tables/suggestion-table.ts';
import { appendDelivery } from '../../common/writing/append.ts';
import { AtOnce } from '../../common/writing/at-once.ts';
import { recoverExpired, settleEvent } from '../../common/writing/settle.ts';
import { toIso, type WriteTurn } from '../../common/writing/turn.ts';
import { tell } from '../asking/fixed.ts';
import { flush } from './flush.ts';
import { type Read, readKnown, type Work } from './known.ts';
import { Ledger } from './ledger.ts';
import { type Counted, countParts, type MinuteParts, pullDue } from './parts.ts';
import { StudentsInMemory } from './students-inside.ts';

export type TurnOptions = {
  clock: Clock;
  endAtOnce: EndAtOnce | null;
  suggestions: SuggestionTable;
  /** Where this instance counts. */
  slot: number;
};

/** What a work came to: an answer for each delivery and for each ending, and how many leases were taken back. */
export type Worked = { appended: Appended[][]; settled: Settled[]; recovered: number };

/** One transaction under the lock of the hub: one time, the counters, and what became claimable. */
export class PostgresTurn implements Writing {
  readonly problems = new ProblemTable();
  readonly counters: Counters;
  readonly changed = new Set<number>();
  hasNewPending = false;
  /** The clock is behind the times in the log. */
  wasSetBack = false;
  readonly #options: TurnOptions;
  #nowMs: number | null = null;
  readonly #counted: {
    counters: Counted['counters'][number][];
    minutes: MinuteParts[];
    forget: string | null;
  } = { counters: [], minutes: [], forget: null };

  constructor(options: TurnOptions) {
    this.#options = options;
    const counted = this.#counted;
    this.counters = new Counters({
      addToCounter: { run: (counter) => counted.counters.push(counter) },
      addToMinute: { run: (minute) => counted.minutes.push(minute) },
      forgetMinutes: {
        run(before) {
          counted.forget = before;
        },
      },
    });
  }

  /** From the first question on, which is asked under the lock: the wait for it does not make events older. */
  get nowMs(): number {
    this.#nowMs ??= this.#options.clock.now();
    return this.#nowMs;
  }

  get nowIso(): string {
    return toIso(this.nowMs);
  }

  touch(id: number): void {
    this.changed.add(id);
  }

  *append(events: readonly NewEvent[]): Step<Appended[]> {
    const { appended } = yield* this.work({ deliveries: [events], endings: [], expiredBefore: null });
    return appended[0] ?? [];
  }

  *reopen({ id, source, record_id }: Held, eventId: string | null): Step<void> {
    yield* change(sql`
      INSERT INTO event_attempts (log_id, attempt, started_at, finished_at, outcome)
      SELECT id, attempts, started_at, processed_at, 'completed'
      FROM integration_events_log WHERE id = ${id} AND started_at IS NOT NULL`);
    yield* change(sql`
      UPDATE integration_events_log
      SET status = 'pending', attempts = 0, next_attempt_at = ${this.nowIso}, processed_at = NULL, started_at = NULL,
          result = NULL, error_message = NULL, error_code = NULL, error_details = NULL,
          event_id = coalesce(${eventId}, event_id), payload_differs = 0,
          lane_head = CASE WHEN EXISTS (
            SELECT 1 FROM integration_events_log
            WHERE source = ${source} AND record_id = ${record_id} AND processed_at IS NULL) THEN 0 ELSE 1 END
      WHERE id = ${id}`);
    this.touch(id);
    this.hasNewPending = true;
  }

  *end({ id, source, record_id }: Held, result: string): Step<void> {
    yield* change(sql`
      UPDATE integration_events_log
      SET status = 'completed', result = ${result}, error_message = NULL, error_code = NULL, error_details = NULL,
          processed_at = ${this.nowIso}, started_at = NULL, next_attempt_at = NULL, lease_token = NULL,
          lease_until = NULL, lane_head = 0
      WHERE id = ${id}`);
    yield* change(sql`
      UPDATE integration_events_log SET lane_head = 1
      WHERE id = (SELECT min(id) FROM integration_events_log
                  WHERE source = ${source} AND record_id = ${record_id} AND processed_at IS NULL)`);
  }

  /**
   * Ends attempts and keeps deliveries, all of them with one query before and one after.
   *
   * @param isLast nothing else is counted in this transaction: the counters go with it, which saves a round trip
   */
  *work(work: Work, { maxAttempts = 0, isLast = false } = {}): Step<Worked> {
    const read = yield* readKnown(work);
    const ledger = new Ledger(read);
    const students = new StudentsInMemory(read);
    const later: Step<void>[] = [];
    const turn = this.#inside(read, ledger, students, later);
    if (turn.isDisordered) yield* this.#setBack();
    const { suggestions } = this.#options;
    const tables = {
      students,
      suggestions: {
        replaceWaiting: (...about: Parameters<SuggestionTable['replaceWaiting']>) =>
          void later.push(suggestions.replaceWaiting(...about)),
      },
    };
    const recovered =
      work.expiredBefore === null
        ? 0
        : recoverExpired(ledger, turn, maxAttempts, work.expiredBefore > this.nowIso);
    const settled = work.endings.map(({ event, outcome }) =>
      settleEvent(ledger, turn, tables, event, outcome),
    );
    const appended = work.deliveries.map((events) => appendDelivery(ledger, turn, events));
    if (turn.hasNewPending) this.hasNewPending = true;
    if (isLast) this.counters.write(this.nowMs);
    yield* flush(ledger, students, isLast ? this.#takeCounted() : NOTHING_COUNTED, this.#options.slot);
    for (const step of later) yield* step;
    return { appended, settled, recovered };
  }

  /** Before the commit. */
  *count(): Step<void> {
    this.counters.write(this.nowMs);
    const parts = countParts(this.#takeCounted(), this.#options.slot);
    if (parts.length > 0) yield* change(tell(parts));
  }

  #takeCounted(): Counted {
    const { counters, minutes, forget } = this.#counted;
    const taken = { counters: [...counters], minutes: [...minutes], forget };
    Object.assign(this.#counted, { counters: [], minutes: [], forget: null });
    return taken;
  }

  #inside(
    read: Read,
    ledger: Ledger,
    students: StudentsInMemory,
    later: Step<void>[],
  ): WriteTurn & { isDisordered: boolean } {
    const { nowMs, nowIso, counters, problems } = this;
    const { lastCreatedAt } = read;
    const isDisordered = lastCreatedAt > nowIso && isSetBack(Date.parse(lastCreatedAt), nowMs);
    const open = new Set(read.openEntries.map(({ source, record_id }) => `${source}\n${record_id}`));
    const entries = new Set(read.openEntries.map(({ event_row }) => event_row));
    const { endAtOnce } = this.#options;
    return {
      nowMs,
      nowIso,
      // Clocks of several machines differ by a little: what is received later is not earlier for that.
      receivedIso: isDisordered || nowIso > lastCreatedAt ? nowIso : lastCreatedAt,
      isDisordered,
      counters,
      hasNewPending: false,
      atOnce: endAtOnce && new AtOnce(endAtOnce, students, NEVER),
      get nextId() {
        return ledger.lastId + 1;
      },
      touch: (id) => this.touch(id),
      problems: {
        open(ended, ...about) {
          open.add(`${ended.source}\n${ended.record_id}`);
          later.push(problems.open(ended, ...about));
        },
        mend(ended, now) {
          if (open.has(`${ended.source}\n${ended.record_id}`) || entries.has(ended.id))
            later.push(problems.mend(ended, now));
        },
        pass(id, now) {
          if (entries.has(id)) later.push(problems.pass(id, now));
        },
      },
    };
  }

  /** From now on times do not sort like ids; and what was due when it came is due, whatever the clock says now. */
  *#setBack(): Step<void> {
    this.wasSetBack = true;
    yield* change(sql`
      INSERT INTO service_state (key, value, updated_at) VALUES (${DISORDERED}, '1', ${this.nowIso})
      ON CONFLICT (key) DO NOTHING`);
    yield* change(tell([pullDue(this.nowIso)]));
  }
}

const NOTHING_COUNTED: Counted = { counters: [], minutes: [], forget: null };
/** The students are in memory: nothing that the rule throws comes from the database. */
const NEVER = () => false;
