import { html } from 'ghtml';
import { MATCHING } from '../../log/operator-action.ts';
import type { ActionList, KeptAction } from '../../log/ports.ts';
import { foreign } from '../foreign.ts';
import { emptyList, moment } from '../pieces/elements.ts';
import { layout } from '../pieces/layout.ts';
import type { Reader } from '../reader.ts';

/** Who did what, when, to what. */
export function actionsPage(reader: Reader, { actions, nextBefore, total }: ActionList): string {
  const { acts } = reader.words;
  const body = html`
    <h1>${acts.title}</h1>
    <p class="muted">${acts.intro}</p>
    <section class="card" aria-label="${acts.title}">
      <p role="status">${acts.count(total)}</p>
      !${actions.length === 0 ? emptyList(acts.none, acts.noneHint) : html`<ol class="rows">!${actions.map((each) => row(reader, each))}</ol>`}
      !${nextBefore === null ? '' : html`<nav class="paging" aria-label="${acts.title}"><a class="button quiet" rel="next" href="/dashboard/actions?before=${nextBefore}">${acts.older}</a></nav>`}
    </section>`;
  return layout(reader, { title: acts.title, current: 'actions', isSignedIn: true, body });
}

function row(reader: Reader, { at, operator, action, target, detail }: KeptAction): string {
  const words: Readonly<Record<string, string>> = reader.words.acts.words;
  const verb = Object.hasOwn(words, action) ? html`${words[action]}` : html`<bdi>${action}</bdi>`;
  const what = whatOf(reader, target);
  const { reason } = detail;
  return html`<li class="row student">
    <span class="row-main"><strong>!${foreign(operator)}</strong> <span>!${verb} !${what}</span></span>
    <span class="row-status muted">!${typeof reason === 'string' ? html`<q dir="auto">${reason}</q>` : ''}</span>
    <span class="row-time muted">!${moment(reader, at)}</span>
  </li>`;
}

/** What something was done to, with the way to its page; as it was written where it has none. */
function whatOf({ words }: Reader, target: string): string {
  const { targets } = words.acts;
  const [, record] = /^record (\d+)$/.exec(target) ?? [];
  if (record !== undefined)
    return html`<a href="/dashboard/students/${record}">${targets.record(record)}</a>`;
  if (target === MATCHING) return html`${targets.matching}`;
  const [, kind, id = ''] = /^(?:problem \d+, )?(event|problem|suggestion) (\d+)$/.exec(target) ?? [];
  if (kind === 'event') return html`<a href="/dashboard/events/${id}">${targets.event(id)}</a>`;
  if (kind === 'problem') return html`<a href="/dashboard/problems/${id}">${targets.problem(id)}</a>`;
  if (kind === 'suggestion')
    return html`<a href="/dashboard/suggestions?decided=${id}">${targets.suggestion(id)}</a>`;
  return html`<bdi>${target}</bdi>`;
}
