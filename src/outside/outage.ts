import type { Saying } from '../sentences/tell.ts';

/** The shortest pause while a system is away, in ms. */
const SHORTEST_PAUSE_MS = 10_000;
/** The longest, in ms: how far an event may lag behind the system's return. */
const LONGEST_PAUSE_MS = 15 * 60_000;
/** After this long without an answer, in ms, one call at a time probes whether the system is back. */
const PATIENCE_MS = 30_000;

/** One outage of a system: from the first call that fails to the next one that is answered. */
export class Outage {
  /** When it began, in epoch ms; never, while there is none. */
  #sinceMs = Number.POSITIVE_INFINITY;
  #problem: Saying = '';
  #isProbed = false;

  get isOn(): boolean {
    return this.#sinceMs < Number.POSITIVE_INFINITY;
  }

  get sinceMs(): number {
    return this.#sinceMs;
  }

  /** What went wrong last. */
  get problem(): Saying {
    return this.#problem;
  }

  failed(nowMs: number, problem: Saying): void {
    this.#sinceMs = Math.min(this.#sinceMs, nowMs);
    this.#problem = problem;
  }

  answered(): void {
    this.#sinceMs = Number.POSITIVE_INFINITY;
  }

  /** As long as the outage so far: a minute's costs a minute, and a night's does not cost a call every few seconds. */
  pauseMs(nowMs: number): number {
    return Math.min(Math.max(nowMs - this.#sinceMs, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS);
  }

  isLong(nowMs: number): boolean {
    return nowMs - this.#sinceMs >= PATIENCE_MS;
  }

  /** False while another call is already probing. */
  beginProbe(): boolean {
    if (this.#isProbed) return false;
    this.#isProbed = true;
    return true;
  }

  endProbe(): void {
    this.#isProbed = false;
  }
}
