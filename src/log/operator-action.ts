import type { EventFilter, OperatorAction } from './ports.ts';

/** The text that was searched for may be a person's name or address, which the list of actions does not keep. */
export function bulkReplayAction(operator: string, { q, ...filter }: EventFilter): OperatorAction {
  const kept = q === undefined ? filter : { ...filter, q: '(a text)' };
  return { operator, action: 'replay', target: 'events that match a filter', detail: { filter: kept } };
}
