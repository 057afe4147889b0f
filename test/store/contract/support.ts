import { type ClaimedEvent, SOURCES } from '../../../src/log/event.ts';
import type { EventStore, Outcome, Queue, Reading } from '../../../src/log/ports.ts';
import type { ProblemStore } from '../../../src/log/problem.ts';
import type { EventFilter } from '../../../src/log/readings.ts';
import type {
  HeldStore,
  People,
  StateStore,
  StudentStore,
  SuggestionStore,
} from '../../../src/log/stores.ts';
import type { HowToStore } from '../../../src/store/open.ts';
import type { Student } from '../../../src/students/student.ts';
import { ofEachSource, type Test, type TestClock } from '../../harness.ts';

/** A fresh, empty store; it is closed after the test. */
export type Opened = {
  store: EventStore;
  students: StudentStore;
  suggestions: SuggestionStore;
  people: People;
  state: StateStore;
  held: HeldStore;
  /** What operators and the service noted that they did, oldest first. */
  actions(): Promise<string[]>;
  problems: ProblemStore;
  clock: TestClock;
};
export type Open = (t: Test, how?: Pick<HowToStore, 'endsStudentsAtOnce'>) => Promise<Opened>;

export const LEASE_MS = 60_000;
export const EVERYTHING = { maxAttempts: 5, everything: true };
export const EXPIRED = { maxAttempts: 5, everything: false };
export const OPERATOR_ACTION = { operator: 'operator', action: 'replay', target: '1', detail: {} };

export function completed(student: Student | null = null): Outcome {
  const write = student && { is: 'student' as const, student };
  return { status: 'completed', result: { action_taken: 'updated' }, write };
}

export const FAILED: Outcome = { status: 'failed', error: 'Academic_Email is missing.' };

export function claimAll(store: Queue, leaseToken = 'lease-1', limit = 100): Promise<ClaimedEvent[]> {
  return store.claim({ limits: ofEachSource(limit), leaseToken, leaseMs: LEASE_MS });
}

export async function claimOne(store: Queue, leaseToken = 'lease-1'): Promise<ClaimedEvent> {
  for (const source of SOURCES) {
    const limits = { ...ofEachSource(0), [source]: 1 };
    const [event] = await store.claim({ limits, leaseToken, leaseMs: LEASE_MS });
    if (event !== undefined) return event;
  }
  throw new Error('no event was due');
}

/** Claims the event that is due first, a student's before a ticket's, and ends its attempt. */
export async function endNext(store: Queue, outcome: Outcome): Promise<ClaimedEvent> {
  const event = await claimOne(store);
  await store.settle(event, outcome);
  return event;
}

/** The event ids that match, in the order of the list. */
export async function eventIds(store: Reading, filter: EventFilter): Promise<string[]> {
  const { events } = await store.list(filter, { limit: 200, before: null });
  return events.map(({ event_id }) => event_id);
}

const ZOHO_ID = '4554000000012345678';

export function student({ zohoId = ZOHO_ID, ...changes }: Partial<Student> = {}): Student {
  return {
    zohoId,
    studentNumber: 'STU001',
    academicEmail: 'sara.ali@example.edu',
    displayName: 'Sara Ali',
    firstName: 'Sara',
    lastName: 'Ali',
    phone: '+96170000001',
    // One Moodle user belongs to one student.
    moodleUserId: zohoId === ZOHO_ID ? '9007199254740993' : zohoId,
    birthDate: '2004-02-29',
    gender: 'Female',
    address: 'شارع الحمرا 1',
    city: 'بيروت',
    country: 'Lebanon',
    postalCode: '1103',
    emergencyContactName: 'Jean Exemple',
    emergencyContactPhone: '+96170000002',
    status: 'Active',
    moodleIdInZoho: null,
    appliedTimes: { sender: '2026-01-25T10:00:00.000Z' },
    deletedAt: null,
    createdAt: '2026-01-25T10:00:00.000Z',
    updatedAt: '2026-01-25T10:00:00.000Z',
    lastEvent: 1,
    ...changes,
  };
}
