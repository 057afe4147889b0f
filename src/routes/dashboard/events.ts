import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import type { Clock } from '../../clock.ts';
import { BulkWorks } from '../../dashboard/bulk-works.ts';
import {
  type EventQuery,
  isEmpty,
  readEventQuery,
  toFilter,
  toSearch,
  unknownIn,
} from '../../dashboard/event-query.ts';
import type { Reader } from '../../dashboard/reader.ts';
import { EventNotFound, InvalidRequest } from '../../errors.ts';
import type { EventDetail, EventSummary } from '../../log/event.ts';
import { bulkReplayAction } from '../../log/operator-action.ts';
import type { EventFilter, Neighbours } from '../../log/readings.ts';
import type { BulkReplay, ExportedEvent } from '../../log/upkeep.ts';
import { Type } from '../../schema.ts';
import { tell } from '../../sentences/tell.ts';
import { subjectsOf } from '../../subjects/subjects.ts';

/** Rows that a search reads before it answers; a link leads further back. */
const REACH = 20_000;
/** Events of a replay whose results are shown. */
const FOLLOWED = 2_000;
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
  selected: Type.Optional(Type.Literal('none')),
});
const ExportQuery = Type.Object({ ...FormFields.properties, format: Type.Enum(['csv', 'json']) });
const Selection = Type.Object({
  id: Type.Optional(Type.String({ pattern: '^\\d{1,15}(,\\d{1,15}){0,99}$' })),
});
const IdParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const EventQueryString = Type.Object({ replayed: Type.Optional(Type.Literal('1')) });

/** The log: finding, reading and replaying events. */
export const eventPages: FastifyPluginAsyncTypebox<{ clock: Clock }> = async (app, { clock }) => {
  const { places } = app;
  const works = new BulkWorks();

  app.get('/events', { schema: { querystring: ListQuery } }, async (request, reply) => {
    const { before = null, selected, ...fields } = request.query;
    const query = readEventQuery(fields);
    const [list, modules] = await Promise.all([
      app.reading.list(filterOf(request, query), { limit: app.dashboard.EVENTS_SHOWN, before, reach: REACH }),
      app.reading.modules(),
    ]);
    const subjects = await subjectsOf(app.people, list.events);
    const unknown = unknownIn(searchOf(request));
    const isNoneSelected = selected === 'none';
    const view = { query, list, subjects, isNewest: before === null, modules, unknown, isNoneSelected };
    return reply.page(app.dashboard.eventsPage(request.reader, view));
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
    return reply.page(app.dashboard.eventPage(request.reader, view));
  });

  app.post('/events/:id/replay', { schema: { params: IdParams } }, async (request, reply) => {
    const { id } = request.params;
    const action = { operator: request.operator, action: 'replay', target: `event ${id}`, detail: {} };
    const { replayed } = await app.upkeep.replay(id, action);
    // A refusal needs no page of its own: the event's page says why it cannot be replayed.
    return reply.redirect(`/dashboard/events/${id}${replayed ? '?replayed=1' : ''}`, 303);
  });

  app.get('/events/export', { schema: { querystring: ExportQuery } }, async (request, reply) => {
    const { format, ...fields } = request.query;
    const unknown = unknownIn(searchOf(request));
    if (unknown.length > 0) throw new InvalidRequest(tell('FILTER_UNKNOWN', { filters: unknown.join(', ') }));
    const filter = filterOf(request, readEventQuery(fields));
    const day = new Date(clock.now()).toISOString().slice(0, 10);
    return reply
      .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="events-${day}.${format}"`)
      .send(Readable.from(format === 'csv' ? csvLines(request.reader, filter) : jsonLines(filter)));
  });

  app.post(
    '/events/selected',
    { schema: { querystring: FormFields, body: Selection } },
    async (request, reply) => {
      const { id } = request.body;
      const search = toSearch(readEventQuery(request.query));
      if (id === undefined) return reply.redirect(`/dashboard/events?${search}&selected=none`, 303);
      const ids = id.split(',').map(Number);
      const { operator } = request;
      const work = works.start(
        { planned: ids.length, events: ids },
        () => replayEach(ids, operator),
        noteError,
      );
      return reply.redirect(`/dashboard/work/${work}`, 303);
    },
  );

  app.get('/replay', { schema: { querystring: FormFields } }, async (request, reply) => {
    const query = readEventQuery(request.query);
    const plan = await app.upkeep.planReplay(filterOf(request, query));
    const subjects = await subjectsOf(app.people, plan.sample);
    return reply.page(app.dashboard.replayPage(request.reader, query, plan, subjects));
  });

  app.post('/replay', { schema: { querystring: FormFields } }, async (request, reply) => {
    const query = readEventQuery(request.query);
    const unknown = unknownIn(searchOf(request));
    if (isEmpty(query) || unknown.length > 0) return reply.redirect('/dashboard/replay', 303);
    const filter = filterOf(request, query);
    const [{ replayable }, { events }] = await Promise.all([
      app.upkeep.planReplay(filter),
      app.reading.list(filter, { limit: FOLLOWED, before: null, reach: REACH }),
    ]);
    const by = bulkReplayAction(request.operator, filter);
    const options = { signal: app.stopping };
    const work = works.start(
      { planned: replayable, events: events.filter(isFollowed).map(({ id }) => id) },
      (onProgress) => app.upkeep.replayMatching(filter, by, { ...options, onProgress }),
      noteError,
    );
    return reply.redirect(`/dashboard/work/${work}`, 303);
  });

  app.get('/work/:id', { schema: { params: IdParams } }, async (request, reply) => {
    const work = works.get(request.params.id);
    const events = work === null ? [] : await app.reading.summaries(work.events);
    const statuses = events.map(({ status }) => status);
    return reply.page(app.dashboard.workPage(request.reader, work, statuses));
  });

  async function replayEach(ids: readonly number[], operator: string): Promise<BulkReplay> {
    let replayed = 0;
    for (const id of ids) {
      const action = { operator, action: 'replay', target: `event ${id}`, detail: {} };
      if ((await app.upkeep.replay(id, action)).replayed) replayed += 1;
    }
    const skipped = { unfinished: 0, duplicate: 0, unreadable: 0, erased: 0 };
    return { matched: ids.length, replayed, skipped, interrupted: false };
  }

  function noteError(error: unknown): void {
    app.log.error({ err: error }, 'a replay of many events broke off');
  }

  async function* csvLines(reader: Reader, filter: EventFilter): AsyncGenerator<string> {
    yield app.dashboard.BYTE_ORDER_MARK + app.dashboard.csvHead(reader);
    for await (const { events, subjects } of parts(filter)) {
      const failed = events.filter(({ error_message }) => error_message !== null);
      const summaries = failed.length === 0 ? [] : await app.reading.summaries(failed.map(({ id }) => id));
      const codes = new Map(summaries.map(({ id, error_details }) => [id, error_details]));
      yield events.map((event) => app.dashboard.csvOf(reader, event, { subjects, codes })).join('');
    }
  }

  async function* jsonLines(filter: EventFilter): AsyncGenerator<string> {
    let comma = '[';
    for await (const { events, subjects } of parts(filter)) {
      for (const event of events) {
        yield `${comma}\n${app.dashboard.jsonOf(event, subjects)}`;
        comma = ',';
      }
    }
    yield comma === '[' ? '[]\n' : '\n]\n';
  }

  /** Everything that matches, a part at a time, with the names. */
  async function* parts(filter: EventFilter) {
    for (let after: number | null = 0; after !== null; ) {
      const { events, next }: { events: ExportedEvent[]; next: number | null } = await app.reading.read(
        filter,
        after,
      );
      yield { events, subjects: await subjectsOf(app.people, events) };
      after = next;
    }
  }

  function filterOf(request: FastifyRequest, query: EventQuery): EventFilter {
    return toFilter(query, clock.now(), request.reader.format.zone);
  }

  async function neighboursOf(event: EventSummary): Promise<Neighbours> {
    return event.record_id === '' ? { before: null, after: null } : app.people.neighbours(event);
  }

  /** Without its repeats, which the page lists separately: an event listed twice would have its id twice. */
  async function othersOf({ id, record_id, duplicates }: EventDetail) {
    if (record_id === '') return [];
    const own = new Set([id, ...duplicates.map((duplicate) => duplicate.id)]);
    const { events } = await app.reading.list({ record_id }, { limit: OTHERS + own.size, before: null });
    return events.filter((event) => !own.has(event.id)).slice(0, OTHERS);
  }
};

/** The address as typed: only there is what the schema does not know. */
function searchOf({ url }: FastifyRequest): URLSearchParams {
  return new URLSearchParams(url.split('?').slice(1).join('?'));
}

/** Whether a bulk replay takes this event; the others are ignored. */
function isFollowed({ status, event_type, record_id }: EventSummary): boolean {
  const isUnreadable = event_type === 'unreadable' && record_id === '';
  return (status === 'completed' || status === 'failed') && !isUnreadable;
}
