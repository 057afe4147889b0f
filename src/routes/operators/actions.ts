import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from '../../schema.ts';

const Query = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  cursor: Type.Optional(Type.Integer({ minimum: 1 })),
});
const List = Type.Object({
  actions: Type.Array(
    Type.Object({
      id: Type.Integer(),
      at: Type.String(),
      operator: Type.String({
        description: 'the name that was given at the sign-in and the address, or what did it by itself',
      }),
      action: Type.String(),
      target: Type.String(),
      detail: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
  next_cursor: Type.Union([Type.Integer(), Type.Null()]),
  total: Type.Integer(),
});

/** What operators did: who, when, to what. */
export const actionsRoute: FastifyPluginAsyncTypebox = async (app) => {
  const schema = {
    summary: 'What operators did, newest first',
    querystring: Query,
    response: { 200: List },
  };
  app.get('/api/v1/actions', { schema, onRequest: app.requireOperator }, async (request) => {
    const { limit, cursor } = request.query;
    const { actions, nextBefore, total } = await app.reading.actions({ limit, before: cursor ?? null });
    return { actions, next_cursor: nextBefore, total };
  });
};
