import type { Status } from '../../../log/event.ts';
import type { Said } from '../../../log/rules/repeat.ts';
import type { Replayable } from '../../../log/rules/replay.ts';
import type { Held } from '../log.ts';

export type OriginalRow = Held & {
  event_id: string;
  status: Status;
  payload_sha256: string;
  verified_by: string;
  payload_differs: number;
  unreadable: number;
  erased: number;
};

export function toReplayable({ status, payload_differs, unreadable, erased }: OriginalRow): Replayable {
  return {
    status,
    payload_differs: payload_differs === 1,
    unreadable: unreadable === 1,
    erased: erased === 1,
  };
}
/** What went wrong, as columns: the English sentence, the first code, and all codes with their parameters (JSON). */
export type KeptComplaint = { error: string | null; code: string | null; details: string | null };

type Asked<Values extends readonly unknown[], Row> = { get(...values: Values): Row | undefined };
type Written<Values extends readonly unknown[]> = { run(...values: Values): Done };
/** How many rows a statement affected, and the id of the one that it inserted. */
type Done = { changes: number; lastInsertRowid: number | bigint };

/**
 * What storing an event and ending an attempt need from an engine. One engine runs a prepared statement for
 * each; one across a network answers from what it read beforehand and writes everything afterwards.
 */
export type LogStatements = {
  readonly findOriginal: Asked<[source: string, eventId: string], OriginalRow>;
  readonly findSignal: Asked<[signalKey: string], OriginalRow>;
  /** The newest event of a record that is not a repeat. */
  readonly findNewest: Asked<[recordId: string, source: string], OriginalRow & Said>;
  readonly findLease: Asked<[id: number, token: string], number>;
  /** Does this record have an unfinished event? */
  readonly findUnfinished: Asked<[source: string, recordId: string], number>;
  readonly findExpired: { all(before: string): Held[] };
  readonly insertEvent: Written<InsertParameters>;
  readonly insertEnded: Written<EndedParameters>;
  readonly unend: Written<[{ id: number; now: string }]>;
  readonly insertUnreadable: Written<[SharedParameters & KeptComplaint]>;
  readonly insertDuplicate: Written<[DuplicateParameters]>;
  readonly takePlace: Written<[Omit<SharedParameters, 'created_at'> & { id: number }]>;
  readonly insertAction: Written<[ActionParameters]>;
  readonly finish: Written<[FinishParameters]>;
  readonly postpone: Written<[PostponeParameters]>;
  readonly promote: Written<[source: string, recordId: string]>;
  readonly reopen: Written<[ReopenParameters]>;
  readonly writeOutTry: Written<[id: number]>;
  readonly setVerified: Written<[verifiedBy: string, id: number]>;
  readonly insertAttempt: Written<[AttemptParameters]>;
  readonly pullDue: Written<[{ now: string }]>;
};

export type SharedParameters = {
  event_id: string;
  source: string;
  module: string;
  event_type: string;
  record_id: string;
  created_at: string;
  occurred_at: string | null;
  occurred_clock: string | null;
  payload_sha256: string;
  verified_by: string;
  delivery_of: number | null;
  payload: string;
  raw_body: Buffer | null;
};
export type InsertParameters = [
  eventId: string,
  source: string,
  module: string,
  eventType: string,
  recordId: string,
  createdAt: string,
  nextAttemptAt: string,
  occurredAt: string | null,
  occurredClock: string | null,
  signalKey: string | null,
  payloadSha256: string,
  verifiedBy: string,
  deliveryOf: number | null,
  payload: string,
  rawBody: Buffer | null,
  laneSource: string,
  laneRecordId: string,
];
export type EndedParameters = [
  eventId: string,
  source: string,
  module: string,
  eventType: string,
  recordId: string,
  createdAt: string,
  processedAt: string,
  startedAt: string,
  occurredAt: string | null,
  occurredClock: string | null,
  payloadSha256: string,
  verifiedBy: string,
  deliveryOf: number | null,
  result: string,
  payload: string,
  rawBody: Buffer | null,
];
export type DuplicateParameters = SharedParameters & {
  duplicate_of: number;
  payload_differs: number;
  unreadable: number;
  erased: number;
};
export type AttemptParameters = {
  log_id: number;
  attempt: number;
  started_at: string;
  finished_at: string;
  outcome: string;
} & KeptComplaint;

export type FinishParameters = {
  id: number;
  status: string;
  result: string | null;
  started: string | null;
  now: string;
} & KeptComplaint;
export type PostponeParameters = { id: number; dueAt: string; uncount: number } & KeptComplaint;
export type ReopenParameters = {
  id: number;
  source: string;
  record_id: string;
  now: string;
  event_id: string | null;
};
export type ActionParameters = {
  at: string;
  operator: string;
  action: string;
  target: string;
  detail: string;
};
