/** The first pause after a temporary failure, in ms; it doubles with each attempt. */
const BASE_MS = 10_000;
/** The longest pause of our own choice, in ms. */
const CAP_MS = 3_600_000;
/** The longest pause that the other side may wish for, in ms: beyond it a person should look. */
const RETRY_AFTER_CAP_MS = 6 * 3_600_000;
/** Up to this part of it is added to a pause that the other side wished for. */
const JITTER = 0.1;
/** No event is ever planned further ahead, in ms: a due time beyond it was written by a clock that was wrong. */
export const LONGEST_PAUSE_MS = RETRY_AFTER_CAP_MS * (1 + JITTER);

/**
 * How long to wait before the next attempt, in ms. Our own pauses have jitter downwards, by up to half, so that
 * events which failed together do not come back together; a pause that the other side wished for only grows.
 *
 * @param attempt the attempt that has just failed, from 1
 * @param random between 0 and 1
 */
export function retryDelay(attempt: number, retryAfterMs: number | null, random: number): number {
  if (retryAfterMs !== null)
    return Math.round(Math.min(retryAfterMs, RETRY_AFTER_CAP_MS) * (1 + random * JITTER));
  const pause = Math.min(BASE_MS * 2 ** (attempt - 1), CAP_MS);
  return Math.round(pause * (1 - random / 2));
}
