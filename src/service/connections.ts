import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../clock.ts';

/** Open connections at the same time. Zoho and a school's people need a few dozen. */
const MOST = 2_000;
/** An answer that nobody reads is given up after this time without a byte, in ms. */
const STALL_MS = 30_000;

type Options = {
  /** Called when a connection is closed to make room for another. */
  onFull: (open: number) => void;
  most?: number;
  stallMs?: number;
};
type Exchange = { request: IncomingMessage; response: ServerResponse };
/** `order` grows with each use. */
type Use = { order: number; exchange: Exchange | null };

/** The connections of the server: bounded in number, and left by those that take no answer. */
export class Connections {
  readonly #onFull: (open: number) => void;
  readonly #most: number;
  readonly #stallMs: number;
  /**
   * A use is written into its place. To move the connection to the end of the map with each request would keep requests
   * alive long after their answers: see InFlight.
   */
  readonly #open = new Map<Socket, Use>();
  #uses = 0;
  #whenEmpty = () => {};

  constructor({ onFull, most = MOST, stallMs = STALL_MS }: Options) {
    this.#onFull = onFull;
    this.#most = most;
    this.#stallMs = stallMs;
  }

  /** Ends when none is open, at the latest after `ms`. */
  async empty(clock: Clock, ms: number): Promise<void> {
    if (this.#open.size === 0) return;
    await new Promise<void>((resolve) => {
      const cancel = clock.after(ms, resolve);
      this.#whenEmpty = () => {
        cancel();
        resolve();
      };
    });
  }

  get count(): number {
    return this.#open.size;
  }

  opened(socket: Socket): void {
    this.#open.set(socket, { order: ++this.#uses, exchange: null });
    socket.once('close', () => {
      this.#open.delete(socket);
      if (this.#open.size === 0) this.#whenEmpty();
    });
    if (this.#open.size > this.#most) this.#makeRoom(socket);
  }

  /** A request came: the connection is the one used last. */
  used(request: IncomingMessage, response: ServerResponse): void {
    const use = this.#open.get(request.socket);
    if (use === undefined) return;
    use.order = ++this.#uses;
    use.exchange = { request, response };
  }

  /**
   * The longest unused goes, with a half-sent request too, as a stranger's are; only where an answer is being made does
   * the newcomer go.
   */
  #makeRoom(newcomer: Socket): void {
    this.#onFull(this.#open.size);
    let longestUnused = newcomer;
    let order = Number.POSITIVE_INFINITY;
    for (const [socket, use] of this.#open) {
      if (socket === newcomer || use.order > order) continue;
      if (use.exchange !== null && isAtWork(use.exchange)) continue;
      longestUnused = socket;
      order = use.order;
    }
    this.#open.delete(longestUnused);
    longestUnused.destroy();
  }

  /** Gives those that do not read their answer a last time; Node's own timeout counts the bytes that leave. */
  sweep(): void {
    for (const socket of this.#open.keys()) {
      const isWaiting = socket.writableLength > 0;
      if (isWaiting && socket.timeout !== this.#stallMs) socket.setTimeout(this.#stallMs);
      if (!isWaiting && socket.timeout === this.#stallMs) socket.setTimeout(0);
    }
  }
}

/** Everything has arrived, and its answer has not begun to leave. */
function isAtWork({ request, response }: Exchange): boolean {
  return request.complete && !response.writableEnded;
}
