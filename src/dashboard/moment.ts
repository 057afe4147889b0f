/**
 * A time as the log holds it. `instant` is one we can compute with. `text` is what a sender wrote instead of
 * a time, such as `25/01/2026 10:00` or `yesterday`: nobody knows which moment it means, so it is shown
 * verbatim.
 */
export type Moment = { is: 'instant'; iso: string; ms: number } | { is: 'text'; text: string };

/** ISO 8601 in UTC, which is how the log writes every time that it understands. */
const INSTANT = /^[+-]?\d{4,6}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?Z$/;

export function readMoment(text: string): Moment {
  const ms = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? { is: 'text', text } : { is: 'instant', iso: text, ms };
}
