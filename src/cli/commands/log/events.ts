import type { EventList } from '../../../log/readings.ts';
import { withNames } from '../../../subjects/subjects.ts';
import { type Command, countOf } from '../../command.ts';
import { FILTER_OPTIONS, filterOf, filterRows } from '../../input/filter.ts';
import { LOG, type LogTexts } from '../../locales/load.ts';
import { namedLine } from '../../output/event-line.ts';
import { withLog } from '../../reach/log-file.ts';

const PAGE = 200;

/** The newest events, or one kind of them. */
export const events: Command<LogTexts['events']> = {
  texts: async (language) => (await LOG[language]()).events,
  help: ({ rows }, common) => ({
    usage: [`events ${common.names.OPTIONS}`],
    rows: [...filterRows(common), ['--limit N', rows.limit], ['--json', common.jsonLines]],
    examples: [
      'events --failed --limit 5',
      'events --record 4554000000012345678',
      'events --text sara.ali@example.edu --since 24h',
    ],
  }),
  options: { ...FILTER_OPTIONS, limit: { type: 'string' }, json: { type: 'boolean' } },
  async run(values, _files, context) {
    const filter = filterOf(values, context);
    const limit = countOf(values, 'limit', 20, 10_000_000);
    const { shown, total } = await withLog(context, async ({ reading, people }) => {
      let before: number | null = null;
      let count = 0;
      let all = '0';
      do {
        const page: EventList = await reading.list(filter, { limit: Math.min(PAGE, limit - count), before });
        for (const event of await withNames(people, page.events))
          await context.print(values.json ? JSON.stringify(event) : namedLine(event, context));
        count += page.events.length;
        all = page.totalIsCapped ? `${page.total}+` : String(page.total);
        before = page.nextBefore;
      } while (before !== null && count < limit);
      return { shown: count, total: all };
    });
    if (!values.json) await context.print(context.common.shown(shown, total));
    return 0;
  },
};
