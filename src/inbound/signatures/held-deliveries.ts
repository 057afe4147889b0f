import type { Clock } from '../../clock.ts';
import type { Appended, NewEvent } from '../../log/event.ts';
import type { HeldDelivery, HeldStore } from '../../log/stores.ts';
import type { DeskJwt } from './desk-jwt.ts';

type Options = {
  store: HeldStore;
  /** Null when the settings were emptied while something was held. */
  jwt: Pick<DeskJwt, 'verify'> | null;
  clock: Clock;
  log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
};

/** How often the keys are asked for again, in ms. */
const INTERVAL_MS = 30_000;
/** The longest that a delivery is held, in ms. */
const MAX_AGE_MS = 86_400_000;

/**
 * Deliveries of Zoho Desk that came while its keys were away. Zoho documents no retry, so a refusal would lose them;
 * they are kept, work on them begins once their signature is checked, and a bad one is deleted.
 */
export class HeldDeliveries {
  readonly #options: Options;
  #checking: Promise<void> | null = null;
  #cancelTimer: (() => void) | null = null;
  #isStarted = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Keeps the events of a delivery without letting anyone work on them. Throws StoreUnavailable when too many wait. */
  async keep(events: readonly NewEvent[], proof: { jwt: string; address: string }): Promise<Appended[]> {
    const appended = await this.#options.store.hold(events, proof);
    this.#plan();
    return appended;
  }

  /** Takes up what was held before a restart. */
  start(): Promise<void> {
    this.#isStarted = true;
    return this.#check();
  }

  async stop(): Promise<void> {
    this.#isStarted = false;
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    await this.#checking;
  }

  /** Plans the next round unless one is planned: new arrivals must not put it off. */
  #plan(): void {
    if (!this.#isStarted || this.#cancelTimer !== null) return;
    this.#cancelTimer = this.#options.clock.after(INTERVAL_MS, () => {
      this.#cancelTimer = null;
      void this.#check();
    });
  }

  #check(): Promise<void> {
    const { log } = this.#options;
    this.#checking = this.#decideAll().catch((error) => {
      log.error({ err: error }, 'held webhooks could not be checked; trying again shortly');
      this.#plan();
    });
    return this.#checking;
  }

  /** Oldest first: the first one whose keys are away ends the round. */
  async #decideAll(): Promise<void> {
    const held = await this.#options.store.list();
    for (const delivery of held) {
      if (!(await this.#decide(delivery))) return this.#plan();
    }
  }

  /** False when it has to wait for the keys. */
  async #decide({ id, jwt: token, receivedAtMs }: HeldDelivery): Promise<boolean> {
    const { store, jwt, clock, log } = this.#options;
    const result = (await jwt?.verify(token, receivedAtMs)) ?? { is: 'keys-away' };
    if (result.is === 'match') {
      await store.release(id, `jwt:${result.kid}`);
      log.info({ held: id }, 'a held webhook was verified');
      return true;
    }
    const isTooOld = clock.now() - receivedAtMs >= MAX_AGE_MS;
    if (result.is === 'keys-away' && !isTooOld) return false;
    const reason = result.is === 'refused' ? result.reason : 'too old';
    const deleted = await store.refuse(id, reason);
    log.warn({ held: id, reason, deleted }, 'a held webhook was not verified; it was deleted');
    return true;
  }
}
