import type { Clock } from '../../clock.ts';

/** What all bodies of unproven senders may take together, in bytes. */
const MOST_BYTES = 32 * 1_048_576;
/** A body up to this size, in bytes, is never evicted: most webhooks are smaller. */
const SMALL_BYTES = 16_384;

/** How many pieces of large bodies are read in one turn of the event loop; each is at most 64 KB. */
const PIECES_A_TURN = 4;

/** The room that one body takes while it arrives. */
export type Place = {
  grow(bytes: number): void;
  /** False for a small body. A large one reads on only when it is called: nobody else may have to wait for it. */
  mustWait(goOn: () => void): boolean;
  leave(): void;
};

type Guest = { bytes: number; sinceMs: number; putOut: () => void; hasLeft: boolean };

/**
 * The memory that strangers share. When it is full, the body with the slowest arrival so far is evicted: half-sent
 * bodies that are held open lose their place to anything that comes at a normal pace, however many there are.
 */
export class UnprovenBodies {
  readonly #clock: Clock;
  readonly #onFull: () => void;
  readonly #mostBytes: number;
  /** Those that may be evicted. Small bodies bypass this: a set that fills and empties each time is costly (see InFlight). */
  readonly #large = new Set<Guest>();
  #bytes = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(options: { clock: Clock; onFull: () => void; mostBytes?: number }) {
    this.#clock = options.clock;
    this.#onFull = options.onFull;
    this.#mostBytes = options.mostBytes ?? MOST_BYTES;
  }

  /** What is held at this moment, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** @param putOut called once, when this body has to make room */
  enter(putOut: () => void): Place {
    const guest: Guest = { bytes: 0, sinceMs: this.#clock.now(), putOut, hasLeft: false };
    return {
      grow: (bytes) => {
        guest.bytes += bytes;
        this.#bytes += bytes;
        if (guest.bytes > SMALL_BYTES) this.#large.add(guest);
        if (this.#bytes > this.#mostBytes) this.#makeRoom();
      },
      mustWait: (goOn) => {
        if (guest.bytes <= SMALL_BYTES) return false;
        if (this.#waiting.push(goOn) === 1) setImmediate(() => this.#nextTurn());
        return true;
      },
      leave: () => this.#leave(guest),
    };
  }

  /** One at a time: a hundred bodies at full speed would block one turn for seconds. */
  #nextTurn(): void {
    for (const goOn of this.#waiting.splice(0, PIECES_A_TURN)) goOn();
    if (this.#waiting.length > 0) setImmediate(() => this.#nextTurn());
  }

  #makeRoom(): void {
    this.#onFull();
    const nowMs = this.#clock.now();
    /** The clock may have stopped or been set back since the body began. */
    const pace = ({ bytes, sinceMs }: Guest) => bytes / Math.max(1, nowMs - sinceMs);
    const slowest = [...this.#large].reduce<Guest | null>(
      (found, guest) => (found === null || pace(guest) < pace(found) ? guest : found),
      null,
    );
    if (slowest === null) return;
    this.#leave(slowest);
    slowest.putOut();
  }

  #leave(guest: Guest): void {
    if (guest.hasLeft) return;
    guest.hasLeft = true;
    this.#large.delete(guest);
    this.#bytes -= guest.bytes;
  }
}
