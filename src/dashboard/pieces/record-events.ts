import { html } from 'ghtml';
import type { EventList } from '../../log/readings.ts';
import type { Subjects } from '../../subjects/subjects.ts';
import type { Reader } from '../reader.ts';
import { eventRows } from './event-rows.ts';

/** The newest events of one record; if there are more, their number and a link to the rest. */
export function recordEvents(
  reader: Reader,
  about: { title: string; recordId: string },
  { events, total, totalIsCapped, nextBefore }: EventList,
  subjects: Subjects,
): string {
  const { lists } = reader.words;
  const all = `${reader.format.number(total)}${totalIsCapped ? '+' : ''}`;
  const search = new URLSearchParams({ record_id: about.recordId });
  return html`<section class="card" aria-labelledby="events">
    <div class="title"><h2 id="events">${about.title}</h2>
      !${nextBefore === null ? '' : html`<span class="muted">${lists.newestOf(all)}</span>`}
    </div>
    !${eventRows(reader, events, subjects, { byDay: true, level: 3 })}
    <p class="more"><a href="/dashboard/events?${search}">${lists.ofRecord}</a></p>
  </section>`;
}
