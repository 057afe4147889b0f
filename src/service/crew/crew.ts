import type { Clock } from '../../clock.ts';

/** One of the processes that share a port. */
export type Member = {
  readonly pid: number | undefined;
  onListening(listener: () => void): void;
  onExit(listener: (how: { code: number | null; signal: string | null }) => void): void;
  /** Lets it finish what it has begun. */
  stop(): void;
  kill(): void;
};

export type CrewOptions = {
  size: number;
  /** @param place from 1; the replacement of a process that ended takes over its place */
  start: (place: number) => Member;
  clock: Clock;
  log: { info(fields: object, message: string): void; error(fields: object, message: string): void };
};

/** Pauses before a broken process is restarted, in ms: it may break immediately, again and again. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/**
 * A process that lived this long, in ms, did not break because of its start: the next one starts after the
 * first pause.
 */
const WELL_MS = 60_000;

/** Keeps a number of processes running, each in its place, until told to stop. */
export class Crew {
  readonly #options: CrewOptions;
  readonly #members = new Map<number, Member>();
  readonly #waiting = new Map<number, () => void>();
  #isStopping = false;
  #stopped: () => void = () => {};

  constructor(options: CrewOptions) {
    this.#options = options;
  }

  /**
   * Starts the first process, and the others once it listens, so that whatever keeps all of them from
   * starting is said once.
   *
   * @throws Error when the first one ended before it listened
   */
  async begin(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const first = this.#options.start(1);
      let listens = false;
      this.#members.set(1, first);
      first.onListening(() => {
        listens = true;
        resolve();
      });
      const since = this.#options.clock.now();
      first.onExit((how) => {
        if (!listens) {
          this.#members.delete(1);
          this.#leave();
          reject(new Error('the first process did not start'));
        } else this.#ended(1, since, FIRST_PAUSE_MS, how);
      });
    });
    for (let place = 2; place <= this.#options.size; place++) this.#start(place, FIRST_PAUSE_MS);
  }

  /** Resolves when every process has ended. */
  stop(): Promise<void> {
    this.#isStopping = true;
    for (const cancel of this.#waiting.values()) cancel();
    return new Promise((resolve) => {
      this.#stopped = resolve;
      for (const member of this.#members.values()) member.stop();
      this.#leave();
    });
  }

  kill(): void {
    for (const member of this.#members.values()) member.kill();
  }

  #start(place: number, pauseMs: number): void {
    if (this.#isStopping) return;
    this.#waiting.delete(place);
    const member = this.#options.start(place);
    const since = this.#options.clock.now();
    this.#members.set(place, member);
    member.onListening(() => this.#options.log.info({ place, pid: member.pid }, 'a process listens'));
    member.onExit((how) => this.#ended(place, since, pauseMs, how));
  }

  #ended(place: number, since: number, pauseMs: number, how: object): void {
    this.#members.delete(place);
    if (this.#isStopping) {
      this.#leave();
      return;
    }
    const { clock, log } = this.#options;
    const pause = clock.now() - since >= WELL_MS ? FIRST_PAUSE_MS : pauseMs;
    log.error({ place, ...how, seconds: pause / 1_000 }, 'a process ended by itself; it is started again');
    const next = Math.min(pause * 2, LONGEST_PAUSE_MS);
    this.#waiting.set(
      place,
      clock.after(pause, () => this.#start(place, next)),
    );
  }

  #leave(): void {
    if (this.#members.size === 0) this.#stopped();
  }
}
