import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { assets } from '../../dashboard/assets.ts';
import { EndpointNotFound } from '../../errors.ts';
import { Type } from '../../schema.ts';
import { compressed, StaticFile } from '../../service/static/static-file.ts';
import { sendStatic } from '../static-answer.ts';

const Params = Type.Object({ name: Type.String() });

/** For everyone: the way to the dashboard, and its scripts and styles, whose addresses change with their content. */
export const publicRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const byUrl = new Map(
    Object.values(assets).map(({ url, type, content }) => [
      url,
      new StaticFile(type, () => compressed(content)),
    ]),
  );

  app.get('/', async (_request, reply) => reply.redirect('/dashboard'));

  app.get('/dashboard/assets/:name', { schema: { params: Params } }, async (request, reply) => {
    const file = byUrl.get(`/dashboard/assets/${request.params.name}`);
    if (file === undefined) return app.refuse(request, reply, new EndpointNotFound());
    reply.headers({
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    return sendStatic(request, reply, file);
  });
};
