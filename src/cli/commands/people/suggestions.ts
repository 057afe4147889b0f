import type { JsonObject, JsonValue } from '../../../log/event.ts';
import type { TicketCard } from '../../../tickets/suggestions/card.ts';
import type { Step, Suggestion } from '../../../tickets/suggestions/suggestion.ts';
import { SUGGESTION_STATUSES } from '../../../tickets/suggestions/suggestion.ts';
import {
  type Command,
  type Context,
  countOf,
  type ExitCode,
  rowOf,
  textOf,
  UsageError,
  type Values,
  wordOf,
} from '../../command.ts';
import { PEOPLE, type PeopleTexts } from '../../locales/load.ts';
import { printList, upTo } from '../../output/list.ts';
import { shortened } from '../../output/words.ts';
import { withLog } from '../../reach/log-file.ts';
import { askService, SERVICE_OPTIONS, serviceRows } from '../../reach/service.ts';

type Own = PeopleTexts['suggestions'];

/** What waits for a person about tickets. */
export const suggestions: Command<PeopleTexts['suggestions']> = {
  texts: async (language) => (await PEOPLE[language]()).suggestions,
  help: ({ rows, notes }, common) => ({
    usage: [
      `suggestions list [--status ${common.names.STATUS}] [--ticket ID] [--limit N] [--json]`,
      `suggestions apply ID [--yes] ${common.names.OPTIONS}`,
      `suggestions dismiss ID ${common.names.OPTIONS}`,
    ],
    rows: [
      [`--status ${common.names.STATUS}`, rows.status],
      ['--ticket ID', rows.ticket],
      ['--limit N', rows.limit],
      ['--yes', rows.yes],
      ...serviceRows(common),
      ['--json', rows.json],
    ],
    notes,
    examples: ['suggestions list', 'suggestions apply 12 --yes'],
  }),
  options: {
    ...SERVICE_OPTIONS,
    status: { type: 'string' },
    ticket: { type: 'string' },
    limit: { type: 'string' },
    yes: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  operands: 2,
  async run(values, [order, text], context) {
    if (order === 'list') return list(values, context);
    const { own } = context;
    if (order !== 'apply' && order !== 'dismiss') throw new UsageError(own.sayWhat);
    const id = rowOf(text, own.giveNumber);
    if (order === 'apply' && !values.yes && !(await context.confirm(own.question(id)))) {
      await context.print(own.nothingDone);
      return 1;
    }
    const answer = await askService(values, context, `/api/v1/tickets/suggestions/${id}/${order}`, {});
    const done = await answer.text();
    const statuses: Readonly<Record<string, string>> = own.statuses;
    const { status } = JSON.parse(done);
    await context.print(values.json ? done : own.became(id, statuses[status] ?? status));
    return 0;
  },
};

async function list(values: Values, context: Context<Own>): Promise<ExitCode> {
  const status = wordOf(values, 'status', SUGGESTION_STATUSES) ?? 'waiting';
  const ticketId = textOf(values, 'ticket');
  const limit = countOf(values, 'limit', 50, 1_000_000);
  const filter = { status, ...(ticketId !== undefined && { ticketId }) };
  const cards = new Map<string, TicketCard>();
  const found = await withLog(context, (log) =>
    upTo<Suggestion, number | null>(limit, null, async (size, before) => {
      const page = await log.suggestions.list(filter, { limit: size, before });
      const ids = new Set(page.suggestions.map((each) => each.ticketId));
      for (const card of await log.people.tickets([...ids])) cards.set(card.ticketId, card);
      return { rows: page.suggestions, next: page.nextBefore, total: page.total };
    }),
  );
  const columns = ({ id, createdAt, ticketId: ticket, step, proposal }: Suggestion) => [
    `${id}`,
    createdAt,
    named(ticket, cards.get(ticket)),
    changeOf(step, proposal, context.own),
  ];
  return printList(found, columns, values, context);
}

/** The id, which `--ticket` takes, and what people call the ticket. */
function named(ticketId: string, card: TicketCard | undefined): string {
  if (card === undefined) return ticketId;
  const name = [card.number, card.subject].filter((part) => part !== null).map(wordsIn);
  return `${ticketId} (${name.join(', ')})`;
}

/** What would be changed, in a few words. */
function changeOf(step: Step, proposal: JsonObject, { proposals }: Own): string {
  switch (step) {
    case 'link':
      return proposals.link(wordsIn(proposal.deal_name));
    case 'dispatch':
      return proposals.dispatch(wordsIn(proposal.department));
    case 'reply':
      return proposals.reply(wordsIn(proposal.to));
    case 'ticket':
      return proposals.ticket(wordsIn(proposal.status ?? proposal.note));
    case 'deal':
      return proposals.deal(wordsIn(proposal.set));
    case 'note':
      return proposals.note(wordsIn(proposal.title));
  }
}

function wordsIn(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '-';
  return shortened(typeof value === 'string' ? value : JSON.stringify(value));
}
