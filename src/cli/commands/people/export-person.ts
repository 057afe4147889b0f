import type { JsonObject } from '../../../log/event.ts';
import type { EventFilter } from '../../../log/readings.ts';
import { mentionOf } from '../../../log/rules/mention.ts';
import type { Stores } from '../../../log/stores.ts';
import type { Told } from '../../../log/told.ts';
import type { ExportedEvent, Person } from '../../../log/upkeep.ts';
import { tell } from '../../../sentences/tell.ts';
import { isSamePerson } from '../../../students/moodle/same-person.ts';
import type { Student } from '../../../students/student.ts';
import { type Context, UsageError } from '../../command.ts';
import type { PeopleTexts } from '../../locales/load.ts';
import { inTerminalWords } from '../../output/words.ts';

type Own = PeopleTexts['exporting'];

/** All that is kept of one person, as the person may ask for it; nothing that belongs to somebody else. */
export async function exportPerson(
  stores: Stores,
  { recordId, email }: Person,
  { own, language }: Pick<Context<Own>, 'own' | 'language'>,
) {
  const found =
    recordId === null ? await byAddress(stores, String(email), own) : await byRecord(stores, recordId);
  const records = new Set(found.students.map(({ zohoId }) => zohoId));
  if (recordId !== null) records.add(recordId);
  const ids = new Set<number>();
  for (const record_id of records) await collect(stores, { record_id }, ids, () => true);
  for (const address of found.addresses)
    await collect(stores, { q: address }, ids, await ownedBy(stores, address, records));
  const events = await whole(stores, ids);
  const suggestions = await suggestionsFor(stores, events);
  const leftOut = found.leftOut && { left_out: inTerminalWords(found.leftOut, language) };
  return { students: found.students, events, suggestions, ...leftOut };
}

/** `addresses`: those that name this person and nobody else, so that what names them is the person's. */
type Found = { students: Student[]; addresses: string[]; leftOut?: Told };

async function byAddress(stores: Stores, address: string, own: Own): Promise<Found> {
  const students = await holders(stores, address);
  const [first, ...others] = students;
  if (first !== undefined && !others.every((other) => isSamePerson(first, other)))
    throw new UsageError(own.severalPeople(idsOf(students)));
  return { students, addresses: [address] };
}

/** The record, other records of the same person, and what names the address, unless that is the address of others too. */
async function byRecord(stores: Stores, recordId: string): Promise<Found> {
  const student = await stores.students.find(recordId);
  if (student === null) return { students: [], addresses: [] };
  const address = student.academicEmail;
  if (address === null) return { students: [student], addresses: [] };
  const others = (await holders(stores, address)).filter(({ zohoId }) => zohoId !== recordId);
  const students = [student, ...others.filter((other) => isSamePerson(student, other))];
  const strangers = others.filter((other) => !students.includes(other));
  if (strangers.length === 0) return { students, addresses: [address] };
  const leftOut = tell('PERSON_LEFT_OUT', { address, records: idsOf(strangers) });
  return { students, addresses: [], leftOut };
}

async function holders({ students }: Stores, address: string): Promise<Student[]> {
  const listed = await students.list({ q: address, deleted: true }, { limit: 1000, after: null });
  const sought = address.toLowerCase();
  return listed.students.filter(({ academicEmail }) => academicEmail?.toLowerCase() === sought);
}

function idsOf(students: readonly Student[]): string {
  return students.map(({ zohoId }) => zohoId).join(', ');
}

/**
 * Which of the events that a search for the address finds are the person's: those that name the address itself, not a longer
 * one around it, and do not tell of another student who is known by a record of his own.
 */
async function ownedBy({ students }: Stores, email: string, records: ReadonlySet<string>) {
  const mention = mentionOf(email);
  const others = new Map<string, boolean>();
  return async ({ source, record_id, payload, result, error_message }: ExportedEvent) => {
    if (!mention.test([payload, result, error_message].join(' '))) return false;
    if (source !== 'zoho' || records.has(record_id)) return true;
    const isOther = others.get(record_id) ?? (await students.find(record_id)) !== null;
    others.set(record_id, isOther);
    return !isOther;
  };
}

async function collect(
  { reading }: Stores,
  filter: EventFilter,
  ids: Set<number>,
  isWanted: (event: ExportedEvent) => boolean | Promise<boolean>,
): Promise<void> {
  for (let after: number | null = 0; after !== null; ) {
    const page: Awaited<ReturnType<typeof reading.read>> = await reading.read(filter, after);
    for (const event of page.events) if (await isWanted(event)) ids.add(event.id);
    after = page.next;
  }
}

/** Each once, oldest first, with its attempts. */
async function whole({ reading }: Stores, ids: ReadonlySet<number>) {
  const events = [];
  for (const id of [...ids].sort((a, b) => a - b)) {
    const event = await reading.get(id);
    if (event === null) continue;
    events.push({ ...event, duplicates: event.duplicates.map(({ id }): JsonObject => ({ id })) });
  }
  return events;
}

async function suggestionsFor(
  { suggestions }: Stores,
  events: readonly { source: string; record_id: string }[],
) {
  const tickets = new Set(
    events.filter(({ source }) => source === 'zoho_desk').map(({ record_id }) => record_id),
  );
  const found = [];
  for (const ticketId of tickets)
    found.push(...(await suggestions.list({ ticketId }, { limit: 1000, before: null })).suggestions);
  return found;
}
