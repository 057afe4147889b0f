import { html } from 'ghtml';
import type { ActionList, KeptAction } from '../../log/readings.ts';
import type { Target } from '../../subjects/action-targets.ts';
import { nameOf, type Subject } from '../../subjects/subjects.ts';
import { foreign } from '../foreign.ts';
import { emptyList, id, moment } from '../pieces/elements.ts';
import { layout } from '../pieces/layout.ts';
import { cause } from '../pieces/problem-rows.ts';
import { ticketTitle } from '../pieces/ticket-title.ts';
import type { Reader } from '../reader.ts';
import { whoOf } from '../who.ts';

type ActionsView = ActionList & {
  /** What each was done to, in the order of the actions. */
  targets: readonly Target[];
};

/** Who did what, when, to whom. */
export function actionsPage(reader: Reader, { actions, targets, nextBefore, total }: ActionsView): string {
  const { acts } = reader.words;
  const rows = actions.map((action, at) => row(reader, action, targets[at] as Target));
  const body = html`
    <h1>${acts.title}</h1>
    <p class="muted">${acts.intro}</p>
    <section class="card" aria-label="${acts.title}">
      <p role="status">${acts.count(total)}</p>
      !${actions.length === 0 ? emptyList(acts.none, acts.noneHint) : html`<ol class="rows">!${rows}</ol>`}
      !${nextBefore === null ? '' : html`<nav class="paging" aria-label="${acts.title}"><a class="button quiet" rel="next" href="/dashboard/actions?before=${nextBefore}">${acts.older}</a></nav>`}
    </section>`;
  return layout(reader, { title: acts.title, current: 'actions', isSignedIn: true, body });
}

function row(reader: Reader, { at, operator, action, detail }: KeptAction, target: Target): string {
  const words: Readonly<Record<string, string>> = reader.words.acts.words;
  const verb = Object.hasOwn(words, action) ? html`${words[action]}` : html`<bdi>${action}</bdi>`;
  return html`<li class="row student links">
    <span class="row-main"><strong>!${foreign(whoOf(reader, operator))}</strong> <span>!${verb} !${what(reader, target)}</span></span>
    <span class="row-status muted">!${extent(reader, detail)}</span>
    <span class="row-time muted">!${moment(reader, at)}</span>
  </li>`;
}

/** How many it was done to, and why. */
function extent({ words }: Reader, { reason, text_changed, ...counts }: KeptAction['detail']): string {
  const { acts } = words;
  const events = counts.replayed ?? counts.events ?? counts.deleted;
  const parts = [
    typeof events === 'number' && events !== 1 ? html`${acts.events(events)}` : '',
    text_changed === true ? html`${acts.inOtherWords}` : '',
    typeof reason === 'string' ? html`<q dir="auto">${reason}</q>` : '',
  ];
  return parts.filter(Boolean).join(' ');
}

/** Links to its page, and says whom it is about. */
function what(reader: Reader, target: Target): string {
  const { acts, event } = reader.words;
  const { targets } = acts;
  const and = (first: string, more: string) => (more === '' ? first : html`!${first}${event.comma}!${more}`);
  switch (target.is) {
    case 'event': {
      const name = targets.event(`${target.id}`);
      if (target.subject === null) return gone(reader, name);
      return and(html`<a href="/dashboard/events/${target.id}">${name}</a>`, about(reader, target.subject));
    }
    case 'problem': {
      const name = targets.problem(`${target.id}`);
      if (target.problem === null) return gone(reader, name);
      return html`<a href="/dashboard/problems/${target.id}">${name}</a>${event.colon} !${cause(reader, target.problem)}`;
    }
    case 'suggestion': {
      if (target.found === null) return gone(reader, targets.suggestion(`${target.id}`));
      const { suggestion, card } = target.found;
      const step = reader.words.suggestions.steps[suggestion.step];
      const link = html`<q><a href="/dashboard/suggestions?decided=${target.id}">${step}</a></q>`;
      return and(link, ticketTitle(reader, suggestion.ticketId, card));
    }
    case 'student':
      return studentLink(reader, target);
    case 'unproven':
      return html`${targets.unproven} !${id(target.day)}`;
    case 'text':
      return html`<bdi>${target.text}</bdi>`;
    default:
      return html`${targets[target.is]}`;
  }
}

/** What was pruned or erased since no longer has a page. */
function gone({ words }: Reader, name: string): string {
  return html`${name} <span class="muted">${words.acts.targets.gone}</span>`;
}

function about(reader: Reader, subject: Subject): string {
  if (subject.is === 'ticket') return ticketTitle(reader, subject.ticketId, subject.card);
  if (subject.is === 'other' || subject.name === null) return '';
  const name = foreign(subject.name);
  return subject.isKnown ? html`<a href="/dashboard/students/${subject.zohoId}">!${name}</a>` : name;
}

function studentLink(reader: Reader, { zohoId, student }: Extract<Target, { is: 'student' }>): string {
  const { targets } = reader.words.acts;
  if (student === null)
    return html`${targets.student} !${id(zohoId)} <span class="muted">${targets.gone}</span>`;
  const name = nameOf(student);
  const words = name === null ? html`${targets.student} !${id(zohoId)}` : foreign(name);
  return html`<a href="/dashboard/students/${zohoId}">!${words}</a>`;
}
