import { html } from 'ghtml';
import { PROBLEM_STATES, type ProblemCounts, type ProblemState } from '../../log/problem.ts';
import { emptyList } from '../pieces/elements.ts';
import { layout } from '../pieces/layout.ts';
import { problemRows, type ShownProblem } from '../pieces/problem-rows.ts';
import type { Reader } from '../reader.ts';

type ProblemsView = {
  state: ProblemState;
  counts: ProblemCounts;
  shown: readonly ShownProblem[];
  /** The offset of the next page; null on the last. */
  next: number | null;
};

/** What needs a person, what was mended, and what was set aside. */
export function problemsPage(reader: Reader, { state, counts, shown, next }: ProblemsView): string {
  const { needs, suggestions } = reader.words;
  const tab = (each: ProblemState) => html`<li><a href="/dashboard/problems?state=${each}"
    !${each === state ? 'aria-current="page"' : ''}>${needs.states[each]} <span class="badge">${reader.format.number(counts[each])}</span></a></li>`;
  const body = html`<div id="problems" !${state === 'open' ? LIVE : ''}>
    <h1>${needs.title}</h1>
    <p class="muted">${needs.intro}</p>
    <nav class="tabs" aria-label="${needs.title}"><ul>!${PROBLEM_STATES.map(tab)}</ul></nav>
    <section class="card" aria-label="${needs.states[state]}">
      !${shown.length === 0 ? emptyList(needs.none[state], needs.noneHint) : problemRows(reader, shown)}
      !${next === null ? '' : html`<nav class="paging" aria-label="${needs.states[state]}"><a class="button quiet" rel="next" href="/dashboard/problems?state=${state}&offset=${next}">${suggestions.next}</a></nav>`}
    </section>
  </div>`;
  return layout(reader, { title: needs.title, current: 'problems', isSignedIn: true, isLive: true, body });
}

/** Anyone who mends something in Zoho sees it close here. */
const LIVE =
  'hx-get="/dashboard/problems" hx-trigger="change from:#stream throttle:1s" hx-select="#problems" hx-swap="outerMorph"';
