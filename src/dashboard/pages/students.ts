import { html } from 'ghtml';
import type { Student } from '../../students/student.ts';
import { nameOf } from '../../subjects/subjects.ts';
import { foreign } from '../foreign.ts';
import { id, moment } from '../pieces/elements.ts';
import { layout } from '../pieces/layout.ts';
import type { Reader } from '../reader.ts';

type StudentsView = {
  students: readonly Student[];
  /** Where the next page begins; null on the last. */
  nextBefore: number | null;
  total: number;
  q: string;
  withDeleted: boolean;
  isFirst: boolean;
};

/** The synced students, most recently changed first. */
export function studentsPage(reader: Reader, view: StudentsView): string {
  const { words } = reader;
  const { students } = words;
  const { q, withDeleted, total } = view;
  const body = html`
    <h1>${students.title}</h1>
    <form class="filter card" method="get" action="/dashboard/students" role="search" aria-label="${students.search}"
        hx-get="/dashboard/students" hx-trigger="input delay:300ms, submit" hx-target="#results" hx-select="#results"
        hx-swap="outerHTML" hx-replace-url="true" hx-sync="replace">
      <label class="wide">${students.search}
        <input type="search" name="q" dir="auto" maxlength="255" value="${q}" placeholder="${students.searchHint}">
      </label>
      <label class="check"><input type="checkbox" name="deleted" value="true" !${withDeleted ? 'checked' : ''}>${students.withDeleted}</label>
      <div class="filter-actions"><button class="primary">${words.events.apply}</button></div>
    </form>
    <section id="results" class="card" aria-label="${students.title}">
      <p role="status">${words.unit.students(total)}</p>
      !${view.students.length > 0 ? studentRows(reader, view.students) : noStudents(reader, q)}
      !${paging(reader, view)}
    </section>`;
  return layout(reader, { title: students.title, current: 'students', isSignedIn: true, body });
}

/** A student whose events have all failed so far is in no table, yet people look here first. */
function noStudents({ words: { students } }: Reader, q: string): string {
  if (q === '') return html`<p class="empty muted">${students.noneYet}</p>`;
  return html`<div class="empty">
    <p>${students.none}</p>
    <p class="muted">${students.noneHint}</p>
    <p><a href="/dashboard/events?${new URLSearchParams({ q })}">${students.inEvents(q)}</a></p>
  </div>`;
}

function studentRows(reader: Reader, students: readonly Student[]): string {
  const { words } = reader;
  const row = (student: Student) => html`<li class="row student">
    <span class="row-main">
      <a href="/dashboard/students/${encodeURIComponent(student.zohoId)}">!${foreign(studentName(reader, student))}</a>
      <span class="muted">!${student.academicEmail === null ? id(student.zohoId) : id(student.academicEmail)}</span>
    </span>
    <span class="row-status muted">!${student.deletedAt !== null ? html`<span class="badge failed">${words.students.deleted}</span>` : id(student.studentNumber ?? '')}</span>
    <span class="row-time muted">!${moment(reader, student.updatedAt)}</span>
  </li>`;
  return html`<ol class="rows">!${students.map(row)}</ol>`;
}

/** The student's name, or a word that says there is none. */
export function studentName({ words }: Reader, student: Student): string {
  return nameOf(student) ?? words.students.unnamed;
}

function paging({ words }: Reader, { nextBefore, isFirst, q, withDeleted }: StudentsView): string {
  if (isFirst && nextBefore === null) return '';
  const search = new URLSearchParams({ ...(q && { q }), ...(withDeleted && { deleted: 'true' }) });
  const next = new URLSearchParams([...search, ['before', String(nextBefore)]]);
  return html`<nav class="paging" aria-label="${words.students.title}">
    !${isFirst ? '' : html`<a class="button quiet" href="/dashboard/students?${search}">${words.students.first}</a>`}
    !${nextBefore === null ? '' : html`<a class="button quiet" rel="next" href="/dashboard/students?${next}">${words.students.next}</a>`}
  </nav>`;
}
