import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { StudentNotFound } from '../../errors.ts';
import { Type } from '../../schema.ts';
import { releaseAction } from '../../students/release.ts';
import { STUDENT_FIELDS, type Student, snakeCase } from '../../students/student.ts';

const nullable = Type.Union([Type.String(), Type.Null()]);
const StudentAnswer = Type.Object({
  zoho_id: Type.String(),
  ...Object.fromEntries(STUDENT_FIELDS.map((field) => [snakeCase(field), nullable])),
  deleted_at: nullable,
  created_at: Type.String(),
  updated_at: Type.String(),
  last_event: Type.Integer(),
});
const ListQuery = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 255 })),
  deleted: Type.Boolean({ default: false, description: 'also those that were deleted in Zoho' }),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  cursor: Type.Optional(Type.String({ maxLength: 255 })),
});
const List = Type.Object({
  students: Type.Array(StudentAnswer),
  next_cursor: nullable,
  total: Type.Integer(),
});
const EraseQuery = Type.Object({
  dry_run: Type.Boolean({ default: false, description: 'only says what would be erased' }),
  mentions: Type.Boolean({
    default: false,
    description: "also events and suggestions that mention the student's e-mail address; reads the whole log",
  }),
});
const Erased = Type.Object({
  success: Type.Literal(true),
  zoho_id: Type.String(),
  dry_run: Type.Boolean(),
  students: Type.Integer(),
  events: Type.Integer({ description: 'whose payload, bytes, result and error texts are emptied' }),
  ended: Type.Integer({
    description: 'those of them that were still to be processed, and now never will be',
  }),
  suggestions: Type.Integer(),
  left_in: Type.Optional(
    Type.Array(Type.Enum(['journal', 'old_pages']), {
      description:
        'where bytes may still stand on the disk: `journal` while somebody reads an older state of the file, such as a backup; `old_pages` until the file of an earlier version is compacted',
    }),
  ),
  not_reached: Type.Optional(Type.String({ description: 'what only a person can erase' })),
});
const NOT_REACHED =
  'Backups and other copies of the database, among them what Litestream keeps, and exported files.';

const ReleasedAnswer = Type.Object({
  success: Type.Literal(true),
  zoho_id: Type.String(),
  moodle_user_id: Type.Union([Type.String(), Type.Null()], { description: 'null when there was no link' }),
});

/** The synced students, for operators. */
export const studentRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.addHook('onRequest', app.requireOperator);

  const listSchema = { summary: 'Synced students', querystring: ListQuery, response: { 200: List } };
  app.get('/api/v1/students', { schema: listSchema }, async (request) => {
    const { q, deleted, limit, cursor } = request.query;
    const list = await app.students.list({ ...(q && { q }), deleted }, { limit, after: cursor ?? null });
    return { students: list.students.map(toAnswer), next_cursor: list.nextAfter, total: list.total };
  });

  const params = Type.Object({ zoho_id: Type.String({ maxLength: 255 }) });
  const getSchema = { summary: 'One student', params, response: { 200: StudentAnswer } };
  app.get('/api/v1/students/:zoho_id', { schema: getSchema }, async (request) => {
    const student = await app.students.find(request.params.zoho_id);
    if (student === null) throw new StudentNotFound(request.params.zoho_id);
    return toAnswer(student);
  });

  const releaseSchema = {
    summary: 'Release a student from the Moodle user it is linked to',
    params,
    response: { 200: ReleasedAnswer },
  };
  app.post('/api/v1/students/:zoho_id/release', { schema: releaseSchema }, async (request) => {
    const { zoho_id } = request.params;
    if ((await app.students.find(zoho_id)) === null) throw new StudentNotFound(zoho_id);
    const action = releaseAction(request.operator, zoho_id);
    return { success: true as const, zoho_id, moodle_user_id: await app.upkeep.release(zoho_id, action) };
  });

  const eraseSchema = {
    summary: 'Erase a person: the student and what their events hold',
    params,
    querystring: EraseQuery,
    response: { 200: Erased },
  };
  app.delete('/api/v1/students/:zoho_id', { schema: eraseSchema }, async (request) => {
    const { zoho_id } = request.params;
    const { dry_run, mentions } = request.query;
    const student = await app.students.find(zoho_id);
    const person = { recordId: zoho_id, email: mentions ? (student?.academicEmail ?? null) : null };
    const plan = await app.upkeep.planErasure(person);
    if (plan.students + plan.events === 0) throw new StudentNotFound(zoho_id);
    const answer = { success: true as const, zoho_id, dry_run };
    if (dry_run) return { ...answer, ...plan };
    const action = {
      operator: request.operator,
      action: 'erase',
      target: `record ${zoho_id}`,
      detail: { mentions },
    };
    return { ...answer, ...(await app.upkeep.erase(person, action)), not_reached: NOT_REACHED };
  });
};

function toAnswer(student: Student) {
  return {
    ...Object.fromEntries(STUDENT_FIELDS.map((field) => [snakeCase(field), student[field]])),
    zoho_id: student.zohoId,
    deleted_at: student.deletedAt,
    created_at: student.createdAt,
    updated_at: student.updatedAt,
    last_event: student.lastEvent,
  };
}
