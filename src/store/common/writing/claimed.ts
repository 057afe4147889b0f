import type { ClaimedEvent, Occurrence, Source } from '../../../log/event.ts';

/** The part of an event's row that its handler and its counters need. */
export type ClaimedRow = {
  id: number;
  event_id: string;
  source: string;
  module: string;
  event_type: string;
  record_id: string;
  occurred_at: string | null;
  occurred_clock: string | null;
  attempts: number;
  payload: string;
  created_at: string;
};

export function toClaimed(row: ClaimedRow, leaseToken: string, startedAt: string): ClaimedEvent {
  return {
    id: row.id,
    source: row.source as Source,
    eventId: row.event_id,
    module: row.module,
    eventType: row.event_type,
    recordId: row.record_id,
    occurred: { at: row.occurred_at, clock: row.occurred_clock } as Occurrence,
    payload: row.payload,
    createdAt: row.created_at,
    attempt: row.attempts,
    leaseToken,
    startedAt,
  };
}
