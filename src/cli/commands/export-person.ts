import type { JsonObject } from '../../log/event.ts';
import type { EventFilter, ExportedEvent, Person, Stores } from '../../log/ports.ts';
import { mentionOf } from '../../log/rules/mention.ts';
import { isSamePerson } from '../../students/moodle/same-person.ts';
import type { Student } from '../../students/student.ts';
import { UsageError } from '../command.ts';

/** All that is kept of one person, as the person may ask for it; nothing that belongs to somebody else. */
export async function exportPerson(stores: Stores, person: Person) {
  const students = await studentsOf(stores, person);
  const records = new Set(students.map(({ zohoId }) => zohoId));
  if (person.recordId !== null) records.add(person.recordId);
  const ids = new Set<number>();
  for (const record_id of records) await collect(stores, { record_id }, ids, () => true);
  if (person.email !== null)
    await collect(stores, { q: person.email }, ids, await ownedBy(stores, person.email, records));
  const events = await whole(stores, ids);
  return { students, events, suggestions: await suggestionsFor(stores, events) };
}

async function studentsOf({ students }: Stores, { recordId, email }: Person): Promise<Student[]> {
  if (recordId !== null) return [await students.find(recordId)].filter((found) => found !== null);
  const q = String(email);
  const listed = (await students.list({ q, deleted: true }, { limit: 1000, after: null })).students;
  const found = listed.filter(({ academicEmail }) => academicEmail?.toLowerCase() === q.toLowerCase());
  const [first, ...others] = found;
  if (first !== undefined && !others.every((other) => isSamePerson(first, other)))
    throw new UsageError(
      `Several people have this address: the records ${found.map(({ zohoId }) => zohoId).join(', ')}. Give --record for one of them.`,
    );
  return found;
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
