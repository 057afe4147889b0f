/**
 * How far back a clock may go, in ms, before it counts as set back. Below it the time of receipt waits until the clock has
 * caught up: a time service that corrects by milliseconds must not disorder the log.
 */
const STEP_MS = 5_000;

/**
 * How far the clocks of two instances may lie apart, in ms. What another one wrote may be that far ahead and right: to take
 * it for a mistake would let two do what is done once.
 */
export const CLOCKS_DIFFER_MS = 20_000;

/** What the clock says is far behind what it said before: somebody or something set it back. */
export function isSetBack(beforeMs: number, nowMs: number): boolean {
  return beforeMs - nowMs > STEP_MS;
}
