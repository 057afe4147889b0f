import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Clock } from '../../clock.ts';
import { type EventQuery, readEventQuery, toFilter, toSearch } from '../../dashboard/event-query.ts';
import { eventPage } from '../../dashboard/pages/event.ts';
import { EVENTS_SHOWN, eventsPage } from '../../dashboard/pages/events.ts';
import { replayPage } from '../../dashboard/pieces/replay.ts';
import { subjectsOf } from '../../dashboard/subjects.ts';
import { EventNotFound } from '../../errors.ts';
import type { EventSummary } from '../../log/event.ts';
import { bulkReplayAction } from '../../log/operator-action.ts';
import type { EventFilter, Neighbours } from '../../log/ports.ts';

/** Rows that a search looks at before it answers; a link leads further back. */
const REACH = 20_000;
/** Other events of the same record, beside one event. */
const OTHERS = 10;

const text = Type.Optional(Type.String({ maxLength: 1000 }));
const FormFields = Type.Object({
  status: text,
  source: text,
  module: text,
  event_type: text,
  record_id: text,
  event_id: text,
  cause: text,
  problem: text,
  q: Type.Optional(Type.String({ maxLength: 255 })),
  span: text,
  from: text,
  to: text,
});
const ListQuery = Type.Object({
  ...FormFields.properties,
  before: Type.Optional(Type.Integer({ minimum: 1 })),
  replayed: Type.Optional(Type.Integer({ minimum: 0 })),
});
const IdParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const EventQueryString = Type.Object({ replayed: Type.Optional(Type.Literal('1')) });

/** The log: finding, reading and replaying events. */
export const eventPages: FastifyPluginAsyncTypebox<{ clock: Clock }> = async (app, { clock }) => {
  const { places } = app;

  app.get('/events', { schema: { querystring: ListQuery } }, async (request, reply) => {
    const { before = null, replayed = null, ...fields } = request.query;
    const query = readEventQuery(fields);
    const [list, modules] = await Promise.all([
      app.reading.list(filterOf(request, query), { limit: EVENTS_SHOWN, before, reach: REACH }),
      app.reading.modules(),
    ]);
    const subjects = await subjectsOf(app.people, list.events);
    const view = { query, list, subjects, isNewest: before === null, modules, replayed };
    return reply.page(eventsPage(request.reader, view));
  });

  const eventSchema = { params: IdParams, querystring: EventQueryString };
  app.get('/events/:id', { schema: eventSchema }, async (request, reply) => {
    const event = await app.reading.get(request.params.id);
    if (event === null) throw new EventNotFound(String(request.params.id));
    const [others, neighbours, [need = null]] = await Promise.all([
      othersOf(event),
      neighboursOf(event),
      app.problems.ofEvents([event.id]),
    ]);
    const subjects = await subjectsOf(app.people, [event, ...event.duplicates, ...others]);
    const isReplayed = request.query.replayed === '1';
    const view = { event, others, need, neighbours, subjects, places, isReplayed };
    return reply.page(eventPage(request.reader, view));
  });

  app.post('/events/:id/replay', { schema: { params: IdParams } }, async (request, reply) => {
    const { id } = request.params;
    const action = { operator: request.operator, action: 'replay', target: `event ${id}`, detail: {} };
    const { replayed } = await app.upkeep.replay(id, action);
    // A refusal needs no page of its own: the event's page says why it cannot be replayed.
    return reply.redirect(`/dashboard/events/${id}${replayed ? '?replayed=1' : ''}`, 303);
  });

  app.get('/replay', { schema: { querystring: FormFields } }, async (request, reply) => {
    const query = readEventQuery(request.query);
    const plan = await app.upkeep.planReplay(filterOf(request, query));
    const subjects = await subjectsOf(app.people, plan.sample);
    return reply.page(replayPage(request.reader, query, plan, subjects));
  });

  app.post('/replay', { schema: { querystring: FormFields } }, async (request, reply) => {
    const query = readEventQuery(request.query);
    const filter = filterOf(request, query);
    const action = bulkReplayAction(request.operator, filter);
    const { replayed } = await app.upkeep.replayMatching(filter, action, { signal: app.stopping });
    const search = new URLSearchParams(toSearch(query));
    search.set('replayed', String(replayed));
    return reply.redirect(`/dashboard/events?${search}`, 303);
  });

  function filterOf(request: FastifyRequest, query: EventQuery): EventFilter {
    return toFilter(query, clock.now(), request.reader.format.zone);
  }

  async function neighboursOf(event: EventSummary): Promise<Neighbours> {
    return event.record_id === '' ? { before: null, after: null } : app.people.neighbours(event);
  }

  async function othersOf({ id, record_id }: { id: number; record_id: string }) {
    if (record_id === '') return [];
    const { events } = await app.reading.list({ record_id }, { limit: OTHERS + 1, before: null });
    return events.filter((event) => event.id !== id).slice(0, OTHERS);
  }
};
