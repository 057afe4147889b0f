import type { Reason } from '../sentences/tell.ts';
import type { Student } from '../students/student.ts';
import type { TicketCard } from '../tickets/suggestions/card.ts';
import type {
  NewSuggestion,
  Step,
  Suggestion,
  SuggestionChange,
  SuggestionStatus,
} from '../tickets/suggestions/suggestion.ts';
import type { Appended, EventSummary, JsonObject, NewEvent } from './event.ts';
import type { Intake, Queue, Reading, Upkeep } from './ports.ts';
import type { ProblemStore } from './problem.ts';
import type { Neighbours, OperatorAction, Page } from './readings.ts';
import type { Compacted, CopyCheck } from './upkeep.ts';

/** What is kept beside the log, and all of it together. */

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

/** What the service remembers across a restart, by key; the values are its own JSON or times. */
export interface StateStore {
  read(key: string): Promise<string | null>;
  write(key: string, value: string): Promise<void>;
  /** True for one caller in each period, by clocks that are some seconds apart at most, whichever instance it is: what is done once for the hub. */
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

/** Copying the whole database to a file, while the service runs. */
export interface Backup {
  /** Writes the database of one moment over `copy`. */
  backUp(copy: string, onProgress: (done: number, of: number) => void): Promise<void>;
  /** Reads a copy from end to end. */
  check(copy: string): Promise<CopyCheck>;
}

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
