import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type SuggestionsView, suggestionsPage } from '../../dashboard/pages/suggestions.ts';
import { stoppedTickets } from '../../dashboard/pieces/stopped.ts';
import { PermanentFailure, TemporaryFailure } from '../../log/failures.ts';

const SHOWN = 50;
/** Events of Zoho Desk in which we look for what a guard stopped, and how far back they may stand in the log. */
const LOOKED_THROUGH = { limit: 30, before: null, reach: 2_000 };

const ListQuery = Type.Object({
  before: Type.Optional(Type.Integer({ minimum: 1 })),
  decided: Type.Optional(Type.Integer({ minimum: 1 })),
});
const IdParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const Answer = Type.Object({ text: Type.Optional(Type.String({ maxLength: 10_000 })) });

/** What was begun is finished, whether or not the browser waits for it. */
const NEVER = new AbortController().signal;

/** Proposals for tickets, and a person's word on them. */
export const suggestionPages: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/suggestions', { schema: { querystring: ListQuery } }, async (request, reply) => {
    const { before = null, decided } = request.query;
    const last = decided === undefined ? null : await app.suggestions.get(decided);
    return show(request, reply, { before, decided: last, failure: null });
  });

  app.post(
    '/suggestions/:id/apply',
    { schema: { params: IdParams, body: Answer } },
    async (request, reply) => {
      const { id } = request.params;
      const suggestion = await app.suggestions.get(id);
      const text = otherWords(suggestion?.proposal.text, request.body.text);
      const detail = text === undefined ? {} : { text_changed: true };
      const by = {
        operator: request.operator,
        action: 'apply suggestion',
        target: `suggestion ${id}`,
        detail,
      };
      try {
        await app.tickets?.apply(id, by, text, NEVER);
      } catch (error) {
        if (!(error instanceof TemporaryFailure || error instanceof PermanentFailure)) throw error;
        // The suggestion waits on, and only this answer can say why: the failure is kept nowhere.
        return show(request, reply.code(409), { before: null, decided: null, failure: error.message });
      }
      return reply.redirect(`/dashboard/suggestions?decided=${id}`, 303);
    },
  );

  app.post('/suggestions/:id/dismiss', { schema: { params: IdParams } }, async (request, reply) => {
    const { id } = request.params;
    const target = `suggestion ${id}`;
    const by = { operator: request.operator, action: 'dismiss suggestion', target, detail: {} };
    await app.suggestions.dismiss(id, by);
    return reply.redirect(`/dashboard/suggestions?decided=${id}`, 303);
  });

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    { before, ...told }: { before: number | null } & Pick<SuggestionsView, 'decided' | 'failure'>,
  ) {
    const list = await app.suggestions.list({ status: 'waiting' }, { limit: SHOWN, before });
    const { suggestions: waiting, nextBefore, total } = list;
    const stopped = stoppedTickets(before === null ? await newestRuns() : []);
    const view = { waiting, nextBefore, total, stopped, ...told, canApply: app.tickets !== null };
    return reply.page(suggestionsPage(request.reader, view));
  }

  async function newestRuns() {
    const { events } = await app.reading.list({ source: 'zoho_desk' }, LOOKED_THROUGH);
    const ended = events.filter(({ status }) => status === 'completed');
    return (await Promise.all(ended.map(({ id }) => app.reading.get(id)))).filter((event) => event !== null);
  }
};

/** Forms send line ends as CRLF; an answer that nobody touched is not an answer in other words. */
function otherWords(proposed: unknown, given: string | undefined): string | undefined {
  const text = given?.replaceAll('\r\n', '\n').trim();
  return text === undefined || text === '' || text === String(proposed).trim() ? undefined : text;
}
