import type { Clock } from '../clock.ts';
import type { Upkeep } from '../log/ports.ts';
import type { Warnings } from './warnings.ts';

type ConditionOptions = {
  store: Pick<Upkeep, 'condition'>;
  clock: Clock;
  warnings: Warnings;
  log: { warn(fields: object, message: string): void };
};

/** From one look to the next, in ms; a look touches nothing on the disk. */
const EVERY_MS = 60_000;

/** Warns of what is wrong with the store, for as long as it says so. */
export class Condition {
  readonly #options: ConditionOptions;
  #standing = new Set<string>();
  #cancel: () => void = () => {};

  constructor(options: ConditionOptions) {
    this.#options = options;
  }

  /** Looks once, then again and again. A store that does not answer is told by everything else that asks it. */
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
