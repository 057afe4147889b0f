import { html } from 'ghtml';
import type { Problem, ProblemEvent } from '../../log/problem.ts';
import type { Subjects } from '../../subjects/subjects.ts';
import { foreign } from '../foreign.ts';
import { emptyList, facts, moment } from '../pieces/elements.ts';
import { eventTitle } from '../pieces/event-rows.ts';
import { WARNING_ICON, WELL_ICON } from '../pieces/icons.ts';
import { layout } from '../pieces/layout.ts';
import { cause, closing } from '../pieces/problem-rows.ts';
import type { Reader } from '../reader.ts';
import { whoOf } from '../who.ts';

type ProblemView = {
  problem: Problem;
  events: readonly ProblemEvent[];
  subjects: Subjects;
  next: number | null;
  /** True when somebody tried to close or open what was already so. */
  wasLate: boolean;
};

/** One cause: whom it concerns, what became of each, and the ways to resolve it. */
export function problemPage(reader: Reader, view: ProblemView): string {
  const { needs } = reader.words;
  const { problem, wasLate } = view;
  const title = needs.problem(String(problem.id));
  const live = html`hx-get="/dashboard/problems/${problem.id}" hx-trigger="change from:#stream throttle:1s" hx-select="#problem" hx-swap="outerMorph"`;
  const isOpen = problem.state === 'open';
  const body = html`<div id="problem" !${live}>
    <div class="title">
      <h1 class="sentence">!${cause(reader, problem)}</h1>
      <span class="badge ${isOpen ? 'failed' : 'completed'}">!${isOpen ? WARNING_ICON : WELL_ICON}${needs.state[problem.state]}</span>
      <span class="muted">${title}</span>
    </div>
    !${wasLate ? html`<p class="caution" role="status">!${WARNING_ICON}<span>${needs.otherState}</span></p>` : ''}
    <section class="card" aria-label="${title}">
      !${isOpen ? html`<p class="muted">${needs.how}</p>` : ''}
      !${facts([
        [needs.since, moment(reader, problem.opened_at)],
        [needs.newest, moment(reader, problem.newest_at)],
        [needs.lastSetAside, lastDecision(reader, problem)],
      ])}
      !${decisions(reader, problem)}
    </section>
    <section class="card" aria-labelledby="events">
      <h2 id="events">${needs.ofEvents}</h2>
      !${view.events.length === 0 ? emptyList(needs.none.open, '') : eventList(reader, view)}
    </section>
  </div>`;
  return layout(reader, { title, current: 'problems', isSignedIn: true, isLive: true, body });
}

function lastDecision(reader: Reader, { decided_by, reason }: Problem): string | null {
  if (decided_by === null) return null;
  return html`!${foreign(whoOf(reader, decided_by))} !${reason === null ? '' : html`<q dir="auto">${reason}</q>`}`;
}

function decisions(reader: Reader, { id, state }: Problem): string {
  const { needs } = reader.words;
  if (!reader.mayAct) return '';
  if (state === 'set_aside')
    return html`<form method="post" action="/dashboard/problems/${id}/reopen"><button>${needs.reopen}</button></form>`;
  if (state === 'mended') return '';
  return html`<div class="cause-actions"><a class="button primary" href="/dashboard/replay?problem=${id}">${needs.replay}</a></div>
    !${setAsideForm(reader, id, null, needs.setAsideAll)}`;
}

/** Nothing is closed without a reason: whoever comes later has to know. */
export function setAsideForm(reader: Reader, problem: number, event: number | null, label: string): string {
  const { needs } = reader.words;
  return html`<details class="set-aside">
    <summary>${label}</summary>
    <form method="post" action="/dashboard/problems/${problem}/set-aside">
      !${event === null ? '' : html`<input type="hidden" name="event" value="${event}">`}
      <label>${needs.reason}<input name="reason" dir="auto" maxlength="1000" required></label>
      <button>${needs.setAside}</button>
    </form>
  </details>`;
}

function eventList(reader: Reader, { problem, events, subjects, next }: ProblemView): string {
  const { needs, suggestions } = reader.words;
  const row = (entry: ProblemEvent) => {
    const { event, state } = entry;
    const subject = subjects.get(event.id) ?? { is: 'other' };
    const isOpen = state === 'open';
    return html`<li class="row">
      <span class="row-status"><span class="badge ${isOpen ? 'failed' : 'completed'}">!${isOpen ? WARNING_ICON : WELL_ICON}${needs.state[state]}</span></span>
      <span class="row-main"><a href="/dashboard/events/${event.id}">!${eventTitle(reader, event, subject)}</a></span>
      <span class="row-time muted">!${moment(reader, event.created_at)}</span>
      !${isOpen ? '' : html`<span class="row-after">!${closing(reader, entry, event.id)}</span>`}
      !${isOpen && reader.mayAct ? html`<span class="row-after">!${setAsideForm(reader, problem.id, event.id, needs.setAsideOne)}</span>` : ''}
    </li>`;
  };
  return html`<ol class="rows">!${events.map(row)}</ol>
    !${next === null ? '' : html`<nav class="paging" aria-label="${needs.ofEvents}"><a class="button quiet" rel="next" href="/dashboard/problems/${problem.id}?offset=${next}">${suggestions.next}</a></nav>`}`;
}
