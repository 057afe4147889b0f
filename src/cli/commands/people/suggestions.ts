import type { Suggestion, SuggestionStatus } from '../../../tickets/suggestion.ts';
import { SUGGESTION_STATUSES } from '../../../tickets/suggestion.ts';
import {
  type Command,
  type Context,
  countOf,
  type ExitCode,
  textOf,
  UsageError,
  type Values,
} from '../../command.ts';
import { printList, upTo } from '../../output/list.ts';
import { withLog } from '../../reach/log-file.ts';
import { askService, SERVICE_HELP, SERVICE_OPTIONS } from '../../reach/service.ts';

/** What waits for a person about tickets. */
export const suggestions: Command = {
  summary: 'Show suggestions for tickets, apply or dismiss one',
  help: `
Usage: npm run cli -- suggestions list [--status STATUS] [--ticket ID] [--limit N] [--json]
       npm run cli -- suggestions apply ID [--yes] [options]
       npm run cli -- suggestions dismiss ID [options]

  --status STATUS  waiting, applying, applied, dismissed, stale or failed (waiting)
  --ticket ID      only those for this ticket
  --limit N        how many (50)
  --yes            applies without a question: what is sent cannot be taken back
${SERVICE_HELP}
  --json           one JSON object a line; of a decision what the service answered

The running service applies them, because it speaks to Zoho. Ends with 1 when it refuses.

Examples:
  npm run cli -- suggestions list
  npm run cli -- suggestions apply 12 --yes`,
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
    if (order !== 'apply' && order !== 'dismiss')
      throw new UsageError('Say what to do: list, apply or dismiss.');
    const id = Number(text);
    if (!Number.isInteger(id) || id < 1) throw new UsageError('Give the number of the suggestion.');
    const question = `Suggestion ${id} will be applied in Zoho, and a letter cannot be taken back.`;
    if (order === 'apply' && !values.yes && !(await context.confirm(question))) {
      await context.print('Nothing was applied. Add --yes to apply it without a question.');
      return 1;
    }
    const answer = await askService(values, context, `/api/v1/tickets/suggestions/${id}/${order}`, {});
    const done = await answer.text();
    await context.print(values.json ? done : `Suggestion ${id}: ${JSON.parse(done).status}.`);
    return 0;
  },
};

async function list(values: Values, context: Context): Promise<ExitCode> {
  const status = statusOf(values);
  const ticketId = textOf(values, 'ticket');
  const limit = countOf(values, 'limit', 50, 1_000_000);
  const filter = { status, ...(ticketId !== undefined && { ticketId }) };
  const found = await withLog(context, (log) =>
    upTo<Suggestion, number | null>(limit, null, async (size, before) => {
      const page = await log.suggestions.list(filter, { limit: size, before });
      return { rows: page.suggestions, next: page.nextBefore, total: page.total };
    }),
  );
  const columns = ({ id, createdAt, ticketId: ticket, step, proposal }: Suggestion) => [
    `${id}`,
    createdAt,
    ticket,
    step,
    JSON.stringify(proposal).slice(0, 80),
  ];
  return printList(found, columns, values, context);
}

function statusOf(values: Values): SuggestionStatus {
  const given = textOf(values, 'status') ?? 'waiting';
  const status = SUGGESTION_STATUSES.find((known) => known === given);
  if (status === undefined)
    throw new UsageError(`--status must be one of ${SUGGESTION_STATUSES.join(', ')}.`);
  return status;
}
