import swagger from '@fastify/swagger';
import fp from 'fastify-plugin';
import { describeRoute, SECURITY_SCHEMES, TAGS } from '../src/routes/api-description.ts';

/**
 * Gathers the OpenAPI document from the schemas of the routes that are registered after it. Used to write
 * docs/reference/openapi.json and to check it; the service serves that file and spends nothing on this.
 */
export default fp<{ version: string }>(
  async (app, { version }) => {
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: {
          title: 'Zoho Event Hub',
          version,
          description:
            'Receives Zoho CRM and Zoho Desk webhooks, keeps each exactly once, acts on it and shows what happened.',
          license: { name: 'MIT', identifier: 'MIT' },
        },
        tags: TAGS,
        components: { securitySchemes: SECURITY_SCHEMES },
      },
      hideUntagged: true,
      exposeHeadRoutes: false,
      transform: ({ schema, url, route }) => ({
        url,
        schema: describeRoute(schema ?? {}, url, String([route.method].flat()[0])),
      }),
    });
  },
  { name: 'api-document' },
);
