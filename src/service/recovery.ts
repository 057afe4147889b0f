import type { Clock } from '../clock.ts';

type RecoveryOptions = {
  /** What the last process left undone is taken back. May be called again after it threw. */
  run: () => Promise<void>;
  clock: Clock;
  log: { error(fields: object, message: string): void };
};

/** Pause after a run that failed, in ms. */
const PAUSE_MS = 1_000;

/**
 * Work of the start that has to be done once. A disk that is full at that moment, or a lock of another program, must not
 * leave it undone until somebody starts the service again.
 */
export class Recovery {
  readonly #options: RecoveryOptions;
  #isStopped = false;
  #cancelTimer = () => {};

  constructor(options: RecoveryOptions) {
    this.#options = options;
  }

  /** Ends after the first run, whether that did its work or will be tried again. */
  async start(): Promise<void> {
    const { run, clock, log } = this.#options;
    try {
      await run();
    } catch (error) {
      if (this.#isStopped) return;
      log.error({ err: error }, 'what the last process left could not be taken back; trying again shortly');
      this.#cancelTimer = clock.after(PAUSE_MS, () => void this.start());
    }
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelTimer();
  }
}
