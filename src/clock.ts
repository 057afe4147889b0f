/** Time as the service sees it; injected everywhere, so that a test can move it instead of sleeping. */
export type Clock = {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `action` once after `ms` milliseconds and returns a function that cancels it. */
  after(ms: number, action: () => void): () => void;
};

/** The longest delay that setTimeout supports, in ms; a longer one would fire at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** The machine's clock for a command: its timers keep the process alive until the next try of a call. */
export const patientClock: Clock = {
  now: () => Date.now(),
  after(ms, action) {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
};

/** The machine's clock. Its timers never keep the process alive: shutdown must not wait for a retry. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, action) {
    const timer = setTimeout(action, Math.min(Math.max(ms, 0), LONGEST_TIMEOUT_MS));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
