import type { Command } from '../command.ts';
import { withLog } from '../log-file.ts';

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
    context.print(`${counts.total_events} events`);
    for (const [status, count] of Object.entries(counts.by_status))
      context.print(`  ${status.padEnd(12)} ${count}`);
    for (const [source, count] of Object.entries(counts.by_source))
      context.print(`  from ${source.padEnd(9)} ${count}`);
    return 0;
  },
};
