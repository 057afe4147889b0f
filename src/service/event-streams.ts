import { Readable } from 'node:stream';
import type { Clock } from '../clock.ts';

/**
 * One message of a stream of server-sent events. `data` is text; a client that reconnects sends `id` back.
 */
export type Message = { event: string; data: string; id?: string };

/** How often a comment is sent, in ms, so that proxies do not close a silent stream. */
const HEARTBEAT_MS = 15_000;
/** Readers at the same time. */
const MAX_STREAMS = 50;
/** Bytes that may wait for a reader; a slower reader is dropped and reconnects. */
const MAX_WAITING = 1_048_576;

/** Open streams of server-sent events (HTML standard, section 9.2): limited, kept alive, closed together. */
export class EventStreams {
  readonly #clock: Clock;
  readonly #open = new Set<EventStream>();
  #cancelHeartbeat: () => void = () => {};

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get size(): number {
    return this.#open.size;
  }

  /** Null when all places are taken. `onClose` is called once, however the stream ends. */
  open(onClose: () => void): EventStream | null {
    if (this.#open.size >= MAX_STREAMS) return null;
    const stream = new EventStream(() => {
      this.#open.delete(stream);
      if (this.#open.size === 0) this.#cancelHeartbeat();
      onClose();
    });
    this.#open.add(stream);
    if (this.#open.size === 1) this.#beat();
    return stream;
  }

  closeAll(): void {
    for (const stream of this.#open) stream.end();
  }

  #beat(): void {
    this.#cancelHeartbeat();
    this.#cancelHeartbeat = this.#clock.after(HEARTBEAT_MS, () => {
      for (const stream of this.#open) stream.comment();
      this.#beat();
    });
  }
}

/** One reader. */
export class EventStream {
  /** The bytes, as a response body. */
  readonly body: Readable;

  constructor(onClose: () => void) {
    this.body = new Readable({ read() {} });
    this.body.once('close', onClose);
  }

  send({ event, data, id }: Message): void {
    const lines = data.split('\n').map((line) => `data: ${line}\n`);
    this.#write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\n${lines.join('')}\n`);
  }

  comment(): void {
    this.#write(':\n\n');
  }

  end(): void {
    this.body.push(null);
    // A reader that has stopped reading must not delay the shutdown.
    setImmediate(() => this.body.destroy());
  }

  #write(text: string): void {
    if (this.body.destroyed) return;
    this.body.push(text);
    if (this.body.readableLength > MAX_WAITING) this.body.destroy();
  }
}
