import type { Clock } from '../../clock.ts';
import type { Told } from '../../log/told.ts';
import { codesOf, inEnglish, type Saying } from '../../sentences/tell.ts';

/**
 * Something an operator must see until it is over. `message` is a sentence without personal data; `told` is
 * the same in codes, null when it exists only in English.
 */
export type Warning = { code: string; message: string; told: readonly Told[] | null; since: string };

/** What is currently wrong, one warning per code. */
export class Warnings {
  readonly #clock: Clock;
  readonly #standing = new Map<string, { warning: Warning; untilMs: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * A warning that is already raised keeps its start and gets the newer sentence.
   *
   * @param untilMs when it expires by itself, in epoch ms
   */
  raise(code: string, saying: Saying, untilMs = Number.POSITIVE_INFINITY): void {
    const earlier = this.#live().find((warning) => warning.code === code);
    const since = earlier?.since ?? new Date(this.#clock.now()).toISOString();
    this.#standing.set(code, {
      warning: { code, message: inEnglish(saying), told: codesOf(saying), since },
      untilMs,
    });
  }

  clear(code: string): void {
    this.#standing.delete(code);
  }

  /** Each sentence once, whoever raised it. */
  list(): Warning[] {
    return [...new Map(this.#live().map((warning) => [warning.message, warning])).values()];
  }

  #live(): Warning[] {
    const nowMs = this.#clock.now();
    return [...this.#standing.values()].flatMap(({ warning, untilMs }) => (untilMs > nowMs ? [warning] : []));
  }
}
