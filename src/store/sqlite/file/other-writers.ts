import type { Clock } from '../../../clock.ts';
import type { Connection } from '../connect.ts';

/**
 * How often to check, in ms: what the command line does must not wait long, and a check takes microseconds.
 */
const PAUSE_MS = 2_000;

/** Notices commits of other processes, such as a replay from the command line: SQLite counts them. */
export class OtherWriters {
  readonly #db: Connection;
  readonly #clock: Clock;
  #cancel: () => void = () => {};

  constructor(db: Connection, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Calls back after commits that were not ours; a second call replaces the first. */
  watch(onWrite: () => void): void {
    this.stop();
    this.#look(this.#version(), onWrite);
  }

  stop(): void {
    this.#cancel();
  }

  #look(seen: unknown, onWrite: () => void): void {
    this.#cancel = this.#clock.after(PAUSE_MS, () => {
      const version = this.#version() ?? seen;
      this.#look(version, onWrite);
      if (version !== seen) onWrite();
    });
  }

  /**
   * Null when the database does not answer, which writes and `/ready` report: thrown in a timer, it would end
   * the service.
   */
  #version(): unknown {
    try {
      return this.#db.pragma('data_version', { simple: true });
    } catch {
      return null;
    }
  }
}
