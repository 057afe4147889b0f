import type { Clock } from './clock.ts';

/** Something an operator has to see until it is over. `message` is a sentence without personal data. */
export type Warning = { code: string; message: string; since: string };

/** What is wrong at the moment, one warning for each code. */
export class Warnings {
  readonly #clock: Clock;
  readonly #standing = new Map<string, Warning>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A warning that stands already keeps its beginning and gets the newer sentence. */
  raise(code: string, message: string): void {
    const since = this.#standing.get(code)?.since ?? new Date(this.#clock.now()).toISOString();
    this.#standing.set(code, { code, message, since });
  }

  clear(code: string): void {
    this.#standing.delete(code);
  }

  list(): Warning[] {
    return [...this.#standing.values()];
  }
}
