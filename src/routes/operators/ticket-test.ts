import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../clock.ts';
import { InvalidField, InvalidJson, TicketIdRequired, TicketsOff, TooManyRequests } from '../../errors.ts';
import { isObject } from '../../inbound/body.ts';
import { readId } from '../../inbound/ids.ts';
import type { JsonObject } from '../../log/event.ts';
import { Type } from '../../schema.ts';
import { missingForTickets } from '../../tickets/credentials.ts';
import { FLAGS } from '../../tickets/flags.ts';
import type { Clerk } from '../../tickets/suggestions/clerk.ts';
import { STEPS, type Step } from '../../tickets/suggestions/suggestion.ts';
import { readRequest, type Sent } from '../webhooks/read-request.ts';
import { answering } from './outside-failure.ts';

const StepAnswer = Type.Object({
  status: Type.Enum(['applied', 'suggested', 'unchanged', 'skipped', 'failed']),
  reason: Type.String(),
  code: Type.Optional(Type.String()),
  confidence: Type.Optional(Type.Number()),
  read: Type.Array(Type.String()),
  written: Type.Array(Type.String()),
});
const nullable = Type.Union([Type.String(), Type.Null()]);
const Answer = Type.Object({
  success: Type.Boolean(),
  ticket_id: Type.String(),
  dry_run: Type.Boolean(),
  processing_time_seconds: Type.Number(),
  result: Type.Object({
    success: Type.Boolean(),
    ticket_id: Type.String(),
    dispatcher: Type.Boolean(),
    deal_linking: Type.Boolean(),
    desk_agent: Type.Boolean(),
    crm_agent: Type.Boolean(),
    summary: Type.Object({
      current_department: nullable,
      recommended_department: nullable,
      deal_found: Type.Boolean(),
      deal_name: nullable,
    }),
    steps: Type.Record(Type.Enum([...STEPS]), StepAnswer),
    assistant: Type.Union([
      Type.Object({ model: Type.String(), input_tokens: Type.Integer(), output_tokens: Type.Integer() }),
      Type.Null(),
    ]),
  }),
});

/**
 * Simultaneous dry runs: each makes up to thirty calls to Zoho Desk, which real events have to wait behind.
 */
const MAX_DRY_RUNS = 2;
/** About as long as a run takes. */
const RETRY_AFTER_S = 10;

/**
 * Runs the workflow now. Anyone who may send webhooks may see what it would do; only an operator may let it
 * write.
 */
export const ticketTestRoute: FastifyPluginAsyncTypebox<{ clock: Clock }> = async (app, { clock }) => {
  const schema = {
    summary: 'Run the workflow for one ticket now, and show the result',
    response: { 200: Answer },
  };
  let dryRuns = 0;

  app.post('/webhook/test', { schema, onRequest: app.limitReads }, async (request, reply) => {
    const order = readOrder((await readRequest(request, app.config.BODY_LIMIT)).body);
    if (order.isLive) await app.requireOperator(request, reply);
    if (app.tickets === null) throw new TicketsOff(missingForTickets(app.config).join(', '));
    reply.header('cache-control', 'no-store');
    const startedMs = clock.now();
    const run = order.isLive
      ? app.tickets.runNow(order.ticketId, order.flags, NEVER)
      : dryRun(app.tickets, order.ticketId, request, reply);
    const { result } = await answering(run);
    return {
      success: result.success,
      ticket_id: order.ticketId,
      dry_run: !order.isLive,
      processing_time_seconds: (clock.now() - startedMs) / 1000,
      result,
    };
  });

  async function dryRun(tickets: Clerk, ticketId: string, request: FastifyRequest, reply: FastifyReply) {
    if (dryRuns === MAX_DRY_RUNS) {
      reply.header('retry-after', RETRY_AFTER_S);
      throw new TooManyRequests(RETRY_AFTER_S);
    }
    dryRuns += 1;
    return tickets.dryRun(ticketId, request.isOperator, NEVER).finally(() => {
      dryRuns -= 1;
    });
  }
};

/** A run that was begun is finished, whether or not someone waits for it. */
const NEVER = new AbortController().signal;

type Order = { ticketId: string; isLive: boolean; flags: Partial<Record<Step, boolean>> };

function readOrder(body: Sent['body']): Order {
  if (body.is === 'empty') throw new TicketIdRequired();
  if (body.is !== 'json' && body.is !== 'form') throw new InvalidJson();
  const { value } = body;
  if (!isObject(value)) throw new TicketIdRequired();
  const given = readId(value.ticket_id ?? value.ticketId);
  if (given.is === 'none') throw new TicketIdRequired();
  if (given.is === 'refused' || !/^\d{1,30}$/.test(given.id))
    throw new InvalidField('ticket_id', 'digits only');
  const flags = FLAGS.flatMap(({ option, step }) => {
    const wanted = booleanAt(value, option);
    return wanted === null ? [] : [[step, wanted] as const];
  });
  const isLive = booleanAt(value, 'confirm_live_mutations') === true;
  return { ticketId: given.id, isLive, flags: Object.fromEntries(flags) };
}

/** Strict: "true" in quotes, meant or not, must not allow a write. */
function booleanAt(value: JsonObject, key: string): boolean | null {
  const given = value[key];
  if (given === undefined) return null;
  if (typeof given !== 'boolean') throw new InvalidField(key, 'true or false');
  return given;
}
