import type { Told } from '../../../log/told.ts';
import type { ProblemTable } from '../../common/tables/problem-table.ts';
import type { Ended } from '../../common/writing/turn.ts';
import type { Queries } from './run-step.ts';

/** The problems in the middle of a transaction, which this engine answers at once. */
export class ProblemsInside {
  readonly table: ProblemTable;
  readonly #steps: Queries;

  constructor(table: ProblemTable, steps: Queries) {
    this.table = table;
    this.#steps = steps;
  }

  begin(): void {
    this.table.begin();
  }

  open(ended: Ended, sentence: string, told: readonly Told[] | null, now: string): void {
    this.#steps.run(this.table.open(ended, sentence, told, now));
  }

  mend(ended: Ended, now: string): void {
    this.#steps.run(this.table.mend(ended, now));
  }

  pass(id: number, now: string): void {
    this.#steps.run(this.table.pass(id, now));
  }
}
