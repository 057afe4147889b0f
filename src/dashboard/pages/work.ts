import { html } from 'ghtml';
import type { Status } from '../../log/event.ts';
import type { BulkWork } from '../bulk-works.ts';
import { layout } from '../pieces/layout.ts';
import type { Reader } from '../reader.ts';

/** How far a replay of many events is, and what came of each; the page updates itself until the end. */
export function workPage(reader: Reader, work: BulkWork | null, statuses: readonly Status[]): string {
  const { lists } = reader.words;
  const isOver = work === null || (work.ending.is !== 'running' && leftOf(statuses) === 0);
  const asks = isOver
    ? ''
    : html`hx-get="/dashboard/work/${work.id}" hx-trigger="every 1s" hx-select="#work" hx-swap="outerMorph"`;
  const body = html`<section id="work" class="card narrow" !${asks}>
    <h1>${lists.work}</h1>
    <div role="status">!${(work === null ? [lists.gone] : sentences(reader, work, statuses)).map((sentence) => html`<p>${sentence}</p>`)}</div>
    !${work === null ? '' : html`<progress max="${Math.max(1, work.planned)}" value="${work.ending.is === 'running' ? work.replayed : work.planned}" aria-label="${lists.work}"></progress>`}
    <p><a href="/dashboard/events">${lists.back}</a> · <a href="/dashboard/problems">${reader.words.needs.title}</a></p>
  </section>`;
  return layout(reader, { title: lists.work, current: 'events', isSignedIn: true, body });
}

function sentences(
  reader: Reader,
  { planned, replayed, events, ending }: BulkWork,
  statuses: readonly Status[],
): string[] {
  const { lists, replay } = reader.words;
  if (ending.is === 'broke') return [lists.broke, lists.putBack(replayed)];
  if (ending.is === 'running') return [lists.workOf(planned), lists.putBack(replayed)];
  if (ending.replay.replayed === 0) return [replay.done(0)];
  const count = (status: Status) => statuses.filter((each) => each === status).length;
  const [failed, left] = [count('failed'), leftOf(statuses)];
  const passed = ending.replay.matched - ending.replay.replayed;
  return [
    lists.well(count('completed')),
    ...(failed > 0 ? [lists.failed(failed)] : []),
    ...(left > 0 ? [lists.left(left)] : []),
    ...(passed > 0 && !ending.replay.interrupted ? [lists.passedOver(passed)] : []),
    ...(replayed > events.length ? [lists.ofNewest(events.length)] : []),
    ...(ending.replay.interrupted ? [lists.interrupted] : []),
  ];
}

function leftOf(statuses: readonly Status[]): number {
  return statuses.filter((status) => status === 'pending' || status === 'processing').length;
}
