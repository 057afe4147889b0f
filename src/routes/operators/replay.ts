import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { CannotReplay, EventNotFound, InvalidRequest } from '../../errors.ts';
import { bulkReplayAction } from '../../log/operator-action.ts';
import type { ReplayRefusal } from '../../log/upkeep.ts';
import { Type } from '../../schema.ts';
import { tell } from '../../sentences/tell.ts';
import { Filter, IdParams, Summary } from './event-schemas.ts';
import { isoSpan } from './events.ts';

const Replayed = Type.Object({
  success: Type.Literal(true),
  id: Type.Integer(),
  status: Type.Literal('queued'),
});
/** An unknown filter must be refused: if it were ignored, a misspelt one would replay everything. */
const BulkOrder = Type.Object(
  {
    filter: Type.Object(Filter.properties, { additionalProperties: false, default: {} }),
    dry_run: Type.Boolean({ default: false, description: 'only says what would be replayed' }),
    all: Type.Boolean({ default: false, description: 'needed when the filter is empty' }),
  },
  { additionalProperties: false },
);
const BulkAnswer = Type.Object({
  success: Type.Literal(true),
  matched: Type.Integer({ description: 'events that the filter finds' }),
  /** Dry run. */
  replayable: Type.Optional(Type.Integer({ description: 'those that would be processed again' })),
  sample: Type.Optional(Type.Array(Summary, { description: 'the first ten of those' })),
  /** For good. */
  replayed: Type.Optional(Type.Integer()),
  interrupted: Type.Optional(
    Type.Boolean({ description: 'the service stopped before the end; send it again' }),
  ),
  skipped: Type.Object({
    unfinished: Type.Integer({ description: 'wait or are being processed' }),
    duplicate: Type.Integer({ description: 'repeats; their originals stand for them' }),
    unreadable: Type.Integer({ description: 'their bytes stay the same' }),
    erased: Type.Integer({ description: 'nothing of them is left' }),
  }),
});

/** Processing events again, for operators. */
export const replayRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.addHook('onRequest', app.requireOperator);

  const oneSchema = { summary: 'Process an event again', params: IdParams, response: { 200: Replayed } };
  app.post('/api/v1/events/:id/replay', { schema: oneSchema }, async (request) => {
    const { id } = request.params;
    const action = { operator: request.operator, action: 'replay', target: `event ${id}`, detail: {} };
    const replayed = await app.upkeep.replay(id, action);
    if (!replayed.replayed) throw refusal(id, replayed.reason, replayed.duplicateOf);
    return { success: true as const, id, status: 'queued' as const };
  });

  const bulkSchema = {
    summary: 'Process all events again that match a filter; a dry run says which',
    body: BulkOrder,
    response: { 200: BulkAnswer },
  };
  app.post('/api/v1/events/replay', { schema: bulkSchema }, async (request) => {
    const { filter, dry_run, all } = request.body;
    if (Object.keys(filter).length === 0 && !all) throw new InvalidRequest(tell('REPLAY_WITHOUT_FILTER'));
    const wanted = { ...filter, ...isoSpan(filter) };
    if (dry_run) return { success: true as const, ...(await app.upkeep.planReplay(wanted)) };
    const action = bulkReplayAction(request.operator, wanted);
    const done = await app.upkeep.replayMatching(wanted, action, { signal: app.stopping });
    return { success: true as const, ...done };
  });
};

function refusal(id: number, reason: ReplayRefusal, duplicateOf: number | null): Error {
  if (reason === 'not_found') return new EventNotFound(id);
  if (reason === 'unfinished') return new CannotReplay(tell('REPLAY_UNFINISHED', { id }));
  if (reason === 'erased') return new CannotReplay(tell('REPLAY_ERASED', { id }));
  if (reason === 'unreadable') return new CannotReplay(tell('REPLAY_UNREADABLE', { id }));
  return new CannotReplay(tell('REPLAY_OF_REPEAT', { id, original: String(duplicateOf) }));
}
