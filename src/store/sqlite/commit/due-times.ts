import { SOURCES } from '../../../log/event.ts';
import { LONGEST_PAUSE_MS } from '../../../log/retry-policy.ts';
import { toIso } from '../../common/writing/turn.ts';
import type { Statements } from '../statements/prepare.ts';
import type { Turn } from './turn.ts';

/**
 * Puts right what a wrong clock planned: a retry from a minute in which the clock was years ahead would otherwise wait for
 * years, and with it every later event of its record. Asked before each claim, where it costs two look-ups in an index.
 * Answers how many events it found.
 */
export function mendDueTimes(sql: Statements, turn: Turn, leaseMs: number): number {
  const latest = toIso(turn.nowMs + LONGEST_PAUSE_MS);
  let mended = 0;
  if (SOURCES.some((source) => (sql.planned.get(source) ?? '') > latest))
    mended += sql.pullPlanned.run({ latest, now: turn.nowIso, until: toIso(turn.nowMs + leaseMs) }).changes;
  // Within the longest pause only a fresh event gives itself away: it was due when it came.
  if (turn.wasSetBack) mended += sql.pullDue.run({ now: turn.nowIso }).changes;
  return mended;
}
