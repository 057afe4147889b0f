import type { Clock } from '../../clock.ts';

type RecoveryOptions = {
  /** Takes back what the last process left undone. May be called again after it threw. */
  run: () => Promise<void>;
  clock: Clock;
  log: { error(fields: object, message: string): void };
};

/** The pause after a failed run, in ms. */
const PAUSE_MS = 1_000;

/**
 * Work that has to be done once at start. A full disk at that moment, or another program's lock, must not
 * leave it undone until somebody restarts the service.
 */
export class Recovery {
  readonly #options: RecoveryOptions;
  #isStopped = false;
  #cancelTimer = () => {};

  constructor(options: RecoveryOptions) {
    this.#options = options;
  }

  /** Resolves after the first run, whether it succeeded or will be tried again. */
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
