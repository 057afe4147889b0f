import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { THEMES } from '../../dashboard/theme.ts';
import { Type } from '../../schema.ts';
import { LANGUAGES } from '../../sentences/accepted.ts';
import { ownPath } from './sign-in.ts';

/** A year, in seconds. */
const CHOICE_AGE_S = 365 * 24 * 3600;

const DisplayForm = Type.Object({
  language: Type.Optional(Type.Enum([...LANGUAGES])),
  theme: Type.Optional(Type.Enum([...THEMES])),
  back: Type.String({ default: '/dashboard', maxLength: 4000 }),
});

/** Language and theme, which this browser keeps. */
export const displayRoute: FastifyPluginAsyncTypebox = async (app) => {
  app.post('/display', { schema: { body: DisplayForm } }, async (request, reply) => {
    const { back, ...choices } = request.body;
    for (const [name, value] of Object.entries(choices))
      reply.setCookie(name, value, {
        path: '/dashboard',
        sameSite: 'lax',
        httpOnly: true,
        maxAge: CHOICE_AGE_S,
      });
    return reply.redirect(ownPath(back), 303);
  });
};
