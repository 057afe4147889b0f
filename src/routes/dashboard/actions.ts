import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from '../../schema.ts';
import { targetsOf } from '../../subjects/action-targets.ts';

const SHOWN = 50;
const Query = Type.Object({ before: Type.Optional(Type.Integer({ minimum: 1 })) });

/** What operators did. */
export const actionPages: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/actions', { schema: { querystring: Query } }, async (request, reply) => {
    const { before = null } = request.query;
    const list = await app.reading.actions({ limit: SHOWN, before });
    const targets = await targetsOf(app, list.actions);
    return reply.page(app.dashboard.actionsPage(request.reader, { ...list, targets }));
  });
};
