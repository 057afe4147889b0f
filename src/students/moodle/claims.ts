import type { Clock } from '../../clock.ts';
import { TemporaryFailure } from '../../log/failures.ts';
import { tell } from '../../sentences/tell.ts';

/** How long a claim holds after it was last used, in ms: until its event has surely ended and is in the database. */
const CLAIM_MS = 60_000;

/**
 * What students of this process are about to use in Moodle: a user, an address, a username. The database knows of a link
 * only once its event has ended, and Moodle itself creates two users with one address when both are asked for at once.
 */
export class Claims {
  readonly #clock: Clock;
  readonly #held = new Map<string, { zohoId: string; untilMs: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** False while another record is about to use it. */
  take(what: string, zohoId: string): boolean {
    const nowMs = this.#clock.now();
    for (const [key, { untilMs }] of this.#held) if (untilMs <= nowMs) this.#held.delete(key);
    const held = this.#held.get(what);
    if (held !== undefined && held.zohoId !== zohoId) return false;
    this.#held.set(what, { zohoId, untilMs: nowMs + CLAIM_MS });
    return true;
  }

  /** Throws TemporaryFailure while another record is about to use it: in a moment the database tells who has it. */
  require(what: string, zohoId: string): void {
    if (this.take(what, zohoId)) return;
    throw new TemporaryFailure(tell('MOODLE_USER_CLAIMED'));
  }

  /** Of a record whose event did not end well. */
  release(zohoId: string): void {
    for (const [key, held] of this.#held) if (held.zohoId === zohoId) this.#held.delete(key);
  }
}
