import { type Command, countOf } from '../command.ts';
import { eventLine } from '../event-line.ts';
import { FILTER_HELP, FILTER_OPTIONS, filterOf } from '../filter.ts';
import { withLog } from '../log-file.ts';

/** The newest events, or one kind of them. */
export const events: Command = {
  summary: 'Show the newest events of the log',
  help: `
Usage: npm run cli -- events [options]

${FILTER_HELP}
  --limit N          how many (20, at most 200)
  --json             one JSON object a line

Examples:
  npm run cli -- events --failed --limit 5
  npm run cli -- events --record 4554000000012345678
  npm run cli -- events --text sara.ali@example.edu --since 2026-01-25T08:00:00Z`,
  options: { ...FILTER_OPTIONS, limit: { type: 'string' }, json: { type: 'boolean' } },
  async run(values, _files, context) {
    const filter = filterOf(values);
    const limit = countOf(values, 'limit', 20, 200);
    const list = await withLog(context, ({ reading }) => reading.list(filter, { limit, before: null }));
    for (const event of list.events) context.print(values.json ? JSON.stringify(event) : eventLine(event));
    if (!values.json) context.print(`${list.events.length} of ${list.total} shown.`);
    return 0;
  },
};
