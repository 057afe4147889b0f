import { shownText } from '../../../inbound/reading/shown-text.ts';
import type { EventDetail } from '../../../log/event.ts';
import type { ProblemEntry } from '../../../log/problem.ts';
import type { People } from '../../../log/stores.ts';
import { type Command, type Context, rowOf } from '../../command.ts';
import { LOG, type LogTexts } from '../../locales/load.ts';
import { eventLine } from '../../output/event-line.ts';
import type { Line } from '../../output/line.ts';
import { complaint } from '../../output/words.ts';
import { withLog } from '../../reach/log-file.ts';

/** One event with everything that is known of it. */
export const show: Command<LogTexts['show']> = {
  texts: async (language) => (await LOG[language]()).show,
  help: ({ rows, notes }) => ({
    usage: ['show ID [--json]'],
    rows: [['--json', rows.json]],
    notes,
    examples: ['show 17'],
  }),
  options: { json: { type: 'boolean' } },
  operands: 1,
  async run(values, [text = ''], context) {
    const id = rowOf(text, context.own.giveNumber);
    const { event, problem, about } = await withLog(context, async ({ reading, problems, people }) => {
      const found = await reading.get(id);
      const [entry = null] = await problems.ofEvents([id]);
      return { event: found, problem: entry, about: found && (await nameIn(people, found)) };
    });
    if (event === null) {
      await context.print(values.json ? '{}' : context.common.noEvent(id));
      return 1;
    }
    if (values.json) await context.print(JSON.stringify({ ...event, problem }));
    else for (const line of described(event, { problem, about }, context)) await context.print(line);
    return 0;
  },
};

function described(
  event: EventDetail,
  { problem, about }: { problem: ProblemEntry | null; about: string | null },
  context: Context<LogTexts['show']>,
): Line[] {
  const { own, language } = context;
  return [
    eventLine(event, context),
    ...(about === null ? [] : [`        ${about}`]),
    ...(event.erased ? [`        ${own.erased}`] : []),
    ...(problem === null ? [] : [`        ${ending(problem, own)}`]),
    ...event.attempts_made.map((made) =>
      [
        `  ${own.attempt(made.attempt)}`,
        made.started_at,
        own.outcomes[made.outcome],
        complaint(made, language),
      ]
        .filter((part) => part !== '')
        .join('  '),
    ),
    ...event.duplicates.map((repeat) => eventLine(repeat, context)),
    ...(event.result === null ? [] : [JSON.stringify(event.result, null, 2)]),
    ...(event.erased ? [] : [contentOf(event)]),
  ];
}

function contentOf({ raw_body, payload }: EventDetail): string {
  return raw_body === null ? payload : shownText(Buffer.from(raw_body, 'base64'));
}

/** What people call the student or the ticket of an event; null for one that is not known. */
async function nameIn(people: People, { source, record_id }: EventDetail): Promise<string | null> {
  if (source === 'zoho_desk') {
    const [card] = await people.tickets([record_id]);
    return card === undefined ? null : [card.number, card.subject, card.customer].filter(Boolean).join(', ');
  }
  const [student] = await people.students([record_id]);
  return student === undefined
    ? null
    : [student.displayName, student.studentNumber, student.academicEmail].filter(Boolean).join(', ');
}

function ending({ mended_by, decided_by, reason }: ProblemEntry, own: LogTexts['show']): string {
  if (mended_by !== null) return own.mendedBy(mended_by);
  if (decided_by !== null) return own.setAsideBy(decided_by, reason ?? '');
  return own.isOpen;
}
