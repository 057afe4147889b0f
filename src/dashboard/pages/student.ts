import { html } from 'ghtml';
import type { EventSummary } from '../../log/event.ts';
import { STUDENT_FIELDS, type Student } from '../../students/student.ts';
import { foreign } from '../foreign.ts';
import { eventRows, facts, id, time } from '../pieces/elements.ts';
import { layout } from '../pieces/layout.ts';
import type { Reader } from '../reader.ts';
import { studentName } from './students.ts';

/** One student as the service knows them, and the events that made it so. */
export function studentPage(reader: Reader, student: Student, events: readonly EventSummary[]): string {
  const { words } = reader;
  const name = studentName(reader, student);
  const fields = STUDENT_FIELDS.map((field) => {
    const value = student[field];
    return [words.students.fields[field], value === null ? null : foreign(value)] as const;
  });
  const body = html`
    <div class="title">
      <h1 dir="auto">${name}</h1>
      !${student.deletedAt === null ? '' : html`<span class="badge failed">${words.students.deleted}</span>`}
    </div>
    <section class="card">
      !${facts([
        ...fields,
        [words.students.zohoId, id(student.zohoId)],
        [words.students.lastChange, time(reader, student.updatedAt, 'exactTime')],
        [
          words.students.lastEvent,
          html`<a href="/dashboard/events/${student.lastEvent}">${words.event.title(String(student.lastEvent))}</a>`,
        ],
        [words.students.created, time(reader, student.createdAt, 'exactTime')],
      ])}
      !${release(reader, student)}
    </section>
    <section class="card" aria-labelledby="events">
      <h2 id="events">${words.students.events}</h2>
      !${eventRows(reader, events)}
    </section>`;
  return layout(reader, { title: name, current: 'students', isSignedIn: true, body });
}

/** Nothing changes outside, and the next event finds the user again: no question is asked first. */
function release({ words }: Reader, { zohoId, moodleUserId }: Student): string {
  if (moodleUserId === null) return '';
  return html`
    <form class="confirm" method="post" action="/dashboard/students/${encodeURIComponent(zohoId)}/release">
      <button class="quiet">${words.students.release}</button>
      <span class="muted">${words.students.releaseHint}</span>
    </form>`;
}
