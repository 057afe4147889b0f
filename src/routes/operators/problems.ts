import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { ProblemNotFound, ProblemState } from '../../errors.ts';
import { reopenAction, setAsideAction } from '../../log/operator-action.ts';
import { PROBLEM_STATES, type ProblemDecision } from '../../log/problem.ts';
import { Type } from '../../schema.ts';
import { tell } from '../../sentences/tell.ts';
import { ErrorDetails, IdParams, nullable, Summary } from './event-schemas.ts';

const Problem = Type.Object({
  id: Type.Integer(),
  state: Type.Enum([...PROBLEM_STATES]),
  code: nullable,
  error_message: nullable,
  error_details: ErrorDetails,
  opened_at: Type.String(),
  closed_at: nullable,
  decided_by: nullable,
  reason: nullable,
  open_events: Type.Integer({ description: 'events that still need somebody' }),
  events: Type.Integer(),
  newest_event: Type.Integer(),
  newest_at: Type.String(),
});
const ProblemEvent = Type.Object({
  event: Summary,
  problem: Type.Integer(),
  state: Type.Enum([...PROBLEM_STATES]),
  opened_at: Type.String(),
  closed_at: nullable,
  mended_by: Type.Union([Type.Integer(), Type.Null()], {
    description:
      'the event that went well: a later one of the same record, or itself when it was tried again',
  }),
  decided_by: nullable,
  reason: nullable,
});
const Counts = Type.Object({ open: Type.Integer(), mended: Type.Integer(), set_aside: Type.Integer() });
const next = Type.Union([Type.Integer(), Type.Null()]);
const page = {
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  cursor: Type.Integer({ minimum: 0, default: 0 }),
};
const ListQuery = Type.Object({ state: Type.Optional(Type.Enum([...PROBLEM_STATES])), ...page });
const List = Type.Object({
  problems: Type.Array(Problem),
  next_cursor: next,
  total: Type.Integer(),
  counts: Counts,
});
const Detail = Type.Object({
  ...Problem.properties,
  of_events: Type.Array(ProblemEvent, { description: 'those that still need somebody first' }),
  next_cursor: next,
});
const SetAside = Type.Object(
  {
    reason: Type.String({ minLength: 1, maxLength: 1_000 }),
    event: Type.Optional(Type.Integer({ minimum: 1, description: 'only this event of it' })),
  },
  { additionalProperties: false },
);
const Decided = Type.Object({
  success: Type.Literal(true),
  id: Type.Integer(),
  state: Type.Enum([...PROBLEM_STATES]),
  events: Type.Integer({ description: 'how many events that was done to' }),
});

const STATE_CODES = {
  open: 'PROBLEM_IS_OPEN',
  mended: 'PROBLEM_IS_MENDED',
  set_aside: 'PROBLEM_IS_SET_ASIDE',
} as const;

/** What needs a person, and their decision on it. */
export const problemRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.addHook('onRequest', app.requireOperator);

  const listSchema = {
    summary: 'What needs a person: causes of failures, the newest first',
    querystring: ListQuery,
    response: { 200: List },
  };
  app.get('/api/v1/problems', { schema: listSchema }, async (request) => {
    const { state, limit, cursor } = request.query;
    const list = await app.problems.list(state === undefined ? {} : { state }, { limit, offset: cursor });
    const counts = await app.problems.counts();
    return { problems: list.problems, next_cursor: list.next, total: list.total, counts };
  });

  const getSchema = {
    summary: 'One problem with its events',
    params: IdParams,
    querystring: Type.Object(page),
    response: { 200: Detail },
  };
  app.get('/api/v1/problems/:id', { schema: getSchema }, async (request) => {
    const { limit, cursor } = request.query;
    const problem = await app.problems.get(request.params.id);
    if (problem === null) throw new ProblemNotFound(String(request.params.id));
    const of_events = await app.problems.events(problem.id, { limit, offset: cursor });
    const end = cursor + limit;
    return { ...problem, of_events, next_cursor: end < problem.events ? end : null };
  });

  const setAsideSchema = {
    summary: 'Sets a problem aside, or one event of it: nothing will be done about it',
    params: IdParams,
    body: SetAside,
    response: { 200: Decided },
  };
  app.post('/api/v1/problems/:id/set-aside', { schema: setAsideSchema }, async (request) => {
    const { id } = request.params;
    const { reason, event = null } = request.body;
    const by = setAsideAction(request.operator, { id, event, reason });
    return answer(id, await app.problems.setAside(id, by, event));
  });

  const reopenSchema = {
    summary: 'Opens again what somebody set aside',
    params: IdParams,
    response: { 200: Decided },
  };
  app.post('/api/v1/problems/:id/reopen', { schema: reopenSchema }, async (request) => {
    const { id } = request.params;
    return answer(id, await app.problems.reopen(id, reopenAction(request.operator, id)));
  });

  async function answer(id: number, decision: ProblemDecision) {
    const problem = await app.problems.get(id);
    if (problem === null || decision.is === 'not_found') throw new ProblemNotFound(String(id));
    if (decision.is === 'other_state') throw new ProblemState(id, tell(STATE_CODES[problem.state]));
    return { success: true as const, id, state: problem.state, events: decision.events };
  }
};
