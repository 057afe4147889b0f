import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../clock.ts';

/** Open connections at the same time. Zoho and a school's staff need a few dozen. */
const MOST = 2_000;
/** An answer that nobody reads is abandoned after this time without a byte, in ms. */
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

/** The server's connections: limited in number, and closed when the client does not read its answer. */
export class Connections {
  readonly #onFull: (open: number) => void;
  readonly #most: number;
  readonly #stallMs: number;
  /**
   * A use is written in place. Moving the connection to the end of the map with each request would keep
   * requests alive long after their answers: see InFlight.
   */
  readonly #open = new Map<Socket, Use>();
  #uses = 0;
  #whenEmpty = () => {};

  constructor({ onFull, most = MOST, stallMs = STALL_MS }: Options) {
    this.#onFull = onFull;
    this.#most = most;
    this.#stallMs = stallMs;
  }

  /** Resolves when none is open, or after `ms` at the latest. */
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

  /** A request arrived, so this connection is now the most recently used. */
  used(request: IncomingMessage, response: ServerResponse): void {
    const use = this.#open.get(request.socket);
    if (use === undefined) return;
    use.order = ++this.#uses;
    use.exchange = { request, response };
  }

  /**
   * Closes the connection unused for longest, even with a half-sent request, which may be a stranger's. The
   * newcomer goes only when every other connection is having an answer made.
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

  /**
   * Closes those that nobody waits for. A browser opens connections in advance, and once a server closes, Node no longer
   * times out a request that never begins: one silent connection held up a stop for all of its twenty seconds.
   */
  closeResting(): void {
    for (const [socket, { exchange }] of this.#open) {
      if (exchange === null || (exchange.response.writableEnded && socket.writableLength === 0))
        socket.destroy();
    }
  }

  /** Closes those whose request has begun and does not end. */
  closeUnfinished(): void {
    for (const [socket, { exchange }] of this.#open)
      if (exchange?.request.complete === false) socket.destroy();
  }

  /**
   * Sets a deadline for clients that do not read their answer; Node's own timeout counts the bytes that
   * leave.
   */
  sweep(): void {
    for (const socket of this.#open.keys()) {
      const isWaiting = socket.writableLength > 0;
      if (isWaiting && socket.timeout !== this.#stallMs) socket.setTimeout(this.#stallMs);
      if (!isWaiting && socket.timeout === this.#stallMs) socket.setTimeout(0);
    }
  }
}

/** The request has fully arrived, and its answer has not been written yet. */
function isAtWork({ request, response }: Exchange): boolean {
  return request.complete && !response.writableEnded;
}
