import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import {
  InvalidRequest,
  OutsideRefused,
  SuggestionDecided,
  SuggestionNotFound,
  SuggestionStale,
  TicketsOff,
} from '../../errors.ts';
import { Type } from '../../schema.ts';
import { inEnglish, tell } from '../../sentences/tell.ts';
import { missingForTickets } from '../../tickets/credentials.ts';
import { STEPS, SUGGESTION_STATUSES, type Suggestion } from '../../tickets/suggestions/suggestion.ts';
import { answering } from './outside-failure.ts';

const nullable = Type.Union([Type.String(), Type.Null()]);
const Anything = Type.Record(Type.String(), Type.Unknown());
const ListQuery = Type.Object({
  status: Type.Optional(Type.Enum([...SUGGESTION_STATUSES])),
  ticket_id: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  cursor: Type.Optional(Type.Integer({ minimum: 1 })),
});
const SuggestionAnswer = Type.Object({
  id: Type.Integer(),
  ticket_id: Type.String(),
  event: Type.Union([Type.Integer(), Type.Null()], { description: 'the id of the event behind it' }),
  step: Type.Enum([...STEPS]),
  status: Type.Enum([...SUGGESTION_STATUSES]),
  proposal: Anything,
  created_at: Type.String(),
  decided_at: nullable,
  decided_by: nullable,
  apply_at: Type.Union([Type.String(), Type.Null()], {
    description: 'when a decision leaves, or is tried again; until then it can be taken back',
  }),
  words: Type.Union([Type.String(), Type.Null()], {
    description: 'the answer in the words of a person, which leaves in the place of the one that is proposed',
  }),
  trouble: Type.Union([Type.String(), Type.Null()], {
    description: 'why what a person decided could not leave',
  }),
  result: Type.Union([Anything, Type.Null()]),
});
const List = Type.Object({
  suggestions: Type.Array(SuggestionAnswer),
  next_cursor: Type.Union([Type.Integer(), Type.Null()]),
  total: Type.Integer(),
});
const IdParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const ApplyOrder = Type.Object(
  {
    text: Type.Optional(
      Type.String({ minLength: 1, maxLength: 10_000, description: 'the answer in other words, for a reply' }),
    ),
  },
  { additionalProperties: false },
);
const Applied = Type.Object({
  success: Type.Literal(true),
  id: Type.Integer(),
  status: Type.Literal('applied'),
  reason: Type.String(),
  written: Type.Array(Type.String()),
});
const Dismissed = Type.Object({
  success: Type.Literal(true),
  id: Type.Integer(),
  status: Type.Literal('dismissed'),
});

/** What waits for a person, and their decision on it. */
export const suggestionRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.addHook('onRequest', app.requireOperator);

  const listSchema = {
    summary: 'Changes of tickets and deals that wait for a person, or were decided',
    querystring: ListQuery,
    response: { 200: List },
  };
  app.get('/api/v1/tickets/suggestions', { schema: listSchema }, async (request) => {
    const { status, ticket_id, limit, cursor } = request.query;
    const filter = { ...(status && { status }), ...(ticket_id && { ticketId: ticket_id }) };
    const list = await app.suggestions.list(filter, { limit, before: cursor ?? null });
    return {
      suggestions: list.suggestions.map(toAnswer),
      next_cursor: list.nextBefore,
      total: list.total,
    };
  });

  const applySchema = {
    summary: 'Make the change that a suggestion proposes, once',
    params: IdParams,
    body: Type.Union([ApplyOrder, Type.Null()]),
    response: { 200: Applied },
  };
  app.post('/api/v1/tickets/suggestions/:id/apply', { schema: applySchema }, async (request) => {
    const { id } = request.params;
    const text = request.body?.text;
    if (app.tickets === null) throw new TicketsOff(missingForTickets(app.config).join(', '));
    if (text !== undefined && (await app.suggestions.get(id))?.step !== 'reply')
      throw new InvalidRequest(tell('TEXT_OF_A_REPLY_ONLY'));
    const by = action(
      request.operator,
      'apply suggestion',
      id,
      text === undefined ? {} : { text_changed: true },
    );
    const decision = await answering(app.tickets.apply(id, by, text, NEVER));
    if (decision.is === 'not_waiting') throw refusal(id, decision.suggestion);
    if (decision.is === 'stale') throw new SuggestionStale(decision.reason);
    if (decision.is === 'failed' || decision.is === 'left') throw new OutsideRefused(decision.reason);
    const { reason, written } = decision;
    const words = { reason: inEnglish(reason), written: written.map(inEnglish) };
    return { success: true as const, id, status: 'applied' as const, ...words };
  });

  const dismissSchema = {
    summary: 'Turn a suggestion down; the same is not proposed again',
    params: IdParams,
    response: { 200: Dismissed },
  };
  app.post('/api/v1/tickets/suggestions/:id/dismiss', { schema: dismissSchema }, async (request) => {
    const { id } = request.params;
    if (!(await app.suggestions.dismiss(id, action(request.operator, 'dismiss suggestion', id, {}))))
      throw refusal(id, await app.suggestions.get(id));
    return { success: true as const, id, status: 'dismissed' as const };
  });
};

/** Work that was begun is finished, whether or not the operator's browser waits for it. */
const NEVER = new AbortController().signal;

function action(operator: string, action: string, id: number, detail: { text_changed?: true }) {
  return { operator, action, target: `suggestion ${id}`, detail };
}

const STATUS_CODES = {
  waiting: 'SUGGESTION_IS_WAITING',
  planned: 'SUGGESTION_IS_PLANNED',
  applying: 'SUGGESTION_IS_APPLYING',
  applied: 'SUGGESTION_IS_APPLIED',
  dismissed: 'SUGGESTION_IS_DISMISSED',
  stale: 'SUGGESTION_IS_STALE',
  failed: 'SUGGESTION_IS_FAILED',
} as const;

function refusal(id: number, suggestion: Suggestion | null): Error {
  if (suggestion === null) return new SuggestionNotFound(id);
  return new SuggestionDecided(id, tell(STATUS_CODES[suggestion.status]));
}

function toAnswer(suggestion: Suggestion) {
  return {
    id: suggestion.id,
    ticket_id: suggestion.ticketId,
    event: suggestion.eventRow,
    step: suggestion.step,
    status: suggestion.status,
    proposal: suggestion.proposal,
    created_at: suggestion.createdAt,
    decided_at: suggestion.decidedAt,
    decided_by: suggestion.decidedBy,
    apply_at: suggestion.applyAt,
    words: suggestion.words,
    trouble: suggestion.trouble?.reason ?? null,
    result: suggestion.result,
  };
}
