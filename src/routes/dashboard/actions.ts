import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actionsPage } from '../../dashboard/pages/actions.ts';
import { Type } from '../../schema.ts';

const SHOWN = 50;
const Query = Type.Object({ before: Type.Optional(Type.Integer({ minimum: 1 })) });

/** What operators did. */
export const actionPages: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/actions', { schema: { querystring: Query } }, async (request, reply) => {
    const { before = null } = request.query;
    return reply.page(actionsPage(request.reader, await app.reading.actions({ limit: SHOWN, before })));
  });
};
