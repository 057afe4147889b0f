import { STATUSES } from '../../../log/event.ts';
import type { Command } from '../../command.ts';
import { LOG, type LogTexts } from '../../locales/load.ts';
import { table } from '../../output/table.ts';
import { withLog } from '../../reach/log-file.ts';

/** The same counts as GET /api/v1/events/stats, without the service. */
export const stats: Command<LogTexts['stats']> = {
  texts: async (language) => (await LOG[language]()).stats,
  help: ({ rows }) => ({
    usage: ['stats [--json]'],
    rows: [['--json', rows.json]],
    examples: ['stats'],
  }),
  options: { json: { type: 'boolean' } },
  async run(values, _files, context) {
    const counts = await withLog(context, ({ reading }) => reading.stats({}));
    if (values.json) {
      await context.print(JSON.stringify(counts));
      return 0;
    }
    const { own, common } = context;
    await context.print(own.events(counts.total_events));
    const rows = [
      ...STATUSES.filter((status) => status in counts.by_status).map((status) => [
        `  ${common.statuses[status]}`,
        `${counts.by_status[status]}`,
      ]),
      ...Object.entries(counts.by_source).map(([source, count]) => [`  ${source}`, `${count}`]),
    ];
    for (const line of table(rows)) await context.print(line);
    return 0;
  },
};
