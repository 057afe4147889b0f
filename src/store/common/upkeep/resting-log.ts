import type { Dialect } from '../dialect.ts';
import type { SQL } from '../drizzle.ts';
import type { Log, Writing } from '../log.ts';
import type { Step } from '../step.ts';

/** Resolves when the next write may begin. */
export type Rest = () => Promise<unknown>;

/** A log whose writer lets others in after each write. */
export class RestingLog implements Log {
  readonly #log: Log;
  readonly #rest: Rest;

  constructor(log: Log, rest: Rest) {
    this.#log = log;
    this.#rest = rest;
  }

  get dialect(): Dialect {
    return this.#log.dialect;
  }

  all<Row>(query: SQL): Promise<Row[]> {
    return this.#log.all(query);
  }

  async write<T>(work: (writing: Writing) => Step<T>): Promise<T> {
    const result = await this.#log.write(work);
    await this.#rest();
    return result;
  }
}
