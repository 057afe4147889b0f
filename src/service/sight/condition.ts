import type { Clock } from '../../clock.ts';
import type { Upkeep } from '../../log/ports.ts';
import type { Warnings } from './warnings.ts';

type ConditionOptions = {
  store: Pick<Upkeep, 'condition'>;
  clock: Clock;
  warnings: Warnings;
  log: { warn(fields: object, message: string): void };
};

/** From one check to the next, in ms; a check touches nothing on the disk. */
const EVERY_MS = 60_000;

/** Raises a warning for whatever is wrong with the store, for as long as the store reports it. */
export class Condition {
  readonly #options: ConditionOptions;
  #standing = new Set<string>();
  #cancel: () => void = () => {};

  constructor(options: ConditionOptions) {
    this.#options = options;
  }

  /**
   * Checks once, then again and again. If the store does not answer, everything else that asks it will report
   * that.
   */
  async start(): Promise<void> {
    const { store, clock, warnings, log } = this.#options;
    this.#cancel = clock.after(EVERY_MS, () => void this.start());
    const troubles = await store.condition().catch(() => []);
    const codes = new Set(troubles.map(({ code }) => code));
    for (const code of this.#standing) if (!codes.has(code)) warnings.clear(code);
    for (const { code, message, told } of troubles) {
      if (!this.#standing.has(code)) log.warn({ code, reason: message }, 'something is wrong with the store');
      warnings.raise(code, told ?? message);
    }
    this.#standing = codes;
  }

  stop(): void {
    this.#cancel();
  }
}
