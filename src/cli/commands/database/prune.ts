import { daysAgo, pruneAction } from '../../../service/retention.ts';
import { databaseName } from '../../../store/open.ts';
import { type Command, type Context, type ExitCode, textOf, UsageError, type Values } from '../../command.ts';
import { progressBar } from '../../output/progress.ts';
import { withLog } from '../../reach/log-file.ts';

/** Deletes what has ended long ago. */
export const prune: Command = {
  summary: 'Delete completed events and repeats that are old',
  help: `
Usage: npm run cli -- prune [--older-than 90d] [--dry-run] [--json]
       npm run cli -- prune --compact [--json]

  --older-than Nd    received and ended more than N days ago (RETENTION_DAYS)
  --dry-run          says how much would be deleted, and deletes nothing
  --compact          deletes nothing, but writes the database file anew, which leaves no bytes of what was deleted
                     before; the service must be stopped, and the disk needs twice the size of the file
  --json             one JSON object

Failed and unfinished events stay, and so do students. Decided suggestions go with the events; what was decided last about
a ticket stays known, without its texts. A repeat of a deleted event counts as a new one: keep events for longer than Zoho
may send them again. With RETENTION_DAYS set, the service does this by itself once a day.

Examples:
  npm run cli -- prune --older-than 90d --dry-run
  npm run cli -- prune --older-than 365d`,
  options: {
    'older-than': { type: 'string' },
    'dry-run': { type: 'boolean' },
    compact: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run(values, _files, context) {
    if (values.compact) return compact(values, context);
    const days = daysOf(values, context);
    const before = daysAgo(context.clock.now(), days);
    const pruned = await withLog(context, async ({ upkeep }) => {
      const plan = await upkeep.planPrune(before);
      if (values['dry-run']) return plan;
      const bar = progressBar(context, plan.events, 'deleted');
      const done = await upkeep.prune(before, pruneAction('command line', days), {
        onProgress: (deleted) => bar.update(deleted),
      });
      bar.stop();
      return done;
    });
    const verb = values['dry-run'] ? 'would be deleted' : 'were deleted';
    const sentence = `${pruned.events} events and ${pruned.suggestions} suggestions of more than ${days} days ago ${verb}.`;
    await context.print(values.json ? JSON.stringify({ before, ...pruned }) : sentence);
    return 0;
  },
};

async function compact(values: Values, context: Context): Promise<ExitCode> {
  const place = databaseName(context.settings.DATABASE_URL);
  context.terminal.write(`Writing ${place} anew: some ten seconds for each GiB.\n`);
  const { before, after } = await withLog(context, async (stores) => {
    const bar = progressBar(context, 0, 'pages written back');
    const startedMs = context.clock.now();
    const done = await stores.compact((pages, of) => {
      bar.setTotal(of);
      bar.update(pages, `after ${Math.round((context.clock.now() - startedMs) / 1000)} s`);
    });
    bar.stop();
    return done;
  });
  const sentence = `${place} was written anew: ${before} bytes before, ${after} after. It holds nothing of what was deleted.`;
  await context.print(values.json ? JSON.stringify({ before, after }) : sentence);
  return 0;
}

function daysOf(values: Values, { settings }: Context): number {
  const text = textOf(values, 'older-than') ?? `${settings.RETENTION_DAYS}d`;
  const days = Number(/^(\d{1,5})d$/.exec(text)?.[1] ?? 0);
  if (days < 1) throw new UsageError('--older-than must be a number of days such as 90d.');
  return days;
}
