import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { shownProblems } from '../../dashboard/shown-problems.ts';
import { ProblemNotFound } from '../../errors.ts';
import { reopenAction, setAsideAction } from '../../log/operator-action.ts';
import { PROBLEM_STATES, type ProblemDecision } from '../../log/problem.ts';
import { Type } from '../../schema.ts';
import { subjectsOf } from '../../subjects/subjects.ts';

const SHOWN = 20;
const EVENTS = 50;

const offset = Type.Integer({ minimum: 0, default: 0 });
const ListQuery = Type.Object({ state: Type.Enum([...PROBLEM_STATES], { default: 'open' }), offset });
const IdParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const OneQuery = Type.Object({ offset, late: Type.Optional(Type.Literal('1')) });
const SetAside = Type.Object({
  reason: Type.String({ minLength: 1, maxLength: 1_000, pattern: '\\S' }),
  event: Type.Optional(Type.Integer({ minimum: 1 })),
});

/** What needs a person, and their decision on it. */
export const problemPages: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/problems', { schema: { querystring: ListQuery } }, async (request, reply) => {
    const { state, offset: from } = request.query;
    const [list, counts] = await Promise.all([
      app.problems.list({ state }, { limit: SHOWN, offset: from }),
      app.problems.counts(),
    ]);
    const shown = await shownProblems(app, list.problems);
    return reply.page(app.dashboard.problemsPage(request.reader, { state, counts, shown, next: list.next }));
  });

  const oneSchema = { params: IdParams, querystring: OneQuery };
  app.get('/problems/:id', { schema: oneSchema }, async (request, reply) => {
    const { id } = request.params;
    const { offset: from, late } = request.query;
    const problem = await app.problems.get(id);
    if (problem === null) throw new ProblemNotFound(String(id));
    const events = await app.problems.events(id, { limit: EVENTS, offset: from });
    const subjects = await subjectsOf(
      app.people,
      events.map(({ event }) => event),
    );
    const next = from + EVENTS < problem.events ? from + EVENTS : null;
    return reply.page(
      app.dashboard.problemPage(request.reader, { problem, events, subjects, next, wasLate: late === '1' }),
    );
  });

  app.post(
    '/problems/:id/set-aside',
    { schema: { params: IdParams, body: SetAside } },
    async (request, reply) => {
      const { id } = request.params;
      const { event = null, reason } = request.body;
      const by = setAsideAction(request.operator, { id, event, reason });
      return reply.redirect(pageAfter(id, await app.problems.setAside(id, by, event)), 303);
    },
  );

  app.post('/problems/:id/reopen', { schema: { params: IdParams } }, async (request, reply) => {
    const { id } = request.params;
    return reply.redirect(
      pageAfter(id, await app.problems.reopen(id, reopenAction(request.operator, id))),
      303,
    );
  });
};

function pageAfter(id: number, { is }: ProblemDecision): string {
  return `/dashboard/problems/${id}${is === 'done' ? '' : '?late=1'}`;
}
