import type { Turn } from './turn.ts';

type Log = { write<T>(work: (turn: Turn) => T): Promise<T> };
/** Ends when the next write may begin. */
export type Rest = () => Promise<unknown>;

/** A log whose writer leaves it to others after each write. */
export class RestingLog implements Log {
  readonly #log: Log;
  readonly #rest: Rest;

  constructor(log: Log, rest: Rest) {
    this.#log = log;
    this.#rest = rest;
  }

  async write<T>(work: (turn: Turn) => T): Promise<T> {
    const result = await this.#log.write(work);
    await this.#rest();
    return result;
  }
}
