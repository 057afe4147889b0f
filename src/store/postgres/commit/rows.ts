import type { Status } from '../../../log/event.ts';
import type { Held } from '../../common/log.ts';

/** A row of the log while a transaction works on it. The body is there only where it was written anew. */
export type LogRow = {
  id: number;
  event_id: string;
  source: string;
  module: string;
  event_type: string;
  record_id: string;
  status: Status;
  created_at: string;
  processed_at: string | null;
  started_at: string | null;
  occurred_at: string | null;
  occurred_clock: string | null;
  attempts: number;
  next_attempt_at: string | null;
  lane_head: number;
  signal_key: string | null;
  lease_token: string | null;
  lease_until: string | null;
  duplicate_of: number | null;
  payload_differs: number;
  payload_sha256: string;
  verified_by: string;
  delivery_of: number | null;
  error_message: string | null;
  error_code: string | null;
  error_details: string | null;
  result: string | null;
  unreadable: number;
  erased: number;
};
export type Body = { payload: string; raw_body: Buffer | null };
/** One of the oldest events of a record that are not finished. */
export type Unfinished = { source: string; record_id: string; id: number };
export type AttemptRow = {
  log_id: number;
  attempt: number;
  started_at: string;
  finished_at: string;
  outcome: string;
  error_message: string | null;
  error_details: string | null;
};
export type ActionRow = { at: string; operator: string; action: string; target: string; detail: string };
/** What a transaction read before it decides: the rows that the events may repeat, and what is unfinished of their records. */
export type Known = {
  lastId: number;
  originals: readonly LogRow[];
  newest: readonly LogRow[];
  signals: readonly LogRow[];
  leased: readonly LogRow[];
  lanes: readonly Unfinished[];
  expired: readonly Held[];
};

/** The columns of a row that just arrived, before anything is decided. */
export const FRESH = {
  processed_at: null,
  started_at: null,
  attempts: 0,
  next_attempt_at: null,
  lane_head: 0,
  signal_key: null,
  lease_token: null,
  lease_until: null,
  duplicate_of: null,
  payload_differs: 0,
  error_message: null,
  error_code: null,
  error_details: null,
  result: null,
  unreadable: 0,
  erased: 0,
} as const;
