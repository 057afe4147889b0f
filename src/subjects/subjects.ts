import { parseJsonText } from '../inbound/body.ts';
import type { EventSummary } from '../log/event.ts';
import type { People, StudentName } from '../log/stores.ts';
import { readStudentFields } from '../students/fields.ts';
import { STUDENT_MODULE } from '../students/module.ts';
import { findRecord } from '../students/receive/envelope.ts';
import { TICKET_MODULE } from '../tickets/receive/module.ts';
import type { TicketCard } from '../tickets/suggestions/card.ts';

/** Whom or what an event is about, as people call it. */
export type Subject =
  | ({ is: 'student'; zohoId: string; isKnown: boolean } & Called)
  | { is: 'ticket'; ticketId: string; card: TicketCard | null }
  | { is: 'other' };
/** A student's name and number; null when nobody gave them. */
type Called = { name: string | null; number: string | null; moodleUserId: string | null };
/** By the row id of the event. */
export type Subjects = ReadonlyMap<number, Subject>;

type Event = Pick<EventSummary, 'id' | 'source' | 'module' | 'record_id' | 'duplicate_of'>;

/**
 * Looks up whom these events are about: what is stored about students and tickets. For a student who is not
 * stored, because every event has failed so far, it uses what the event itself says.
 */
export async function subjectsOf(people: People, events: readonly Event[]): Promise<Subjects> {
  const ofStudents = events.filter(isAboutStudent);
  const ofTickets = events.filter(isAboutTicket);
  const [students, tickets] = await Promise.all([
    ofStudents.length === 0 ? [] : people.students(unique(ofStudents.map(({ record_id }) => record_id))),
    ofTickets.length === 0 ? [] : people.tickets(unique(ofTickets.map(({ record_id }) => record_id))),
  ]);
  const known = new Map(students.map((student) => [student.zohoId, calledOf(student)]));
  const cards = new Map(tickets.map((card) => [card.ticketId, card]));
  const unknown = ofStudents.filter(({ record_id }) => !known.has(record_id));
  const said = await namesIn(people, unknown);
  const subject = (event: Event): Subject => {
    const { id, record_id } = event;
    if (isAboutTicket(event))
      return { is: 'ticket', ticketId: record_id, card: cards.get(record_id) ?? null };
    if (!isAboutStudent(event)) return { is: 'other' };
    const called = known.get(record_id) ?? said.get(id) ?? NOBODY;
    return { is: 'student', zohoId: record_id, isKnown: known.has(record_id), ...called };
  };
  return new Map(events.map((event) => [event.id, subject(event)]));
}

/** What a list without pages says of whom or what an event is about; empty where nobody gave it. */
export type ShortName = {
  /** A student's name, or a ticket's subject. */
  person: string;
  number: string;
};

/** Events with the names that people know them by. */
export async function withNames<E extends Event>(
  people: People,
  events: readonly E[],
): Promise<(E & ShortName)[]> {
  const subjects = await subjectsOf(people, events);
  return events.map((event) => ({ ...event, ...shortName(subjects.get(event.id)) }));
}

export function shortName(subject: Subject | undefined): ShortName {
  if (subject?.is === 'student') return { person: subject.name ?? '', number: subject.number ?? '' };
  if (subject?.is === 'ticket')
    return { person: subject.card?.subject ?? '', number: subject.card?.number ?? '' };
  return { person: '', number: '' };
}

/** Zoho's display name, or else first and last name. */
export function nameOf(student: Pick<StudentName, 'displayName' | 'firstName' | 'lastName'>): string | null {
  const parts = [student.firstName, student.lastName].filter((part) => part !== null && part !== undefined);
  return student.displayName ?? (parts.join(' ') || null);
}

const NOBODY: Called = { name: null, number: null, moodleUserId: null };

function isAboutStudent({ source, module, record_id }: Event): boolean {
  return source === 'zoho' && module === STUDENT_MODULE && record_id !== '';
}

function isAboutTicket({ source, module, record_id }: Event): boolean {
  return source === 'zoho_desk' && module === TICKET_MODULE && record_id !== '';
}

function calledOf(student: StudentName): Called {
  return { name: nameOf(student), number: student.studentNumber, moodleUserId: student.moodleUserId };
}

/** A repeat may hold nothing of its own; its original says the same. */
async function namesIn(people: People, events: readonly Event[]): Promise<Map<number, Called>> {
  if (events.length === 0) return new Map();
  const payloads = await people.payloads(unique(events.map(({ id, duplicate_of }) => duplicate_of ?? id)));
  const called = new Map(payloads.map(({ id, payload }) => [id, calledIn(payload)]));
  return new Map(events.map(({ id, duplicate_of }) => [id, called.get(duplicate_of ?? id) ?? NOBODY]));
}

function calledIn(payload: string): Called {
  const record = findRecord(parseJsonText(payload));
  if (record === null) return NOBODY;
  const { displayName = null, firstName = null, lastName = null, ...fields } = readStudentFields(record);
  return {
    name: nameOf({ displayName, firstName, lastName }),
    number: fields.studentNumber ?? null,
    moodleUserId: null,
  };
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
