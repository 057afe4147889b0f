import { html } from 'ghtml';
import type { Problem } from '../../log/problem.ts';
import type { EventList } from '../../log/readings.ts';
import type { WebPlaces } from '../../outside/web-places.ts';
import { STUDENT_MODULE } from '../../students/module.ts';
import { STUDENT_FIELDS, type Student } from '../../students/student.ts';
import type { Subjects } from '../../subjects/subjects.ts';
import { foreign } from '../foreign.ts';
import { facts, id, time } from '../pieces/elements.ts';
import { layout } from '../pieces/layout.ts';
import { openProblems } from '../pieces/open-problems.ts';
import { outsideLinks } from '../pieces/outside-links.ts';
import { recordEvents } from '../pieces/record-events.ts';
import type { Reader } from '../reader.ts';
import { studentName } from './students.ts';

type StudentView = {
  list: EventList;
  subjects: Subjects;
  problems: readonly Problem[];
  places: WebPlaces;
};

/** One student as the service knows them, and the events behind it. */
export function studentPage(
  reader: Reader,
  student: Student,
  { list, subjects, problems, places }: StudentView,
): string {
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
    !${openProblems(reader, problems)}
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
      !${outsideLinks(reader, [
        ['Zoho CRM', places.crmRecord(STUDENT_MODULE, student.zohoId)],
        ['Moodle', student.moodleUserId === null ? null : places.moodleUser(student.moodleUserId)],
      ])}
      !${release(reader, student)}
    </section>
    !${recordEvents(reader, { title: words.students.events, recordId: student.zohoId }, list, subjects)}`;
  return layout(reader, { title: name, current: 'students', isSignedIn: true, body });
}

/** Asks for no confirmation: nothing changes outside, and the next event finds the user again. */
function release({ words, mayAct }: Reader, { zohoId, moodleUserId }: Student): string {
  if (moodleUserId === null || !mayAct) return '';
  return html`
    <form class="confirm" method="post" action="/dashboard/students/${encodeURIComponent(zohoId)}/release">
      <button class="quiet">${words.students.release}</button>
      <span class="muted">${words.students.releaseHint}</span>
    </form>`;
}
