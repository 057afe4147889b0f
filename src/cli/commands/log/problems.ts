import { userInfo } from 'node:os';
import { reopenAction, setAsideAction } from '../../../log/operator-action.ts';
import { PROBLEM_STATES, type Problem, type ProblemDecision } from '../../../log/problem.ts';
import type { Language } from '../../../sentences/catalogue.ts';
import {
  type Command,
  type Context,
  countOf,
  type ExitCode,
  textOf,
  UsageError,
  type Values,
} from '../../command.ts';
import { complaint } from '../../input/language.ts';
import { printList, upTo } from '../../output/list.ts';
import { withLog } from '../../reach/log-file.ts';
import { WORDS } from '../../words.ts';

/** What needs a person. */
export const problems: Command = {
  summary: 'Show what needs a person, set it aside or open it again',
  help: `
Usage: npm run cli -- problems [--state STATE] [--limit N] [--json]
       npm run cli -- problems set-aside ID --reason TEXT [--event N] [--by NAME] [--json]
       npm run cli -- problems reopen ID [--by NAME] [--json]

  --state STATE  open, mended or set_aside (open)
  --limit N      how many (50)
  --reason TEXT  why nothing will be done about it
  --event N      only this event of it, by its number
  --by NAME      who decides (your name on this machine)
  --json         one JSON object a line; of a decision one object

A problem is a cause with the events that failed for it. It closes by itself when its records went well since. Ends with 1
when there is no such problem, or nothing to do.

Examples:
  npm run cli -- problems
  npm run cli -- problems set-aside 3 --reason "tried by hand"`,
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
    const id = Number(text);
    if (!Number.isInteger(id) || id < 1) throw new UsageError('Give the number of the problem.');
    const operator = textOf(values, 'by') ?? userInfo().username;
    if (order === 'reopen') {
      const decide = () => withLog(context, (log) => log.problems.reopen(id, reopenAction(operator, id)));
      return say(await decide(), id, values, context);
    }
    if (order !== 'set-aside') throw new UsageError('Say what to do: set-aside or reopen.');
    const reason = textOf(values, 'reason');
    if (!reason) throw new UsageError('Say why with --reason.');
    const event = values.event === undefined ? null : countOf(values, 'event', 1, Number.MAX_SAFE_INTEGER);
    const by = setAsideAction(operator, { id, event, reason });
    return say(await withLog(context, (log) => log.problems.setAside(id, by, event)), id, values, context);
  },
};

async function list(values: Values, context: Context): Promise<ExitCode> {
  const given = textOf(values, 'state') ?? 'open';
  const state = PROBLEM_STATES.find((known) => known === given);
  if (state === undefined) throw new UsageError(`--state must be one of ${PROBLEM_STATES.join(', ')}.`);
  const limit = countOf(values, 'limit', 50, 1_000_000);
  const found = await withLog(context, (log) =>
    upTo<Problem, number>(limit, 0, async (size, offset) => {
      const { problems: rows, next, total } = await log.problems.list({ state }, { limit: size, offset });
      return { rows, next, total };
    }),
  );
  return printList(found, (problem) => columns(problem, context.language), values, context);
}

function columns(problem: Problem, language: Language): string[] {
  const { state, openEvents } = WORDS[language];
  const { id, newest_at, open_events } = problem;
  return [`${id}`, newest_at, state[problem.state], openEvents(open_events), complaint(problem, language)];
}

async function say(
  decision: ProblemDecision,
  id: number,
  values: Values,
  { print, language }: Context,
): Promise<ExitCode> {
  const words = WORDS[language];
  const sentence = {
    done: () => words.done(id, decision.is === 'done' ? decision.events : 0),
    not_found: () => words.noProblem(id),
    other_state: () => words.nothingToDo(id),
  }[decision.is]();
  await print(values.json ? JSON.stringify({ id, ...decision }) : sentence);
  return decision.is === 'done' ? 0 : 1;
}
