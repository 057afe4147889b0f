import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Change } from '../log/feed.ts';
import { Type } from '../schema.ts';

const LastRead = Type.Object({
  'last-event-id': Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$' })),
});

/** The log as it changes, for operators: server-sent events. */
export const liveRoute: FastifyPluginAsyncTypebox = async (app) => {
  const schema = {
    summary: 'Counts and changed events as they change (server-sent events)',
    headers: LastRead,
  };
  app.get('/api/v1/events/stream', { schema, onRequest: app.requireOperator }, async (request, reply) => {
    const lastId = request.headers['last-event-id'];
    const first = await app.feed.since(lastId === undefined ? null : Number(lastId));
    const stream = app.openStream(reply, () => unsubscribe());
    let newest = Number(lastId ?? 0);
    const tell = ({ stats, events, omitted }: Change) => {
      newest = Math.max(newest, stats.recent_events[0]?.id ?? 0);
      stream.send({ event: 'change', id: String(newest), data: JSON.stringify({ stats, events, omitted }) });
    };
    const unsubscribe = app.feed.subscribe(tell);
    tell(first);
    return reply.send(stream.body);
  });
};
