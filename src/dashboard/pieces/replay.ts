import { html } from 'ghtml';
import type { ReplayPlan } from '../../log/upkeep.ts';
import type { Subjects } from '../../subjects/subjects.ts';
import { type EventQuery, isEmpty, toSearch } from '../event-query.ts';
import { describeQuery } from '../pages/events.ts';
import type { Reader } from '../reader.ts';
import { eventRows } from './event-rows.ts';
import { WARNING_ICON } from './icons.ts';
import { layout } from './layout.ts';

/** Before many events are processed again, a person sees how many, and some of them. */
export function replayPage(
  reader: Reader,
  query: EventQuery,
  { replayable, sample }: ReplayPlan,
  subjects: Subjects,
): string {
  const { replay, lists } = reader.words;
  const search = toSearch(query);
  const back = html`<a class="button quiet" href="/dashboard/events?${search}">${replay.cancel}</a>`;
  const chosen = html`
      <p class="lead">${replay.about(replayable)}</p>
      <p><strong>${lists.filteredBy}</strong> ${describeQuery(reader, query)}</p>
      <p class="muted">${replay.scope}</p>
      !${sample.length === 0 ? '' : html`<h2>${replay.sample}</h2>!${eventRows(reader, sample, subjects)}`}
      <div class="confirm">
        !${replayable === 0 || !reader.mayAct ? '' : html`<form method="post" action="/dashboard/replay?${search}"><button class="primary">${replay.confirm(replayable)}</button></form>`}
        !${back}
      </div>`;
  const none = html`
      <p class="caution">!${WARNING_ICON}<span>${lists.chooseFilter}</span></p>
      <div class="confirm">!${back}</div>`;
  const body = html`
    <h1>${replay.title}</h1>
    <section class="card">!${isEmpty(query) ? none : chosen}</section>`;
  return layout(reader, { title: replay.title, current: 'events', isSignedIn: true, body });
}
