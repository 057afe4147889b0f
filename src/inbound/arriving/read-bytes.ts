import type { Readable } from 'node:stream';
import { BodyCrowdedOut, BodyTooLarge, InvalidRequest } from '../../errors.ts';
import type { UnprovenBodies } from './unproven.ts';

export type Reading = {
  /** The length that the sender declares; null when it declares none. */
  declared: number | null;
  /** The most that is read, in bytes. */
  most: number;
  /** How to refuse a larger body; null cuts it off instead, for callers that only want to see how it begins. */
  tooLarge: (() => Error) | null;
  /** Where the bytes count until their sender is proven; null when it is. */
  unproven: UnprovenBodies | null;
  /** Sees each piece as it comes. */
  see: ((piece: Buffer) => void) | null;
};

/** Every chunk costs a few microseconds, however short; real senders cut a body into a few chunks, not thousands. */
const MOST_PIECES = 16_384;

/** Gathers a body, and stops at once when it is too large or has to make room. */
export function readBytes(
  stream: Readable,
  { declared, most, tooLarge, unproven, see }: Reading,
  done: (error: Error | null, body?: Buffer) => void,
): void {
  if (declared !== null && declared > most && tooLarge !== null) {
    done(tooLarge());
    return;
  }
  const body = new Gathered();
  let pieces = 0;
  let isOver = false;
  const place = unproven?.enter(() => finish(new BodyCrowdedOut()));

  stream.on('data', onData);
  stream.on('end', onEnd);
  stream.on('error', onError);
  stream.resume();

  function onData(piece: Buffer): void {
    pieces += 1;
    const isBeyond = body.length + piece.length > most;
    if (pieces > MOST_PIECES) finish(new BodyTooLarge(`${MOST_PIECES} chunks`));
    else if (isBeyond && tooLarge !== null) finish(tooLarge());
    else {
      body.add(piece);
      if (isBeyond) finish(null);
      else {
        see?.(piece);
        place?.grow(piece.length);
        if (!isOver && place?.mustWait(goOn)) stream.pause();
      }
    }
  }

  function goOn(): void {
    if (!isOver) stream.resume();
  }

  function onEnd(): void {
    const isWhole = declared === null || declared === body.length;
    finish(isWhole ? null : new InvalidRequest('The body is not as long as Content-Length says'));
  }

  /** The sender hung up, which is not our defect and must not fill the log as one. */
  function onError(): void {
    finish(new InvalidRequest('The connection ended before the body did'));
  }

  function finish(error: Error | null): void {
    isOver = true;
    stream.off('data', onData);
    stream.off('end', onEnd);
    stream.off('error', onError);
    // The rest of a refused body costs least when left unread.
    if (error !== null) stream.pause();
    place?.leave();
    if (error === null) done(null, body.bytes());
    else done(error);
  }
}

/**
 * A body of one piece is that piece, as nearly every webhook is. The bytes of more stand in one buffer: one for each of many
 * short chunks would take a hundred times their size.
 */
class Gathered {
  length = 0;
  #buffer: Buffer = NOTHING;

  add(piece: Buffer): void {
    const length = this.length + piece.length;
    if (this.length === 0) this.#buffer = piece;
    else {
      if (length > this.#buffer.length) {
        const larger = Buffer.allocUnsafe(length * 2);
        this.#buffer.copy(larger, 0, 0, this.length);
        this.#buffer = larger;
      }
      piece.copy(this.#buffer, this.length);
    }
    this.length = length;
  }

  bytes(): Buffer {
    return this.#buffer.length === this.length ? this.#buffer : this.#buffer.subarray(0, this.length);
  }
}

const NOTHING = Buffer.alloc(0);
