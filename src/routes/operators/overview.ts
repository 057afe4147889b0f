import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from '../../schema.ts';
import { languageFor } from '../../sentences/accepted.ts';
import { inWords } from '../../sentences/tell.ts';
import { ErrorDetails, nullable } from './event-schemas.ts';

const Overview = Type.Object({
  problems: Type.Object(
    { open: Type.Integer(), mended: Type.Integer(), set_aside: Type.Integer() },
    { description: 'those that are open need a person' },
  ),
  oldest_waiting: Type.Union([Type.Object({ id: Type.Integer(), since: Type.String() }), Type.Null()]),
  failures: Type.Array(
    Type.Object({
      cause: Type.String({
        description: 'the error text in English; … stands for an id. Filters take it as `cause`',
      }),
      code: nullable,
      details: ErrorDetails,
      message: Type.String({ description: 'the cause in the language of Accept-Language: en, fr or ar' }),
      count: Type.Integer(),
      newest_id: Type.Integer(),
      newest_at: Type.String(),
      oldest_id: Type.Integer(),
    }),
  ),
  failures_are_capped: Type.Boolean({ description: 'only the newest ten thousand failures were counted' }),
  activity: Type.Array(
    Type.Object({ minute: Type.String(), accepted: Type.Integer(), processed: Type.Integer() }),
    { description: 'the minutes of the last day in which something happened' },
  ),
});

/** What an operator looks at first, besides the counts: what fails and why, what waits, how much comes in. */
export const overviewRoute: FastifyPluginAsyncTypebox = async (app) => {
  const schema = {
    summary: 'What fails and why, what waits longest, how much came in',
    response: { 200: Overview },
  };
  app.get('/api/v1/overview', { schema, onRequest: app.requireOperator }, async (request, reply) => {
    const { causes, isCapped } = await app.reading.failures();
    const language = languageFor(request.headers['accept-language']);
    reply.header('content-language', language).header('vary', 'accept-language');
    return {
      problems: await app.problems.counts(),
      oldest_waiting: await app.reading.oldestWaiting(),
      failures: causes.map((cause) => ({
        ...cause,
        code: cause.details?.[0]?.code ?? null,
        message: cause.details === null ? cause.cause : inWords(cause.details, language),
      })),
      failures_are_capped: isCapped,
      activity: await app.reading.activity(),
    };
  });
};
