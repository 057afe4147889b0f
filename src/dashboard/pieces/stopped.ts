import { html } from 'ghtml';
import { values } from '../../inbound/values.ts';
import type { EventDetail } from '../../log/event.ts';
import { type Static, Type } from '../../schema.ts';
import type { TicketCard } from '../../tickets/suggestions/card.ts';
import type { Reader } from '../reader.ts';
import { id, moment } from './elements.ts';
import { ticketName } from './ticket-title.ts';
import { reason } from './told.ts';

const Run = Type.Object({
  steps: Type.Object({
    reply: Type.Object({
      status: Type.String(),
      reason: Type.String(),
      told: Type.Optional(Type.Unknown()),
      code: Type.Optional(Type.String()),
    }),
  }),
});

/** A ticket on which a guard prevented an answer, and the event that tells the rest. */
export type Stopped = Pick<EventDetail, 'id' | 'record_id' | 'created_at'> & {
  because: { reason: string; told?: unknown };
};

/**
 * The tickets whose last run was stopped by a guard. Only a ticket's newest run counts, and the echo of our
 * own write is not a run.
 * @param events newest first
 */
export function stoppedTickets(events: readonly Omit<Stopped & Pick<EventDetail, 'result'>, 'because'>[]) {
  const newest = new Map<string, { event: Omit<Stopped, 'because'>; run: Static<typeof Run> }>();
  for (const event of events) {
    if (!newest.has(event.record_id) && values().Check(Run, event.result))
      newest.set(event.record_id, { event, run: event.result });
  }
  return [...newest.values()].flatMap(({ event, run: { steps } }): Stopped[] =>
    // Without a code nothing stood in the way: there was just nothing to write.
    steps.reply.status === 'skipped' && steps.reply.code !== undefined
      ? [{ ...event, because: steps.reply }]
      : [],
  );
}

/** Each with its reason: a customer whom nobody answers must not go unnoticed. */
export function stoppedRows(
  reader: Reader,
  stopped: readonly Stopped[],
  cards: ReadonlyMap<string, TicketCard>,
): string {
  const { suggestions } = reader.words;
  const name = (ticketId: string) => {
    const card = cards.get(ticketId);
    return card === undefined ? html`${suggestions.ticket} !${id(ticketId)}` : ticketName(reader, card);
  };
  if (stopped.length === 0) return '';
  return html`<section class="card" aria-labelledby="stopped">
    <h2 id="stopped">${suggestions.stopped}</h2>
    <p class="muted">${suggestions.stoppedHint}</p>
    <ul class="rows">
      !${stopped.map(
        (each) => html`<li class="row">
          <span class="row-main"><a href="/dashboard/events/${each.id}">!${name(each.record_id)}</a></span>
          <span class="row-time muted">!${moment(reader, each.created_at)}</span>
          <span class="row-note">!${reason(reader, each.because)}</span>
        </li>`,
      )}
    </ul>
  </section>`;
}
