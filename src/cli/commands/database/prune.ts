import { daysAgo, pruneAction } from '../../../service/duties/retention.ts';
import { databaseName } from '../../../store/open.ts';
import { type Command, type Context, type ExitCode, textOf, UsageError, type Values } from '../../command.ts';
import { DATABASE, type DatabaseTexts } from '../../locales/load.ts';
import { progressBar } from '../../output/progress.ts';
import { withLog } from '../../reach/log-file.ts';

type Own = DatabaseTexts['prune'];

/** Deletes what has ended long ago. */
export const prune: Command<DatabaseTexts['prune']> = {
  texts: async (language) => (await DATABASE[language]()).prune,
  help: ({ rows, notes }, { jsonObject }) => ({
    usage: ['prune [--older-than 90d] [--dry-run] [--json]', 'prune --compact [--json]'],
    rows: [
      ['--older-than Nd', rows.olderThan],
      ['--dry-run', rows.dryRun],
      ['--compact', rows.compact],
      ['--json', jsonObject],
    ],
    notes,
    examples: ['prune --older-than 90d --dry-run', 'prune --older-than 365d'],
  }),
  options: {
    'older-than': { type: 'string' },
    'dry-run': { type: 'boolean' },
    compact: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run(values, _files, context) {
    if (values.compact) return compact(values, context);
    const { own } = context;
    const days = daysOf(values, context);
    const before = daysAgo(context.clock.now(), days);
    const pruned = await withLog(context, async ({ upkeep }) => {
      const plan = await upkeep.planPrune(before);
      if (values['dry-run']) return plan;
      const bar = progressBar(context, plan.events, own.progress);
      const done = await upkeep.prune(before, pruneAction('command line', days), {
        onProgress: (deleted) => bar.update(deleted),
      });
      bar.stop();
      return done;
    });
    const say = values['dry-run'] ? own.would : own.done;
    const sentence = say(pruned.events, pruned.suggestions, days);
    await context.print(values.json ? JSON.stringify({ before, ...pruned }) : sentence);
    return 0;
  },
};

async function compact(values: Values, context: Context<Own>): Promise<ExitCode> {
  const place = databaseName(context.settings.DATABASE_URL);
  const { own } = context;
  context.terminal.write(`${own.writing(place)}\n`);
  const { before, after } = await withLog(context, async (stores) => {
    const bar = progressBar(context, 0, own.pages);
    const startedMs = context.clock.now();
    const done = await stores.compact((pages, of) => {
      bar.setTotal(of);
      bar.update(pages, own.after(Math.round((context.clock.now() - startedMs) / 1000)));
    });
    bar.stop();
    return done;
  });
  const sentence = own.compacted(place, before, after);
  await context.print(values.json ? JSON.stringify({ before, after }) : sentence);
  return 0;
}

function daysOf(values: Values, { settings, own }: Context<Own>): number {
  const text = textOf(values, 'older-than') ?? `${settings.RETENTION_DAYS}d`;
  const days = Number(/^(\d{1,5})d$/.exec(text)?.[1] ?? 0);
  if (days < 1) throw new UsageError(own.badDays);
  return days;
}
