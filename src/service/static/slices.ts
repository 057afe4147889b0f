import { Readable } from 'node:stream';

/**
 * In bytes. Four megabytes written at once held the event loop for 10 ms; for three hundred readers, for
 * three seconds.
 */
export const SLICE = 65_536;

/**
 * The bytes in slices, one per turn of the event loop, so that a newcomer waits for one slice of each reader.
 */
export function slicesOf(bytes: Buffer): Readable {
  let at = 0;
  return new Readable({
    highWaterMark: SLICE,
    read() {
      setImmediate(() => {
        const slice = bytes.subarray(at, at + SLICE);
        at += SLICE;
        this.push(slice.length > 0 ? slice : null);
      });
    },
  });
}
