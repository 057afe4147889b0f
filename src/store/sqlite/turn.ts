import type { Clock } from '../../clock.ts';
import { Counters } from './counters.ts';
import type { Statements } from './statements.ts';

/**
 * What all writes of one transaction share: one time, the counters, and whether anything became claimable.
 */
export class Turn {
  readonly counters: Counters;
  /** Epoch ms, and the same as text. */
  nowMs = 0;
  nowIso = '';
  /** The time at which events are received: never earlier than one in the log, so that times sort like ids. */
  receivedIso: string;
  hasNewPending = false;
  /** Rows that this transaction changed; null while nobody watches, which is all that the hot path asks. */
  changed: Set<number> | null = null;
  readonly #clock: Clock;

  constructor(statements: Statements, clock: Clock) {
    this.#clock = clock;
    this.counters = new Counters(statements);
    this.receivedIso = statements.lastCreatedAt.get() ?? '';
  }

  begin(): void {
    this.nowMs = this.#clock.now();
    this.nowIso = toIso(this.nowMs);
    if (this.nowIso > this.receivedIso) this.receivedIso = this.nowIso;
    this.hasNewPending = false;
    this.counters.reset();
    this.changed?.clear();
  }

  touch(id: number): void {
    if (this.changed !== null) this.changed.add(id);
  }
}

export function toIso(ms: number): string {
  return new Date(ms).toISOString();
}
