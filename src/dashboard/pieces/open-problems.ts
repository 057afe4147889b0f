import { html } from 'ghtml';
import type { Problem } from '../../log/problem.ts';
import type { Reader } from '../reader.ts';
import { WARNING_ICON } from './icons.ts';
import { cause } from './problem-rows.ts';

/** What a person has to do about one student or ticket; empty when there is nothing. */
export function openProblems(reader: Reader, problems: readonly Problem[]): string {
  if (problems.length === 0) return '';
  const line = (problem: Problem) =>
    html`<li class="problem">!${WARNING_ICON}<a href="/dashboard/problems/${problem.id}">!${cause(reader, problem)}</a></li>`;
  return html`<section class="card" aria-labelledby="needs">
    <h2 id="needs">${reader.words.needs.title}</h2>
    <ul class="open-problems">!${problems.map(line)}</ul>
  </section>`;
}
