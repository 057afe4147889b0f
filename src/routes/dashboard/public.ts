import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { assets } from '../../dashboard/assets.ts';

/** For everyone: the way to the dashboard, and its scripts and styles, whose addresses change with their content. */
export const publicRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/', async (_request, reply) => reply.redirect('/dashboard'));

  for (const { url, type, content } of Object.values(assets)) {
    app.get(url, async (_request, reply) =>
      reply
        .type(type)
        .headers({
          'cache-control': 'public, max-age=31536000, immutable',
          'x-content-type-options': 'nosniff',
        })
        .send(content),
    );
  }
};
