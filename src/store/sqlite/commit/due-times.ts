import { SOURCES } from '../../../log/event.ts';
import { LONGEST_PAUSE_MS } from '../../../log/retry-policy.ts';
import { toIso } from '../../common/writing/turn.ts';
import type { Statements } from '../statements/prepare.ts';
import type { Turn } from './turn.ts';

/**
 * Corrects what a wrong clock planned: a retry scheduled in a minute when the clock was years ahead would
 * otherwise wait for years, and so would every later event of its record. Runs before each claim, where it
 * costs two index look-ups. Returns how many events it corrected.
 */
export function mendDueTimes(sql: Statements, turn: Turn, leaseMs: number): number {
  const latest = toIso(turn.nowMs + LONGEST_PAUSE_MS);
  let mended = 0;
  if (SOURCES.some((source) => (sql.planned.get(source) ?? '') > latest))
    mended += sql.pullPlanned.run({ latest, now: turn.nowIso, until: toIso(turn.nowMs + leaseMs) }).changes;
  // A time within the longest pause may be real, except for a fresh event: that was due when it came.
  if (turn.wasSetBack) mended += sql.pullDue.run({ now: turn.nowIso }).changes;
  return mended;
}
