import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { StudentNotFound } from '../../errors.ts';
import { Type } from '../../schema.ts';
import { releaseAction } from '../../students/release.ts';
import { subjectsOf } from '../../subjects/subjects.ts';

const PAGE = 50;
const EVENTS = 20;

const ListQuery = Type.Object({
  q: Type.String({ default: '', maxLength: 255 }),
  deleted: Type.Boolean({ default: false }),
  before: Type.Optional(Type.Integer({ minimum: 1 })),
});
const Params = Type.Object({ zoho_id: Type.String({ maxLength: 255 }) });

/** The students as the service knows them. */
export const studentPages: FastifyPluginAsyncTypebox = async (app) => {
  const { places } = app;

  app.get('/students', { schema: { querystring: ListQuery } }, async (request, reply) => {
    const { q, deleted, before = null } = request.query;
    const wanted = q.trim();
    const list = await app.students.recent(
      { ...(wanted && { q: wanted }), deleted },
      { limit: PAGE, before },
    );
    const view = { ...list, q: wanted, withDeleted: deleted, isFirst: before === null };
    return reply.page(app.dashboard.studentsPage(request.reader, view));
  });

  app.post('/students/:zoho_id/release', { schema: { params: Params } }, async (request, reply) => {
    const { zoho_id } = request.params;
    await app.upkeep.release(zoho_id, releaseAction(request.operator, zoho_id));
    return reply.redirect(`/dashboard/students/${encodeURIComponent(zoho_id)}`, 303);
  });

  app.get('/students/:zoho_id', { schema: { params: Params } }, async (request, reply) => {
    const { zoho_id } = request.params;
    const student = await app.students.find(zoho_id);
    if (student === null) throw new StudentNotFound(zoho_id);
    const list = await app.reading.list({ record_id: zoho_id }, { limit: EVENTS, before: null });
    const [subjects, problems] = await Promise.all([
      subjectsOf(app.people, list.events),
      app.dashboard.openProblemsOf(app.problems, list.events),
    ]);
    const view = { list, subjects, problems, places };
    return reply.page(app.dashboard.studentPage(request.reader, student, view));
  });
};
