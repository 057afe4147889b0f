import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { CannotReplay, EventNotFound, InvalidRequest } from '../errors.ts';
import { parseJsonText } from '../events/body.ts';
import { STATUSES } from '../events/event.ts';
import { toEpochMs } from '../events/occurrence.ts';
import type { ReplayRefusal } from '../events/store.ts';

const text = Type.Optional(Type.String({ minLength: 1, maxLength: 255 }));
const time = Type.Optional(
  Type.String({ description: 'ISO 8601 with a zone, or epoch seconds or milliseconds' }),
);
const nullable = Type.Union([Type.String(), Type.Null()]);

const Filter = Type.Object({
  status: Type.Optional(Type.Enum([...STATUSES])),
  source: text,
  module: text,
  event_type: text,
  record_id: text,
  event_id: text,
  q: text,
  since: time,
  until: time,
});
const ListQuery = Type.Object({
  ...Filter.properties,
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  cursor: Type.Optional(Type.Integer({ minimum: 1 })),
});
const Summary = Type.Object({
  id: Type.Integer(),
  event_id: Type.String(),
  source: Type.String(),
  module: Type.String(),
  event_type: Type.String(),
  record_id: Type.String(),
  status: Type.Enum([...STATUSES]),
  attempts: Type.Integer(),
  error_message: nullable,
  created_at: Type.String(),
  processed_at: nullable,
  next_attempt_at: nullable,
  occurred_at: nullable,
  duplicate_of: Type.Union([Type.Integer(), Type.Null()]),
  payload_differs: Type.Boolean(),
  verified_by: Type.String(),
});
const List = Type.Object({
  events: Type.Array(Summary),
  next_cursor: Type.Union([Type.Integer(), Type.Null()]),
  total: Type.Integer(),
  total_is_capped: Type.Boolean(),
});
const Detail = Type.Object({
  ...Summary.properties,
  payload: Type.Unknown(),
  raw_body: nullable,
  payload_sha256: Type.String(),
  result: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]),
  attempts_made: Type.Array(
    Type.Object({
      attempt: Type.Integer(),
      started_at: Type.String(),
      finished_at: Type.String(),
      outcome: Type.String(),
      error_message: nullable,
    }),
  ),
  duplicates: Type.Array(Summary),
});
const IdParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const Replayed = Type.Object({
  success: Type.Literal(true),
  id: Type.Integer(),
  status: Type.Literal('queued'),
});

/** Reading and repairing the log, for operators. */
export const eventRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.addHook('onRequest', app.requireOperator);

  const listSchema = { summary: 'Events, newest first', querystring: ListQuery, response: { 200: List } };
  app.get('/api/v1/events', { schema: listSchema }, async (request) => {
    const { limit, cursor, ...filter } = request.query;
    const page = { limit, before: cursor ?? null };
    const list = await app.store.list({ ...filter, ...isoSpan(filter) }, page);
    return {
      events: list.events,
      next_cursor: list.nextBefore,
      total: list.total,
      total_is_capped: list.totalIsCapped,
    };
  });

  const getSchema = {
    summary: 'One event with everything known of it',
    params: IdParams,
    response: { 200: Detail },
  };
  app.get('/api/v1/events/:id', { schema: getSchema }, async (request) => {
    const event = await app.store.get(request.params.id);
    if (event === null) throw new EventNotFound(String(request.params.id));
    return { ...event, payload: parseJsonText(event.payload) };
  });

  const replaySchema = { summary: 'Process an event again', params: IdParams, response: { 200: Replayed } };
  app.post('/api/v1/events/:id/replay', { schema: replaySchema }, async (request) => {
    const { id } = request.params;
    const action = { operator: request.ip, action: 'replay', target: `event ${id}`, detail: {} };
    const replayed = await app.store.replay(id, action);
    if (!replayed.replayed) throw refusal(id, replayed.reason, replayed.duplicateOf);
    return { success: true as const, id, status: 'queued' as const };
  });
};

/** Times in a query, put into the one form that the log sorts by. */
export function isoSpan(span: { since?: string; until?: string }): { since?: string; until?: string } {
  const iso: { since?: string; until?: string } = {};
  for (const key of ['since', 'until'] as const) {
    const value = span[key];
    if (value === undefined) continue;
    const ms = toEpochMs(value);
    if (Number.isNaN(ms))
      throw new InvalidRequest(`${key} must be a time with a zone, such as 2026-11-21T08:00:00Z`);
    iso[key] = new Date(ms).toISOString();
  }
  return iso;
}

function refusal(id: number, reason: ReplayRefusal, duplicateOf: number | null): Error {
  if (reason === 'not_found') return new EventNotFound(String(id));
  if (reason === 'unfinished') return new CannotReplay(`Event ${id} has not ended yet`);
  if (reason === 'unreadable')
    return new CannotReplay(`Event ${id} could not be read, and its bytes stay the same`);
  return new CannotReplay(`Event ${id} is an exact repeat of event ${duplicateOf}; replay that one`);
}
