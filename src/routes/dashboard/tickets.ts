import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { TicketNotFound } from '../../errors.ts';
import { Type } from '../../schema.ts';
import { subjectsOf } from '../../subjects/subjects.ts';

const SHOWN = 50;
const Params = Type.Object({ ticket_id: Type.String({ maxLength: 255 }) });

/** The tickets as the service last read them. */
export const ticketPages: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/tickets/:ticket_id', { schema: { params: Params } }, async (request, reply) => {
    const { ticket_id: ticketId } = request.params;
    const [card] = await app.people.tickets([ticketId]);
    if (card === undefined) throw new TicketNotFound(ticketId);
    const page = { limit: SHOWN, before: null };
    const [{ suggestions }, list] = await Promise.all([
      app.suggestions.list({ ticketId }, page),
      app.reading.list({ source: 'zoho_desk', record_id: ticketId }, page),
    ]);
    const [subjects, problems] = await Promise.all([
      subjectsOf(app.people, list.events),
      app.dashboard.openProblemsOf(app.problems, list.events),
    ]);
    const view = { card, suggestions, list, subjects, problems };
    return reply.page(app.dashboard.ticketPage(request.reader, view));
  });
};
