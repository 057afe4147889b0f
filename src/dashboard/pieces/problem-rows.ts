import { html } from 'ghtml';
import type { Problem, ProblemEntry, ProblemEvent } from '../../log/problem.ts';
import type { Subjects } from '../../subjects/subjects.ts';
import { foreign } from '../foreign.ts';
import type { Reader } from '../reader.ts';
import { whoOf } from '../who.ts';
import { moment } from './elements.ts';
import { eventTitle } from './event-rows.ts';
import { told } from './told.ts';

/** A problem with the first few people it concerns. */
export type ShownProblem = { problem: Problem; events: readonly ProblemEvent[]; subjects: Subjects };

/** Causes, newest failure first, each with names: people look for a person by name, not by a code. */
export function problemRows(reader: Reader, shown: readonly ShownProblem[]): string {
  const { needs } = reader.words;
  const row = ({ problem, events, subjects }: ShownProblem) => {
    const count = problem.state === 'open' ? problem.open_events : problem.events;
    return html`<li class="cause">
      <span class="cause-count" aria-hidden="true">${reader.format.number(count)}</span>
      <span class="cause-text">
        <a href="/dashboard/problems/${problem.id}">!${cause(reader, problem)}</a>
        <span class="people">!${people(reader, events, subjects, count)}</span>
        <span class="muted">${needs.events(count)} · !${moment(reader, problem.newest_at)}</span>
      </span>
      <span class="cause-actions"><a class="button quiet" href="/dashboard/problems/${problem.id}">${needs.look}</a></span>
    </li>`;
  };
  return html`<ul class="causes">!${shown.map(row)}</ul>`;
}

/** What went wrong, in the reader's language. */
export function cause(reader: Reader, { error_message, error_details }: Problem): string {
  return error_message === null
    ? html`${reader.words.needs.unknown}`
    : told(reader, error_message, error_details);
}

/** Names, or what stands in for them; each once. */
function people(reader: Reader, events: readonly ProblemEvent[], subjects: Subjects, count: number): string {
  const names = events.map(({ event }) => {
    const subject = subjects.get(event.id) ?? { is: 'other' };
    if (subject.is === 'student' && subject.name !== null) return foreign(subject.name);
    return eventTitle(reader, event, subject);
  });
  const listed = [...new Set(names)].join(html`${reader.words.event.comma}`);
  const left = count - events.length;
  return left > 0 ? html`!${listed}${reader.words.event.comma}${reader.words.needs.more(left)}` : listed;
}

/** What became of one event of a problem; empty while it needs somebody. */
export function closing(
  reader: Reader,
  entry: Pick<ProblemEntry, 'state' | 'mended_by' | 'decided_by' | 'reason'>,
  eventId: number,
): string {
  const { needs } = reader.words;
  const { state, mended_by, decided_by, reason } = entry;
  if (state === 'open') return '';
  if (state === 'set_aside')
    return html`!${foreign(needs.setAsideBy(whoOf(reader, decided_by ?? '')))} !${reason === null ? '' : html`<q dir="auto">${reason}</q>`}`;
  if (mended_by === null) return html`${needs.mended}`;
  if (mended_by === eventId) return html`${needs.bySelf}`;
  return html`<a href="/dashboard/events/${mended_by}">${needs.mendedBy(String(mended_by))}</a>`;
}
