import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from '../schema.ts';
import { forStrangers } from '../service/sight/public-stats.ts';
import { isoSpan } from './operators/events.ts';

const Counts = Type.Record(Type.String(), Type.Integer());
const StatsQuery = Type.Object({
  source: Type.Optional(Type.String({ maxLength: 255 })),
  module: Type.Optional(Type.String({ maxLength: 255 })),
  since: Type.Optional(Type.String()),
  until: Type.Optional(Type.String()),
});
const StatsAnswer = Type.Object({
  total_events: Type.Integer(),
  by_status: Counts,
  by_source: Counts,
  recent_events: Type.Array(
    Type.Object({
      id: Type.Integer(),
      event_id: Type.String({ description: 'shown to operators; `hidden` otherwise' }),
      source: Type.String(),
      module: Type.String({ description: '`other` where strangers would read a word of the sender' }),
      event_type: Type.String(),
      status: Type.String(),
      created_at: Type.String(),
    }),
  ),
  payload_differs: Type.Integer(),
  signature_verification: Type.Boolean(),
  open_routes: Type.Array(Type.String()),
});

/**
 * Counts for everyone: no names, no payloads, nothing that a sender wrote. Without a time span they come from
 * counters, whatever the size of the log.
 */
export const statsRoute: FastifyPluginAsyncTypebox<{ openRoutes: readonly string[] }> = async (
  app,
  { openRoutes },
) => {
  const schema = {
    summary: 'How many events, and the newest',
    querystring: StatsQuery,
    response: { 200: StatsAnswer },
  };
  // A time span reads the log itself, which strangers must not be able to trigger.
  const onRequest = (request: FastifyRequest, reply: FastifyReply) => {
    const { since, until } = request.query as Record<string, unknown>;
    return since || until ? app.requireOperator(request, reply) : app.limitReads(request, reply);
  };
  app.get('/api/v1/events/stats', { schema, onRequest }, async (request) => {
    const { query } = request;
    const stats = await app.reading.stats({ ...query, ...isoSpan(query) });
    return {
      ...(request.role !== null ? stats : forStrangers(stats)),
      signature_verification: openRoutes.length === 0,
      open_routes: [...openRoutes],
    };
  });
};
