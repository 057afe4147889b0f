import type { Appended, NewEvent } from '../../../log/event.ts';
import type { Held, Writing } from '../../common/log.ts';
import type { Step } from '../../common/step.ts';
import type { ProblemTable } from '../../common/tables/problem-table.ts';
import { appendDelivery } from '../../common/writing/append.ts';
import { reopen } from '../../common/writing/settle.ts';
import type { Statements } from '../statements/prepare.ts';
import type { Turn } from './turn.ts';

/** The turn, as the code written for every engine sees it. */
export class SqliteWriting implements Writing {
  readonly #sql: Statements;
  readonly #turn: Turn;
  readonly problems: ProblemTable;

  constructor(sql: Statements, turn: Turn, problems: ProblemTable) {
    this.#sql = sql;
    this.#turn = turn;
    this.problems = problems;
  }

  get nowMs(): number {
    return this.#turn.nowMs;
  }

  get nowIso(): string {
    return this.#turn.nowIso;
  }

  get counters(): Writing['counters'] {
    return this.#turn.counters;
  }

  get hasNewPending(): boolean {
    return this.#turn.hasNewPending;
  }

  set hasNewPending(value: boolean) {
    this.#turn.hasNewPending = value;
  }

  touch(id: number): void {
    this.#turn.touch(id);
  }

  // biome-ignore lint/correctness/useYield: this engine answers at once.
  *append(events: readonly NewEvent[]): Step<Appended[]> {
    return appendDelivery(this.#sql, this.#turn, events);
  }

  // biome-ignore lint/correctness/useYield: this engine answers at once.
  *reopen(row: Held, eventId: string | null): Step<void> {
    reopen(this.#sql, this.#turn, row, eventId);
  }

  // biome-ignore lint/correctness/useYield: this engine answers at once.
  *end({ id, source, record_id }: Held, result: string): Step<void> {
    const { nowIso: now } = this.#turn;
    this.#sql.finish.run({
      id,
      status: 'completed',
      result,
      error: null,
      code: null,
      details: null,
      started: null,
      now,
    });
    if (this.#sql.findUnfinished.get(source, record_id) !== undefined)
      this.#sql.promote.run(source, record_id);
  }
}
