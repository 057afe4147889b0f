import type { Clock } from '../../clock.ts';
import { OLD } from '../../log/operator-action.ts';
import type { Upkeep } from '../../log/ports.ts';
import type { OperatorAction } from '../../log/readings.ts';

export type RetentionOptions = {
  store: Pick<Upkeep, 'prune'>;
  clock: Clock;
  /** Whether it is our turn: when several instances share the log, one of them does it for all. */
  isOurs?: (() => Promise<boolean>) | undefined;
  /** 0 keeps everything. */
  days: number;
  log: { info(fields: object, message: string): void; error(fields: object, message: string): void };
};

/** From one run to the next, in ms. */
export const DAY_MS = 86_400_000;
/** How long after the start, in ms: not while the service catches up. */
const FIRST_MS = 60_000;

/** Once a day, deletes what ended longer ago than the settings keep it. */
export class Retention {
  readonly #options: RetentionOptions;
  readonly #stop = new AbortController();
  #cancel: () => void = () => {};
  #running: Promise<void> = Promise.resolve();

  constructor(options: RetentionOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#options.days > 0) this.#plan(FIRST_MS);
  }

  /** Waits for the batch that is being deleted. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#cancel();
    await this.#running;
  }

  #plan(ms: number): void {
    this.#cancel = this.#options.clock.after(ms, () => {
      this.#plan(DAY_MS);
      this.#running = this.#prune();
    });
  }

  async #prune(): Promise<void> {
    const { store, clock, days, isOurs, log } = this.#options;
    try {
      if (isOurs !== undefined && !(await isOurs())) return;
      const pruned = await store.prune(daysAgo(clock.now(), days), pruneAction('retention', days), {
        signal: this.#stop.signal,
      });
      log.info(pruned, 'what is older than RETENTION_DAYS was deleted');
    } catch (error) {
      log.error({ err: error }, 'what is older than RETENTION_DAYS could not be deleted; tomorrow again');
    }
  }
}

/** ISO. */
export function daysAgo(nowMs: number, days: number): string {
  return new Date(nowMs - days * DAY_MS).toISOString();
}

export function pruneAction(operator: string, days: number): OperatorAction {
  return { operator, action: 'prune', target: OLD, detail: { days } };
}
