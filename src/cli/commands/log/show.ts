import { shownText } from '../../../inbound/reading/shown-text.ts';
import type { EventDetail } from '../../../log/event.ts';
import type { ProblemEntry } from '../../../log/problem.ts';
import type { Language } from '../../../sentences/catalogue.ts';
import { type Command, UsageError } from '../../command.ts';
import { complaint } from '../../input/language.ts';
import { eventLine } from '../../output/event-line.ts';
import type { Line } from '../../output/line.ts';
import { withLog } from '../../reach/log-file.ts';
import { WORDS } from '../../words.ts';

/** One event with everything that is known of it. */
export const show: Command = {
  summary: 'Show one event with what came, each attempt and what became of it',
  help: `
Usage: npm run cli -- show ID [--json]

  --json         one JSON object, with the problem that it is part of

ID is the number in front of the event in "events". Ends with 1 when there is no such event.

Example: npm run cli -- show 17`,
  options: { json: { type: 'boolean' } },
  operands: 1,
  async run(values, [text = ''], context) {
    const id = Number(text);
    if (!Number.isInteger(id) || id < 1)
      throw new UsageError('Give the number of an event, such as: show 17');
    const { event, problem } = await withLog(context, async ({ reading, problems }) => ({
      event: await reading.get(id),
      problem: (await problems.ofEvents([id]))[0] ?? null,
    }));
    if (event === null) {
      await context.print(values.json ? '{}' : `There is no event ${id}.`);
      return 1;
    }
    if (values.json) await context.print(JSON.stringify({ ...event, problem }));
    else for (const line of described(event, problem, context.language)) await context.print(line);
    return 0;
  },
};

function described(event: EventDetail, problem: ProblemEntry | null, language: Language): Line[] {
  const words = WORDS[language];
  return [
    eventLine(event, language),
    ...(problem === null ? [] : [`        ${ending(problem, language)}`]),
    ...event.attempts_made.map((made) =>
      [`  ${words.attempt(made.attempt)}`, made.started_at, made.outcome, complaint(made, language)].join(
        '  ',
      ),
    ),
    ...event.duplicates.map((repeat) => eventLine(repeat, language)),
    ...(event.result === null ? [] : [JSON.stringify(event.result, null, 2)]),
    event.raw_body === null ? event.payload : shownText(Buffer.from(event.raw_body, 'base64')),
  ];
}

function ending({ state, mended_by, decided_by, reason }: ProblemEntry, language: Language): string {
  const words = WORDS[language];
  if (mended_by !== null) return words.mendedBy(mended_by);
  return decided_by === null ? words.state[state] : words.setAsideBy(decided_by, reason ?? '');
}
