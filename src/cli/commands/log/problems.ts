import { userInfo } from 'node:os';
import { reopenAction, setAsideAction } from '../../../log/operator-action.ts';
import { PROBLEM_STATES, type Problem, type ProblemDecision } from '../../../log/problem.ts';
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
import { LOG, type LogTexts } from '../../locales/load.ts';
import { printList, upTo } from '../../output/list.ts';
import { complaint } from '../../output/words.ts';
import { withLog } from '../../reach/log-file.ts';

type Own = LogTexts['problems'];

/** What needs a person. */
export const problems: Command<LogTexts['problems']> = {
  texts: async (language) => (await LOG[language]()).problems,
  help: ({ rows, notes, exampleReason }, { names }) => ({
    usage: [
      `problems [--state ${names.STATE}] [--limit N] [--json]`,
      `problems set-aside ID --reason ${names.TEXT} [--event N] [--by ${names.NAME}] [--json]`,
      `problems reopen ID [--by ${names.NAME}] [--json]`,
    ],
    rows: [
      [`--state ${names.STATE}`, rows.state],
      ['--limit N', rows.limit],
      [`--reason ${names.TEXT}`, rows.reason],
      ['--event N', rows.event],
      [`--by ${names.NAME}`, rows.by],
      ['--json', rows.json],
    ],
    notes,
    examples: ['problems', `problems set-aside 3 --reason "${exampleReason}"`],
  }),
  options: {
    state: { type: 'string' },
    limit: { type: 'string' },
    reason: { type: 'string' },
    event: { type: 'string' },
    by: { type: 'string' },
    json: { type: 'boolean' },
  },
  operands: 2,
  async run(values, [order, text], context) {
    if (order === undefined) return list(values, context);
    const { own } = context;
    const id = rowOf(text, own.giveNumber);
    const operator = textOf(values, 'by') ?? userInfo().username;
    if (order === 'reopen') {
      const decide = () => withLog(context, (log) => log.problems.reopen(id, reopenAction(operator, id)));
      return say(await decide(), id, values, context);
    }
    if (order !== 'set-aside') throw new UsageError(own.sayWhat);
    const reason = textOf(values, 'reason');
    if (!reason) throw new UsageError(own.sayWhy);
    const event = values.event === undefined ? null : countOf(values, 'event', 1, Number.MAX_SAFE_INTEGER);
    const by = setAsideAction(operator, { id, event, reason });
    return say(await withLog(context, (log) => log.problems.setAside(id, by, event)), id, values, context);
  },
};

async function list(values: Values, context: Context<Own>): Promise<ExitCode> {
  const state = wordOf(values, 'state', PROBLEM_STATES) ?? 'open';
  const limit = countOf(values, 'limit', 50, 1_000_000);
  const found = await withLog(context, (log) =>
    upTo<Problem, number>(limit, 0, async (size, offset) => {
      const { problems: rows, next, total } = await log.problems.list({ state }, { limit: size, offset });
      return { rows, next, total };
    }),
  );
  return printList(found, (problem) => columns(problem, context), values, context);
}

function columns(problem: Problem, { own, language }: Context<Own>): string[] {
  const { id, newest_at, open_events, state } = problem;
  return [`${id}`, newest_at, own.states[state], own.openEvents(open_events), complaint(problem, language)];
}

async function say(
  decision: ProblemDecision,
  id: number,
  values: Values,
  { print, own }: Context<Own>,
): Promise<ExitCode> {
  const sentence = {
    done: () => own.done(id, decision.is === 'done' ? decision.events : 0),
    not_found: () => own.notFound(id),
    other_state: () => own.nothingToDo(id),
  }[decision.is]();
  await print(values.json ? JSON.stringify({ id, ...decision }) : sentence);
  return decision.is === 'done' ? 0 : 1;
}
