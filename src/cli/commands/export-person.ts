import type { JsonObject } from '../../log/event.ts';
import type { EventFilter, Person, Stores } from '../../log/ports.ts';
import type { Student } from '../../students/student.ts';

/** All that is kept of one person, as the person may ask for it. */
export async function exportPerson(stores: Stores, person: Person) {
  const students = await studentsOf(stores, person);
  const records = new Set([
    ...students.map(({ zohoId }) => zohoId),
    ...(person.recordId ? [person.recordId] : []),
  ]);
  const filters: EventFilter[] = [...records].map((record_id) => ({ record_id }));
  if (person.email !== null) filters.push({ q: person.email });
  const events = await eventsOf(stores, filters);
  const tickets = new Set(
    events.filter(({ source }) => source === 'zoho_desk').map(({ record_id }) => record_id),
  );
  const suggestions = [];
  for (const ticketId of tickets)
    suggestions.push(
      ...(await stores.suggestions.list({ ticketId }, { limit: 1000, before: null })).suggestions,
    );
  return { students, events, suggestions };
}

async function studentsOf({ students }: Stores, { recordId, email }: Person): Promise<Student[]> {
  if (recordId !== null) return [await students.find(recordId)].filter((found) => found !== null);
  const q = String(email);
  const found = (await students.list({ q, deleted: true }, { limit: 1000, after: null })).students;
  return found.filter(({ academicEmail }) => academicEmail?.toLowerCase() === q.toLowerCase());
}

/** Each once, oldest first, with its attempts. */
async function eventsOf({ reading }: Stores, filters: readonly EventFilter[]) {
  const ids = new Set<number>();
  for (const filter of filters) {
    for (let after: number | null = 0; after !== null; ) {
      const page: Awaited<ReturnType<typeof reading.read>> = await reading.read(filter, after);
      for (const { id } of page.events) ids.add(id);
      after = page.next;
    }
  }
  const events = [];
  for (const id of [...ids].sort((a, b) => a - b)) {
    const event = await reading.get(id);
    if (event !== null)
      events.push({ ...event, duplicates: event.duplicates.map(({ id }): JsonObject => ({ id })) });
  }
  return events;
}
