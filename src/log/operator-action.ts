import type { EventFilter, OperatorAction } from './readings.ts';

/** What a replay by a filter is said to have been done to. */
export const MATCHING = 'events that match a filter';
/** What a pruning is said to have been done to. */
export const OLD = 'events that ended long ago';

/** The text that was searched for may be a person's name or address, which the list of actions does not keep. */
export function bulkReplayAction(operator: string, { q, ...filter }: EventFilter): OperatorAction {
  const kept = q === undefined ? filter : { ...filter, q: '(a text)' };
  return { operator, action: 'replay', target: MATCHING, detail: { filter: kept } };
}

/** A problem, or the one event of it, that nothing will be done about. */
export function setAsideAction(
  operator: string,
  { id, event, reason }: { id: number; event: number | null; reason: string },
): OperatorAction {
  const target = event === null ? `problem ${id}` : `problem ${id}, event ${event}`;
  return { operator, action: 'set aside', target, detail: { reason } };
}

export function reopenAction(operator: string, id: number): OperatorAction {
  return { operator, action: 'reopen', target: `problem ${id}`, detail: {} };
}
