import type { Clock } from '../clock.ts';
import type { JsonObject } from './event.ts';
import type { Outcome, Reading } from './ports.ts';

/** How the end of an event looks to whoever waited for it. */
export type Ending = {
  status: 'completed' | 'failed';
  result: JsonObject | null;
  error_message: string | null;
};

type Finish = (ending: Ending | null) => void;
type Options = {
  clock: Clock;
  log: { error(fields: object, message: string): void };
  /** How an event ended, where another instance may have ended it; null while it has not. */
  endingOf: ((id: number) => Promise<Ending | null>) | undefined;
};

/** Whoever waits for an event that another instance may end looks this often, in ms: a few senders wait, and each read is one row. */
const LOOK_MS = 250;

/** Those who wait for the end of an event. */
export class Endings {
  readonly #options: Options;
  readonly #waiters = new Map<number, Set<Finish>>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Null when it has not ended after `ms` milliseconds. */
  wait(id: number, ms: number): Promise<Ending | null> {
    return new Promise((resolve) => {
      const waiters = this.#waiters.get(id) ?? new Set();
      this.#waiters.set(id, waiters);
      const finish: Finish = (ending) => {
        cancel();
        cancelLook();
        waiters.delete(finish);
        if (waiters.size === 0) this.#waiters.delete(id);
        resolve(ending);
      };
      const cancel = this.#options.clock.after(ms, () => finish(null));
      const cancelLook = this.#lookForEnd(id, finish);
      waiters.add(finish);
    });
  }

  tell(id: number, outcome: Outcome): void {
    const waiters = this.#waiters.get(id);
    const ending = waiters && endingAfter(outcome);
    if (ending) for (const finish of [...waiters]) finish(ending);
  }

  /** Whoever still waits is told now, or open requests would hold the shutdown. */
  giveUp(): void {
    for (const waiters of this.#waiters.values()) for (const finish of [...waiters]) finish(null);
  }

  /** Nobody tells us at once of what another instance ended. Answers the function that ends the looking. */
  #lookForEnd(id: number, finish: Finish): () => void {
    const { endingOf, clock, log } = this.#options;
    if (endingOf === undefined) return () => {};
    let cancel = () => {};
    const plan = () => {
      cancel = clock.after(LOOK_MS, () => {
        plan();
        endingOf(id).then(
          (ending) => ending !== null && finish(ending),
          (error) => log.error({ err: error, id }, 'the end of an event could not be looked for'),
        );
      });
    };
    plan();
    return () => cancel();
  }
}

/** As the log has it; null while the event is at work, and when it is gone. */
export async function endingOf(reading: Pick<Reading, 'get'>, id: number): Promise<Ending | null> {
  const event = await reading.get(id);
  if (event?.status !== 'completed' && event?.status !== 'failed') return null;
  return { status: event.status, result: event.result, error_message: event.error_message };
}

/** Null for an attempt after which another one follows. */
function endingAfter(outcome: Outcome): Ending | null {
  if (outcome.status === 'completed')
    return { status: 'completed', result: outcome.result, error_message: null };
  if (outcome.status === 'failed')
    return { status: 'failed', result: outcome.result ?? null, error_message: outcome.error };
  return null;
}
