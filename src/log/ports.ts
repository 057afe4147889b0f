import type { Student, StudentChange } from '../students/student.ts';
import type { SuggestionChange } from '../tickets/suggestions/suggestion.ts';
import type {
  Appended,
  ClaimedEvent,
  EventDetail,
  EventSummary,
  JsonObject,
  NewEvent,
  Said,
  Source,
} from './event.ts';
import type {
  ActionList,
  EventFilter,
  EventList,
  Failures,
  MinuteCount,
  OldestWaiting,
  OperatorAction,
  Page,
  Stats,
  StatsFilter,
  Totals,
  Trouble,
} from './readings.ts';
import type { Told } from './told.ts';
import type {
  BulkOptions,
  BulkReplay,
  BulkReplayOptions,
  Erased,
  Erasure,
  ExportedEvent,
  Person,
  Pruned,
  PruneOptions,
  Replayed,
  ReplayPlan,
} from './upkeep.ts';

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

/** All four, for who opens a log of their own. */
export type EventStore = Intake & Queue & Reading & Upkeep;
