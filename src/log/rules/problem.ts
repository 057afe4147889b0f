import type { JsonObject } from '../event.ts';
import type { ProblemState } from '../problem.ts';
import type { Told } from '../told.ts';
import { causeOf } from './cause.ts';

/**
 * What it says about its record that an event went well. `mends`: the record is well, and what failed of it earlier needs
 * nobody any more. `passes`: nothing, because something newer had been applied, or nobody looked.
 */
export type Bearing = 'mends' | 'passes';

/** What an event may come to without a word on how its record is. */
export const SAYS_NOTHING = ['superseded', 'ignored', 'erased'] as const;
const silent = new Set<unknown>(SAYS_NOTHING);

export function bearingOf(result: JsonObject): Bearing {
  return silent.has(result.action_taken) ? 'passes' : 'mends';
}

/** Equal for failures that are one problem: a code, or the sentence of an earlier version without its ids. */
export function problemKey(told: readonly Told[] | null, sentence: string): string {
  return told?.[0]?.code ?? causeOf(sentence);
}

/** A problem is over when none of its events needs anybody; it counts as set aside while one of them is. */
export function stateOf(events: { open: number; setAside: number }): ProblemState {
  if (events.open > 0) return 'open';
  return events.setAside > 0 ? 'set_aside' : 'mended';
}
