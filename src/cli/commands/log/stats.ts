import { STATUSES, type Status } from '../../../log/event.ts';
import type { Command } from '../../command.ts';
import { table } from '../../output/table.ts';
import { withLog } from '../../reach/log-file.ts';
import { WORDS } from '../../words.ts';

/** The same counts as GET /api/v1/events/stats, without the service. */
export const stats: Command = {
  summary: 'Count the events by status and source',
  help: `
Usage: npm run cli -- stats [--json]

  --json         one JSON object with the ten newest events too, as GET /api/v1/events/stats has them

Example: npm run cli -- stats`,
  options: { json: { type: 'boolean' } },
  async run(values, _files, context) {
    const counts = await withLog(context, ({ reading }) => reading.stats({}));
    if (values.json) {
      context.print(JSON.stringify(counts));
      return 0;
    }
    context.print(WORDS[context.language].events(counts.total_events));
    const words = WORDS[context.language];
    const name = (status: string) =>
      STATUSES.find((known) => known === status) ? words.status[status as Status] : status;
    const rows = [
      ...Object.entries(counts.by_status).map(([status, count]) => [`  ${name(status)}`, `${count}`]),
      ...Object.entries(counts.by_source).map(([source, count]) => [`  ${source}`, `${count}`]),
    ];
    for (const line of table(rows)) context.print(line);
    return 0;
  },
};
