import type { Clock } from '../../clock.ts';
import type { StateStore } from '../../log/stores.ts';
import { Locks } from './locks.ts';

type HubLocksOptions = {
  state: Pick<StateStore, 'lease' | 'letGo'>;
  /** This instance, among all that share the database. */
  owner: string;
  clock: Clock;
  log: { error(fields: object, message: string): void };
};

/** An instance that was silent for so long is dead, in ms: others may go on with its ticket. */
const LEASE_MS = 30_000;
const RENEW_MS = 10_000;
/** From one look to the next, whether another instance is done with a ticket, in ms. */
const LOOK_MS = 250;
const KEY = 'ticket.';

/**
 * Lets one piece of work at a time touch a ticket, whichever instance of the hub does it: a run beside an operator who applies
 * would write the same answer twice. A lease in the state of the service, not a lock of a session: that would hold a
 * connection for as long as Zoho takes to answer, and PgBouncer hands out others meanwhile.
 */
export class HubLocks implements Pick<Locks, 'run'> {
  readonly #options: HubLocksOptions;
  readonly #here = new Locks();

  constructor(options: HubLocksOptions) {
    this.#options = options;
  }

  run<T>(ticketId: string, work: () => Promise<T>): Promise<T> {
    const key = `${KEY}${ticketId}`;
    return this.#here.run(key, async () => {
      await this.#take(key);
      const stop = this.#renew(key);
      try {
        return await work();
      } finally {
        stop();
        await this.#letGo(key);
      }
    });
  }

  async #take(key: string): Promise<void> {
    const { state, owner, clock } = this.#options;
    while (!(await state.lease(key, owner, LEASE_MS)))
      await new Promise<void>((resolve) => {
        clock.after(LOOK_MS, resolve);
      });
  }

  /** A lease that was lost all the same, by a machine that froze, leaves the look at the ticket right before each write. */
  #renew(key: string): () => void {
    const { state, owner, clock, log } = this.#options;
    let isOver = false;
    let cancel = () => {};
    const plan = () => {
      cancel = clock.after(RENEW_MS, async () => {
        await state
          .lease(key, owner, LEASE_MS)
          .catch((error) => log.error({ err: error, key }, 'the lease of a ticket could not be prolonged'));
        if (!isOver) plan();
      });
    };
    plan();
    return () => {
      isOver = true;
      cancel();
    };
  }

  /** What was done is done, whether or not the others hear of it at once. */
  async #letGo(key: string): Promise<void> {
    const { state, owner, log } = this.#options;
    await state
      .letGo(key, owner)
      .catch((error) => log.error({ err: error, key }, 'a ticket stays taken until its lease ends'));
  }
}
