import type { Reason } from '../sentences/tell.ts';
import type { Student, StudentChange } from '../students/student.ts';
import type { TicketCard } from '../tickets/card.ts';
import type {
  NewSuggestion,
  Step,
  Suggestion,
  SuggestionChange,
  SuggestionStatus,
} from '../tickets/suggestion.ts';
import type {
  Appended,
  ClaimedEvent,
  EventDetail,
  EventSummary,
  JsonObject,
  NewEvent,
  Said,
  Source,
  Status,
} from './event.ts';
import type { ProblemStore } from './problem.ts';
import type { Told } from './told.ts';

/** The store cannot take a write now (disk full, locked, broken). The sender is asked to come back. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** What a handler changes in our own tables; committed together with the end of its event. */
export type LocalWrite =
  | { is: 'student'; student: StudentChange }
  | ({ is: 'suggestions' } & SuggestionChange);

/** What went wrong, in English and as codes; null where only the sentence is known. */
export type Complaint = { error: string; told?: readonly Told[] | null | undefined };

/** How one attempt ended. Times are epoch milliseconds. */
export type Outcome =
  | { status: 'completed'; result: JsonObject; write: LocalWrite | null }
  /** `result` and `write` are there when a part of the work succeeded. */
  | ({ status: 'failed'; result?: JsonObject; write?: LocalWrite | null } & Complaint)
  /** `isFree`: the attempt does not count, because nothing was wrong with the event. */
  | ({ status: 'retry'; retryAt: number; isFree?: boolean } & Complaint)
  /** Given back unharmed, as at shutdown: the attempt does not count. */
  | { status: 'released' };

/**
 * `settled`: recorded. `lost`: someone else holds the lease now, nothing was changed. `conflict`: the local write
 * met another record that was committed meanwhile; run the handler again, it will see that record.
 */
export type Settled = 'settled' | 'lost' | 'conflict';

/**
 * Decides how an event ends in the transaction that keeps it, from what it says and our own tables. Null, or anything
 * thrown, leaves it to the processor.
 */
export type EndAtOnce = (
  event: Pick<ClaimedEvent, 'id' | 'module' | 'eventType' | 'recordId' | 'occurred'>,
  said: Said,
  nowIso: string,
  findStudent: (zohoId: string) => Student | null,
) => { result: JsonObject; write: StudentChange | null } | null;

/** How many events of each source to take at most, and the lease that they are taken under. */
export type ClaimOptions = {
  limits: Readonly<Record<Source, number>>;
  leaseToken: string;
  leaseMs: number;
  /** What needs nothing outside may be ended where it is kept; it is handed out as `ended` all the same. */
  mayEnd?: boolean;
};

export type EventFilter = {
  status?: Status;
  source?: string;
  module?: string;
  event_type?: string;
  record_id?: string;
  event_id?: string;
  /** The cause of a failure, as `failures` tells it: `…` stands for anything. */
  cause?: string;
  /** The events of one problem, by its id. */
  problem?: number;
  /** Part of an id, an error text or a payload; case does not matter for Latin letters. */
  q?: string;
  /** Received at or after, before; ISO times. */
  since?: string;
  until?: string;
};

/**
 * `reach`: how many rows to look at, at most, where no index finds the matches; without it, all of them. What it leaves
 * out comes with the next page.
 */
export type Page = { limit: number; before: number | null; reach?: number };

/**
 * `total` comes from the counters, or counts at most `TOTAL_CAP` matches within reach, so that a list never has to read
 * a log of millions. `totalIsCapped`: there are more, or may be.
 */
export type EventList = {
  events: EventSummary[];
  nextBefore: number | null;
  total: number;
  totalIsCapped: boolean;
};
export const TOTAL_CAP = 10_000;

export type StatsFilter = { source?: string; module?: string; since?: string; until?: string };
export type Stats = {
  total_events: number;
  by_status: Record<string, number>;
  by_source: Record<string, number>;
  recent_events: Pick<
    EventSummary,
    'id' | 'event_id' | 'source' | 'module' | 'event_type' | 'status' | 'created_at'
  >[];
  /** Repeats that came with another body than their original. */
  payload_differs: number;
};

export type ReplayRefusal = 'not_found' | 'unfinished' | 'plain_duplicate' | 'unreadable' | 'erased';
export type Replayed =
  | { replayed: true }
  | { replayed: false; reason: ReplayRefusal; duplicateOf: number | null };

/** What a replay passes over, because it cannot help or would do work twice. */
export type Skipped = {
  /** Waits or is being processed. */
  unfinished: number;
  /** A repeat; its original stands for it. One with another body can be replayed by its id. */
  duplicate: number;
  /** Its bytes stay the same. */
  unreadable: number;
  /** Nothing of it is left. */
  erased: number;
};
export type ReplayPlan = { matched: number; replayable: number; skipped: Skipped; sample: EventSummary[] };
/** `interrupted`: the signal came first; what is counted is done and recorded. */
export type BulkReplay = { matched: number; replayed: number; skipped: Skipped; interrupted: boolean };
export type BulkReplayOptions = { signal?: AbortSignal; onProgress?: (replayed: number) => void };

/** How much was deleted. */
export type PruneOptions = { signal?: AbortSignal; onProgress?: (deleted: number) => void };
export type Pruned = { events: number; suggestions: number };
/** An event as it is taken out of the log, whole. */
export type ExportedEvent = Omit<EventSummary, 'error_details'> & { payload: string; result: string | null };

/** Whose data is erased: the records of a Zoho id, what mentions an e-mail address, or both. */
export type Person = { recordId: string | null; email: string | null };
/** What was emptied. `ended`: events that were still to be processed, and now never will be. */
export type Erasure = { students: number; events: number; ended: number; suggestions: number };
/**
 * Where bytes of what was just deleted may still stand on the disk. `journal`: in the log of changes, for as long as
 * somebody reads an older state, such as a backup; it is emptied as soon as that ends. `old_pages`: in pages that an
 * earlier version wrote, until the file is written anew.
 */
export type Leftover = 'journal' | 'old_pages';
export type Erased = Erasure & { left_in: Leftover[] };
/** Told now and then how far a long work is. */
export type BulkOptions = { onProgress?: (done: number, of: number) => void };

/** Failed events by cause, most frequent first; among the newest ten thousand when there are more. */
export type Failures = { causes: FailureCause[]; isCapped: boolean };
export type FailureCause = {
  /** The English sentence with … in the place of each id, as the filter takes it. */
  cause: string;
  /** The same in codes, which decide what is one cause; null for what has none. */
  details: Told[] | null;
  count: number;
  newest_id: number;
  newest_at: string;
  oldest_id: number;
};
/** What came in and what was done within one minute (ISO time of its beginning). */
export type MinuteCount = { minute: string; accepted: number; processed: number };
/**
 * What was received (repeats too) and what ended, by source, since this process began to keep the log. They only grow, unlike
 * the counts of the log, which pruning and replays make smaller.
 */
export type Totals = Record<'accepted' | 'completed' | 'failed', Record<string, number>>;
export type OldestWaiting = { id: number; since: string };

/** A note of what was done, with its number and time (ISO). */
export type KeptAction = OperatorAction & { id: number; at: string };
export type ActionList = { actions: KeptAction[]; nextBefore: number | null; total: number };
/** Who did what from outside the flow of events; kept in `operator_actions`. */
export type OperatorAction = { operator: string; action: string; target: string; detail: JsonObject };

/**
 * The log, as four ports cut by who calls: routes hand events in, the processor works them off, people read, operators
 * and timers look after it. Every method is asynchronous, because one engine is embedded and another is across a
 * network; a promise of a write resolves after the commit has reached the disk, never before.
 */
export interface Intake {
  /** Keeps the events of one delivery, all or none. Throws StoreUnavailable. */
  append(events: readonly NewEvent[]): Promise<Appended[]>;
}

/** What the processor needs to work events off. */
export interface Queue {
  /** Takes due events, at most one per record, of each source those that are due first. */
  claim(options: ClaimOptions): Promise<ClaimedEvent[]>;
  /** Records the end of an attempt and its local write in one transaction, if the lease is still held. */
  settle(event: ClaimedEvent, outcome: Outcome): Promise<Settled>;
  /** Makes leases last longer; answers how many were still held. */
  renew(events: readonly ClaimedEvent[], leaseMs: number): Promise<number>;
  /** Returns events of dead workers to the queue, or fails them when their attempts are used up. */
  recover(options: { maxAttempts: number; everything: boolean }): Promise<number>;
  /** The types of events of the same record that were received later and wait, at most a hundred. */
  newerWaiting(event: ClaimedEvent): Promise<string[]>;
  /** Epoch ms at which something of these sources becomes due or a lease ends; null when nothing waits. */
  nextDueAt(sources: readonly Source[]): Promise<number | null>;
  /** Calls back after each commit that may have made an event claimable. */
  onPending(listener: () => void): void;
}

/** What people and monitoring look at. */
export interface Reading {
  list(filter: EventFilter, page: Page): Promise<EventList>;
  get(id: number): Promise<EventDetail | null>;
  stats(filter: StatsFilter): Promise<Stats>;
  /** The modules that events have come from, by name. */
  modules(): Promise<string[]>;
  /** The rows with these ids, newest first. */
  summaries(ids: readonly number[]): Promise<EventSummary[]>;
  failures(): Promise<Failures>;
  /** The unfinished event that has waited longest, among those that are due first. */
  oldestWaiting(): Promise<OldestWaiting | null>;
  /** The minutes of the last day in which something happened, oldest first. */
  activity(): Promise<MinuteCount[]>;
  totals(): Promise<Totals>;
  /** What operators did, newest first. */
  actions(page: Page): Promise<ActionList>;
  /** The next few events that match, oldest first; `next` is where to go on, null at the end. */
  read(filter: EventFilter, after: number): Promise<{ events: ExportedEvent[]; next: number | null }>;
  /** Calls back after each commit with the rows it changed; null stops it. While nobody listens it costs nothing. */
  onChange(listener: ((ids: ReadonlySet<number>) => void) | null): void;
}

/** What operators and timers do to what is kept. */
export interface Upkeep {
  replay(id: number, by: OperatorAction): Promise<Replayed>;
  /** What `replayMatching` would do. */
  planReplay(filter: EventFilter): Promise<ReplayPlan>;
  /** Replays every completed or failed event that matches, in batches; answers when all are committed. */
  replayMatching(filter: EventFilter, by: OperatorAction, options?: BulkReplayOptions): Promise<BulkReplay>;

  /** What `erase` would empty. */
  planErasure(person: Person, options?: BulkOptions): Promise<Erasure>;
  /** Empties what is kept of a person; ids, times, statuses and counts stay. */
  erase(person: Person, by: OperatorAction, options?: BulkOptions): Promise<Erased>;
  /** Forgets which Moodle user a student is linked to; answers its id, null when there is no such link. */
  release(zohoId: string, by: OperatorAction): Promise<string | null>;

  /** What `prune` would delete. Reads the log in one go: not for the process that accepts webhooks. */
  planPrune(before: string): Promise<Pruned>;
  /** Deletes completed events and repeats that were received and ended before the time (ISO). */
  prune(before: string, by: OperatorAction, options?: PruneOptions): Promise<Pruned>;

  /** From now on commits of other processes are noticed too, within seconds. */
  watchOthers(): Promise<void>;
  /** What is wrong with what is kept, for an operator to see; nothing when all is well. */
  condition(): Promise<Trouble[]>;
  /** Writes a heartbeat: proof that the store takes a write. Throws StoreUnavailable. */
  heartbeat(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A fault of the store or of the machine under it: a sentence that says what to do, one for each code. `isGrave`: what is kept
 * may be lost by it.
 */
export type Trouble = { code: string; message: string; told: readonly Told[] | null; isGrave?: boolean };

/**
 * What a look through the whole file came to: damaged with what the engine calls it, unknown when it was
 * not looked through to the end.
 */
export type Integrity = { is: 'whole' } | { is: 'damaged'; fault: string } | { is: 'unknown' };

/** All four, for who opens a log of their own. */
export type EventStore = Intake & Queue & Reading & Upkeep;

/** The synced students, beside the log so that a student and its event's end commit together. */
export interface StudentStore {
  find(zohoId: string): Promise<Student | null>;
  /** The living student who holds this number. */
  findByNumber(studentNumber: string): Promise<Student | null>;
  /** The students with this Moodle user: the living one first, then those that were deleted, the newest first. */
  findByMoodleUser(moodleUserId: string): Promise<Student[]>;
  list(
    filter: { q?: string; deleted: boolean },
    page: { limit: number; after: string | null },
  ): Promise<StudentList>;
  /** Those that changed last first. */
  recent(
    filter: { q?: string; deleted: boolean },
    page: { limit: number; before: number | null },
  ): Promise<RecentStudents>;
}
/** `nextBefore`: the `lastEvent` at which the next page begins. */
export type RecentStudents = { students: Student[]; nextBefore: number | null; total: number };
export type StudentList = { students: Student[]; nextAfter: string | null; total: number };

/** Changes outside that wait for a person or were made, beside the log so that they commit with their event's end. */
export interface SuggestionStore {
  /** Newest first. */
  list(filter: { status?: SuggestionStatus; ticketId?: string }, page: Page): Promise<SuggestionList>;
  get(id: number): Promise<Suggestion | null>;
  /**
   * The newest one about the same thing that waits, is being applied, was applied or was dismissed, or of which nobody
   * knows whether it was sent.
   */
  findEarlier(ticketId: string, step: Step, key: string): Promise<Suggestion | null>;
  /** The newest one about the same thing, whatever became of it. */
  findNewest(ticketId: string, step: Step, key: string): Promise<Suggestion | null>;
  /** Puts proposals in the place of what still waits for the ticket; equal ones stay, with the new guard. */
  replaceWaiting(change: SuggestionChange): Promise<void>;
  /** Notes, before it is made, a change that a flag decided. One of the same change that is open is taken up. */
  begin(suggestion: NewSuggestion): Promise<Suggestion>;
  /** Keeps what an attempt is about to write, in the place of its result; null takes that back. */
  note(id: number, begun: JsonObject | null): Promise<void>;
  /**
   * The same before a letter goes out without a person, together with the question whether it may: false, and nothing
   * kept, where automation wrote `most` letters to this recipient since, or one about the same message.
   */
  noteLetter(id: number, begun: JsonObject, limit: LetterLimit): Promise<boolean>;
  /** It waits again, as if nobody had decided, with why the attempt did not succeed; what was noted stays. */
  giveBack(id: number, trouble?: Reason | null): Promise<void>;
  /** A person decided; what they decided leaves at its time. False when it does not wait (any more). */
  plan(id: number, by: OperatorAction, departure: Departure): Promise<boolean>;
  /**
   * Plans again what a person decided and what could not leave, with why; false where a letter may be out already: that one
   * waits for a person, whatever is asked here.
   */
  planAgain(id: number, applyAt: string, trouble: Reason): Promise<boolean>;
  /** Undoes `plan`; false when it has left. */
  takeBack(id: number, by: OperatorAction): Promise<boolean>;
  /** Those whose time to leave has come by then (ISO). */
  due(at: string): Promise<Suggestion[]>;
  /** What people decided since then (ISO) that neither left nor waits to leave, newest first, at most a hundred. */
  notLeft(since: string): Promise<Suggestion[]>;
  /** Gives one whose time has come to the caller, and to no one else; null when it was taken back or has left. */
  depart(id: number): Promise<Suggestion | null>;
  /** When the next one leaves (ISO); null when none is planned. */
  nextDeparture(): Promise<string | null>;
  /** What a write of ours changed of a ticket no longer makes its waiting suggestions stale. */
  moveGuard(ticketId: string, from: JsonObject, to: JsonObject): Promise<void>;
  /** Gives a waiting one to the caller, and to no one else; null when it does not wait (any more). */
  claim(id: number, by: OperatorAction): Promise<Suggestion | null>;
  /** How applying it ended. Decided by automation, where nobody else did. */
  finish(id: number, status: 'applied' | 'stale' | 'failed', result: JsonObject | null): Promise<void>;
  /** False when it does not wait (any more). */
  dismiss(id: number, by: OperatorAction): Promise<boolean>;
  /** Gives back what a dead process was applying; what a person planned leaves after all. Answers how many. */
  recover(): Promise<number>;
}
/** When a decision leaves, and the answer in other words; null for those of the proposal. */
export type Departure = { applyAt: string; words: string | null };
/** How many letters one recipient may get without a person, over all tickets. */
export type LetterLimit = { recipient: string; most: number; sinceMs: number };
export type SuggestionList = { suggestions: Suggestion[]; nextBefore: number | null; total: number };

/** What a row says of a student where it names one. */
export type StudentName = Pick<
  Student,
  | 'zohoId'
  | 'displayName'
  | 'firstName'
  | 'lastName'
  | 'studentNumber'
  | 'academicEmail'
  | 'moodleUserId'
  | 'deletedAt'
>;

/** Whom the log is about: it holds ids, and people go by names. What is not known is not in the answers. */
export interface People {
  students(zohoIds: readonly string[]): Promise<StudentName[]>;
  tickets(ticketIds: readonly string[]): Promise<TicketCard[]>;
  /** What these events said, where it is short enough to look for a name in. */
  payloads(eventIds: readonly number[]): Promise<{ id: number; payload: string }[]>;
  /** The events of the same record right before and after this one. */
  neighbours(event: Pick<EventSummary, 'id' | 'source' | 'record_id'>): Promise<Neighbours>;
  /** Keeps how a ticket looked just now. */
  keepTicket(card: TicketCard): Promise<void>;
}
export type Neighbours = { before: number | null; after: number | null };

/** What the service remembers across a restart, by key; the values are its own JSON or times. */
export interface StateStore {
  read(key: string): Promise<string | null>;
  write(key: string, value: string): Promise<void>;
  /** True for one caller in each period, whichever instance it is: what is done once for the hub. */
  takeTurn(key: string, periodMs: number): Promise<boolean>;
  /** Takes or prolongs what one owner at a time may hold; false while it is another's, until that one lets go or is silent for so long. */
  lease(key: string, owner: string, ms: number): Promise<boolean>;
  letGo(key: string, owner: string): Promise<void>;
}

/** A delivery whose sender is not proven yet, because nobody answers for the keys. */
export type HeldDelivery = { id: number; jwt: string; receivedAtMs: number };

/** Events that nobody may work on before their sender is proven, beside the log that holds them. */
export interface HeldStore {
  /** Keeps the events of one delivery, all or none. Throws StoreUnavailable, also when too many wait. */
  hold(events: readonly NewEvent[], proof: { jwt: string; address: string }): Promise<Appended[]>;
  /** Oldest first. */
  list(): Promise<HeldDelivery[]>;
  /** Lets the events of a delivery go to work, and forgets its token. */
  release(id: number, verifiedBy: string): Promise<void>;
  /** Deletes the events that no other delivery vouches for, and forgets the token. Answers how many rows went. */
  refuse(id: number, reason: string): Promise<number>;
}

/** Writing the whole database anew, while no service runs. */
export interface Compaction {
  /** @param onProgress several times a second, also when nothing is new */
  compact(onProgress: (done: number, of: number) => void): Promise<Compacted>;
}
/** The size of the file, in bytes. */
export type Compacted = { before: number; after: number };

/** Copying the whole database to a file, while the service runs. */
export interface Backup {
  /** Writes the database of one moment over `copy`. */
  backUp(copy: string, onProgress: (done: number, of: number) => void): Promise<void>;
  /** Reads a copy from end to end. */
  check(copy: string): Promise<CopyCheck>;
}
/** `problem`: what is damaged, in the words of the engine; null when the copy is sound. */
export type CopyCheck = { problem: string | null; events: number };

/** All that is kept together, as an engine opens it. */
export type Stores = {
  intake: Intake;
  queue: Queue;
  reading: Reading;
  upkeep: Upkeep;
  students: StudentStore;
  suggestions: SuggestionStore;
  people: People;
  state: StateStore;
  held: HeldStore;
  problems: ProblemStore;
};
