import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { assets } from '../../dashboard/assets.ts';
import { EndpointNotFound } from '../../errors.ts';

const Params = Type.Object({ name: Type.String() });

/** For everyone: the way to the dashboard, and its scripts and styles, whose addresses change with their content. */
export const publicRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const byUrl = new Map(Object.values(assets).map((asset) => [asset.url, asset]));

  app.get('/', async (_request, reply) => reply.redirect('/dashboard'));

  app.get('/dashboard/assets/:name', { schema: { params: Params } }, async (request, reply) => {
    const asset = byUrl.get(`/dashboard/assets/${request.params.name}`);
    if (asset === undefined) return app.refuse(request, reply, new EndpointNotFound());
    return reply
      .type(asset.type)
      .headers({
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
      })
      .send(asset.content);
  });
};
