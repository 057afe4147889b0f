import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { EventNotFound, InvalidRequest } from '../../errors.ts';
import { parseJsonText } from '../../inbound/body.ts';
import { shownText } from '../../inbound/reading/shown-text.ts';
import { toEpochMs } from '../../inbound/times.ts';
import { Type } from '../../schema.ts';
import { tell } from '../../sentences/tell.ts';
import { ErrorDetails, Filter, IdParams, nullable, Summary } from './event-schemas.ts';

const ListQuery = Type.Object({
  ...Filter.properties,
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  cursor: Type.Optional(Type.Integer({ minimum: 1 })),
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
  raw_text: Type.Union([Type.String(), Type.Null()], { description: 'raw_body as text' }),
  payload_sha256: Type.String(),
  unreadable: Type.Boolean(),
  erased: Type.Boolean(),
  result: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]),
  attempts_made: Type.Array(
    Type.Object({
      attempt: Type.Integer(),
      started_at: Type.String(),
      finished_at: Type.String(),
      outcome: Type.String(),
      error_message: nullable,
      error_details: ErrorDetails,
    }),
  ),
  duplicates: Type.Array(Summary),
});
/** Reading the log, for operators. */
export const eventRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.addHook('onRequest', app.requireOperator);

  const listSchema = { summary: 'Events, newest first', querystring: ListQuery, response: { 200: List } };
  app.get('/api/v1/events', { schema: listSchema }, async (request) => {
    const { limit, cursor, ...filter } = request.query;
    const page = { limit, before: cursor ?? null };
    const list = await app.reading.list({ ...filter, ...isoSpan(filter) }, page);
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
    const event = await app.reading.get(request.params.id);
    if (event === null) throw new EventNotFound(String(request.params.id));
    const { raw_body } = event;
    const raw_text = raw_body === null ? null : shownText(Buffer.from(raw_body, 'base64'));
    return { ...event, raw_text, payload: parseJsonText(event.payload) };
  });
};

/** Times in a query, converted to the one format that the log sorts by. */
export function isoSpan(span: { since?: string; until?: string }): { since?: string; until?: string } {
  const iso: { since?: string; until?: string } = {};
  for (const key of ['since', 'until'] as const) {
    const value = span[key];
    if (value === undefined) continue;
    const ms = toEpochMs(value);
    if (Number.isNaN(ms)) throw new InvalidRequest(tell('TIME_WITHOUT_ZONE', { field: key }));
    iso[key] = new Date(ms).toISOString();
  }
  return iso;
}
