import type { Clock } from '../../clock.ts';
import { PermanentFailure, TemporaryFailure } from '../../log/failures.ts';
import type { Param, Told } from '../../log/told.ts';
import { tell } from '../../sentences/tell.ts';
import type { Warnings } from '../sight/warnings.ts';

type RepeatingOptions = {
  /** Its name in the log and the warning, such as `RECONCILIATION`. */
  code: string;
  /** The text of the warning, around what went wrong: "Lost webhooks could not be looked for: …". */
  complaint: (problem: Param) => Told;
  /** From the end of one run to the start of the next, in ms. */
  everyMs: number;
  /** Whether the next run is ours: when several instances share the log, one of them does it for all. */
  isOurs?: (() => Promise<boolean>) | undefined;
  /** One run. What it throws stays as a warning until a run ends well. */
  run: (signal: AbortSignal) => Promise<void>;
  clock: Clock;
  log: { error(fields: object, message: string): void };
  warnings: Warnings;
};

/** Work that runs again and again, one run at a time. */
export class Repeating {
  readonly #options: RepeatingOptions;
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #cancelTimer = () => {};

  constructor(options: RepeatingOptions) {
    this.#options = options;
  }

  /** Starts the first run at once. */
  start(): void {
    this.#running = this.#runOnce();
  }

  /** Stops the current run and waits until it is over. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#cancelTimer();
    await this.#running;
  }

  async #runOnce(): Promise<void> {
    const { code, complaint, everyMs, isOurs, run, clock, log, warnings } = this.#options;
    const { signal } = this.#stopping;
    try {
      if (isOurs === undefined || (await isOurs())) await run(signal);
      warnings.clear(code);
    } catch (error) {
      if (signal.aborted) return;
      log.error({ code, err: error }, 'a repeated task failed; it is tried again at its next turn');
      warnings.raise(code, complaint(describe(error)));
    }
    if (!signal.aborted) this.#cancelTimer = clock.after(everyMs, () => this.start());
  }
}

/** Only our own failures are worded for operators. */
function describe(error: unknown): Param {
  const isOurs = error instanceof PermanentFailure || error instanceof TemporaryFailure;
  return isOurs ? error.saying : tell('BROKE_UNFORESEEN');
}
