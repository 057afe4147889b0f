import type { Clock } from '../../../clock.ts';
import { isSetBack } from '../../../log/rules/clock-step.ts';
import { Counters } from '../../common/counters.ts';
import type { AtOnce } from '../../common/writing/at-once.ts';
import { toIso } from '../../common/writing/turn.ts';
import type { Statements } from '../statements/prepare.ts';
import type { ProblemsInside } from './problems-inside.ts';

/**
 * What all writes of one transaction share: one time, the counters, and whether anything became claimable.
 */
export class Turn {
  readonly counters: Counters;
  readonly problems: ProblemsInside;
  /** Epoch ms, and the same time as text. */
  nowMs = 0;
  nowIso = '';
  /**
   * When events count as received. It follows the clock, even one that was set back; only a step too small to
   * matter is waited out, so that times sort like ids.
   */
  receivedIso: string;
  /** The clock was set back, and the effect on the log has not been examined yet. */
  wasSetBack = false;
  /** Times no longer sort like ids, and the log does not say so yet. */
  #isDisordered = false;
  hasNewPending = false;
  /** Ends events as they are stored; null where the processor takes all of them. */
  readonly atOnce: AtOnce | null;
  /** Rows that this transaction changed; null while nobody watches, which is all that the hot path checks. */
  changed: Set<number> | null = null;
  readonly #statements: Statements;
  readonly #clock: Clock;
  #lastId: number | null = null;

  constructor(statements: Statements, problems: ProblemsInside, clock: Clock, atOnce: AtOnce | null) {
    this.#statements = statements;
    this.#clock = clock;
    this.atOnce = atOnce;
    this.problems = problems;
    this.counters = new Counters(statements);
    this.receivedIso = statements.lastCreatedAt.get() ?? '';
  }

  begin(): void {
    this.nowMs = this.#clock.now();
    this.nowIso = toIso(this.nowMs);
    if (this.nowIso > this.receivedIso) this.receivedIso = this.nowIso;
    else if (this.nowIso < this.receivedIso) this.#lookBack();
    if (this.#isDisordered) this.#statements.noteDisorder.run(this.nowIso);
    this.hasNewPending = false;
    // Other processes may write between two transactions.
    this.#lastId = null;
    this.counters.reset();
    this.problems.begin();
    this.changed?.clear();
  }

  /** After the commit. */
  committed(): void {
    this.#isDisordered = false;
    this.counters.committed();
  }

  #lookBack(): void {
    if (!isSetBack(Date.parse(this.receivedIso), this.nowMs)) return;
    this.receivedIso = this.nowIso;
    this.wasSetBack = true;
    this.#isDisordered = true;
  }

  /**
   * The id that the next inserted row gets. A student notes the event that changed it before that event is a
   * row.
   */
  get nextId(): number {
    this.#lastId ??= this.#statements.lastId.get() ?? 0;
    return this.#lastId + 1;
  }

  touch(id: number): void {
    if (this.#lastId !== null && id > this.#lastId) this.#lastId = id;
    if (this.changed !== null) this.changed.add(id);
  }
}
