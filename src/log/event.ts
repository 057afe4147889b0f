/** The words of the log: what an event is before, while and after it is kept. */

import type { Told } from './told.ts';

/** Which product sent it: Zoho CRM or Zoho Desk. */
export const SOURCES = ['zoho', 'zoho_desk'] as const;
export type Source = (typeof SOURCES)[number];

export const STATUSES = ['pending', 'processing', 'completed', 'failed', 'duplicate'] as const;
export type Status = (typeof STATUSES)[number];

/**
 * Which clock wrote a time. Times are compared only within one kind, because a sender's clock and a
 * record's own modification time may be seconds apart and the wrong update would win.
 */
export type ClockKind = 'record' | 'sender' | 'server';

/**
 * When it happened outside. `clock` is null when the text names no zone or is no time at all:
 * such a time is kept and shown, but never decides which update is newer.
 */
export type Occurrence = { at: string; clock: ClockKind } | { at: string | null; clock: null };

/** How the sender proved itself, for instance `hmac:1` (first secret), or `none` when nothing is configured. */
type VerifiedBy = string;
/** In the place of it, on an event that waits for the keys to check its sender with. */
export const UNVERIFIED = 'unverified';

/** Fields of a record by our own names; null clears one. */
export type Said = Readonly<Record<string, string | null>>;

/** One event as a route hands it to the log. Every id is text: a number above 2^53 would lose digits. */
export type NewEvent = {
  source: Source;
  eventId: string;
  module: string;
  eventType: string;
  recordId: string;
  occurred: Occurrence;
  /** JSON text; the sender's own bytes where they are the JSON of this one event. */
  payload: string;
  /** The bytes as received, where they are not `payload` itself; kept on the first event of a delivery. */
  rawBody: Buffer | null;
  verifiedBy: VerifiedBy;
  /**
   * What it says of its record, read already, where that is all it takes to act on it. Without it the event needs a
   * handler, which may look elsewhere.
   */
  said?: Said;
  /**
   * `event`: its id names it wherever it comes up again. `content`: has neither an id nor a time, so it repeats only what
   * its record said last (rules/repeat.ts). `signal`: says only "read this record again"; equal signals merge while one
   * waits, and with `sameBody` only those that carry the same. `unreadable`: bytes that could not be understood, kept as
   * failed so that an operator sees them.
   */
  kind:
    | { is: 'event' }
    | { is: 'content' }
    | { is: 'signal'; sameBody?: true }
    | { is: 'unreadable'; reason: string; told?: readonly Told[] };
};

/** What became of an event that was handed to the log. `id` is the row's id. */
export type Appended =
  /** `ended`: it was completed in the moment that it was kept. */
  | { id: number; eventId: string; status: 'queued' | 'failed'; ended?: true }
  | {
      id: number;
      eventId: string;
      status: 'duplicate';
      duplicateOf: number;
      payloadDiffers: boolean;
      /** The original had finally failed and waits for processing again. */
      requeued: boolean;
    };

/** An event under lease, as a handler sees it. */
export type ClaimedEvent = {
  id: number;
  source: Source;
  eventId: string;
  module: string;
  eventType: string;
  recordId: string;
  occurred: Occurrence;
  payload: string;
  createdAt: string;
  /** 1 on the first attempt; counted at claim, so a handler that kills the process still runs out of attempts. */
  attempt: number;
  leaseToken: string;
  startedAt: string;
  /** Set on one that was completed where it is kept: nobody has to work on it, and its payload stayed there. */
  ended?: JsonObject;
};

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

/** An event as operators see it in lists. */
export type EventSummary = {
  id: number;
  event_id: string;
  source: Source;
  module: string;
  event_type: string;
  record_id: string;
  status: Status;
  attempts: number;
  error_message: string | null;
  /** What `error_message` says, in codes; null when it is a sentence only. */
  error_details: Told[] | null;
  created_at: string;
  processed_at: string | null;
  next_attempt_at: string | null;
  occurred_at: string | null;
  duplicate_of: number | null;
  payload_differs: boolean;
  verified_by: string;
};

type AttemptOutcome = 'completed' | 'failed' | 'retry' | 'lost' | 'released';

export type Attempt = {
  attempt: number;
  started_at: string;
  finished_at: string;
  outcome: AttemptOutcome;
  error_message: string | null;
  error_details: Told[] | null;
};

/** One event with everything known about it. `raw_body` is base64 and null where the payload is the body. */
export type EventDetail = EventSummary & {
  payload: string;
  raw_body: string | null;
  payload_sha256: string;
  /** Nobody could read its bytes. */
  unreadable: boolean;
  /** Emptied on the wish of the person it was about. */
  erased: boolean;
  result: JsonObject | null;
  attempts_made: Attempt[];
  duplicates: EventSummary[];
};
