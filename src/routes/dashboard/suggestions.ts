import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../clock.ts';
import { Type } from '../../schema.ts';
import { TO_TAKE_BACK_MS } from '../../tickets/suggestions/departures.ts';
import type { Suggestion } from '../../tickets/suggestions/suggestion.ts';

const SHOWN = 50;
/**
 * How many Zoho Desk events are searched for what a guard stopped, and how far back in the log they may be.
 */
const LOOKED_THROUGH = { limit: 30, before: null, reach: 2_000 };
/** As many answers as a page shows, each of the maximum length, form-encoded; in bytes. */
const PAGE_OF_ANSWERS = 2_097_152;

/** Row ids separated by commas. */
const Ids = Type.String({ pattern: '^\\d{1,15}(,\\d{1,15}){0,99}$' });
const ListQuery = Type.Object({
  before: Type.Optional(Type.Integer({ minimum: 1 })),
  decided: Type.Optional(Ids),
  selected: Type.Optional(Type.Literal('none')),
});
const LeavingQuery = Type.Object({ decided: Ids });
const IdParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
/** The answers in the form, by suggestion id, and what was ticked. */
const Answers = Type.Record(Type.String(), Type.String());
const Several = Type.Object(
  { decision: Type.Enum(['apply', 'dismiss']), id: Type.Optional(Ids) },
  { additionalProperties: Type.String() },
);
type Form = Readonly<Record<string, string | undefined>>;

/** Proposals for tickets, and a person's decision on them. */
export const suggestionPages: FastifyPluginAsyncTypebox<{ clock: Clock }> = async (app, { clock }) => {
  app.get('/suggestions', { schema: { querystring: ListQuery } }, async (request, reply) => {
    const { before = null, decided, selected } = request.query;
    const list = await app.suggestions.list({ status: 'waiting' }, { limit: SHOWN, before });
    const { suggestions: waiting, nextBefore, total } = list;
    const stopped = before === null ? app.dashboard.stoppedTickets(await newestRuns()) : [];
    const tickets = [
      ...waiting.map(({ ticketId }) => ticketId),
      ...stopped.map(({ record_id }) => record_id),
    ];
    const [cards, reasons, ending] = await Promise.all([
      app.people.tickets([...new Set(tickets)]),
      app.dashboard.reasonsOf(app.reading, waiting),
      endings(decided),
    ]);
    return reply.page(
      app.dashboard.suggestionsPage(request.reader, {
        waiting,
        cards: new Map(cards.map((card) => [card.ticketId, card])),
        reasons,
        nextBefore,
        total,
        stopped,
        ...ending,
        isNoneSelected: selected === 'none',
        canApply: app.departures !== null,
      }),
    );
  });

  app.get('/suggestions/leaving', { schema: { querystring: LeavingQuery } }, async (request, reply) =>
    reply.page(app.dashboard.departures(request.reader, await endings(request.query.decided))),
  );

  app.post(
    '/suggestions/several',
    { schema: { body: Several }, bodyLimit: PAGE_OF_ANSWERS },
    async (request, reply) => {
      const { decision, id } = request.body;
      if (id === undefined) return reply.redirect('/dashboard/suggestions?selected=none', 303);
      const ids = id.split(',').map(Number);
      for (const each of ids) {
        if (decision === 'dismiss') await dismiss(request, each);
        else await plan(request, each, request.body as Form);
      }
      return done(reply, ids);
    },
  );

  const one = { schema: { params: IdParams, body: Answers }, bodyLimit: PAGE_OF_ANSWERS };
  app.post('/suggestions/:id/apply', one, async (request, reply) => {
    const { id } = request.params;
    await plan(request, id, request.body);
    return done(reply, [id]);
  });

  app.post('/suggestions/:id/dismiss', one, async (request, reply) => {
    const { id } = request.params;
    await dismiss(request, id);
    return done(reply, [id]);
  });

  app.post('/suggestions/:id/take-back', { schema: { params: IdParams } }, async (request, reply) => {
    const { id } = request.params;
    await app.suggestions.takeBack(id, action(request, 'take back suggestion', id));
    return done(reply, [id]);
  });

  /** It leaves later, by a job in the service; somebody else may have been faster. */
  async function plan(request: Pick<FastifyRequest, 'operator'>, id: number, form: Form): Promise<void> {
    const suggestion = await app.suggestions.get(id);
    if (app.departures === null || suggestion === null) return;
    const words = otherWords(suggestion.proposal.text, form[`text-${id}`]);
    const by = action(request, 'apply suggestion', id, words === null ? {} : { text_changed: true });
    const applyAt = new Date(clock.now() + TO_TAKE_BACK_MS).toISOString();
    await app.suggestions.plan(id, by, { applyAt, words });
    app.departures.wake();
  }

  async function dismiss(request: Pick<FastifyRequest, 'operator'>, id: number): Promise<void> {
    await app.suggestions.dismiss(id, action(request, 'dismiss suggestion', id));
  }

  /** What this person has just decided, and everything that has not left yet. */
  async function endings(decided: string | undefined) {
    const ids = decided === undefined ? [] : decided.split(',').map(Number);
    const page = { limit: SHOWN, before: null };
    const [known, planned, applying] = await Promise.all([
      Promise.all(ids.map((id) => app.suggestions.get(id))),
      app.suggestions.list({ status: 'planned' }, page),
      app.suggestions.list({ status: 'applying' }, page),
    ]);
    const leaving = [...planned.suggestions, ...applying.suggestions].filter(isOfAPerson);
    return { decided: known.filter((suggestion) => suggestion !== null), leaving };
  }

  async function newestRuns() {
    const { events } = await app.reading.list({ source: 'zoho_desk' }, LOOKED_THROUGH);
    const ended = events.filter(({ status }) => status === 'completed');
    return (await Promise.all(ended.map(({ id }) => app.reading.get(id)))).filter((event) => event !== null);
  }
};

function action({ operator }: Pick<FastifyRequest, 'operator'>, name: string, id: number, detail = {}) {
  return { operator, action: name, target: `suggestion ${id}`, detail };
}

function done(reply: FastifyReply, ids: readonly number[]) {
  return reply.redirect(`/dashboard/suggestions?decided=${ids.join(',')}`, 303);
}

/** What a flag or a program applies is not reported here: nobody waits for it. */
function isOfAPerson({ applyAt }: Suggestion): boolean {
  return applyAt !== null;
}

/** Forms send line ends as CRLF; an untouched answer must not count as reworded. */
function otherWords(proposed: unknown, given: string | undefined): string | null {
  const text = given?.replaceAll('\r\n', '\n').trim();
  return text === undefined || text === '' || text === String(proposed).trim() ? null : text;
}
