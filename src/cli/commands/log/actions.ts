import type { KeptAction } from '../../../log/readings.ts';
import { type Target, targetsOf } from '../../../subjects/action-targets.ts';
import { type Command, countOf } from '../../command.ts';
import { LOG, type LogTexts } from '../../locales/load.ts';
import { printList, upTo } from '../../output/list.ts';
import { targetName } from '../../output/target-name.ts';
import { withLog } from '../../reach/log-file.ts';

/** What operators did. */
export const actions: Command<LogTexts['actions']> = {
  texts: async (language) => (await LOG[language]()).actions,
  help: ({ rows, notes }, { jsonLines }) => ({
    usage: ['actions [--limit N] [--json]'],
    rows: [
      ['--limit N', rows.limit],
      ['--json', jsonLines],
    ],
    notes,
    examples: ['actions --limit 10'],
  }),
  options: { limit: { type: 'string' }, json: { type: 'boolean' } },
  async run(values, _files, context) {
    const limit = countOf(values, 'limit', 50, 1_000_000);
    const targets = new Map<number, Target>();
    const found = await withLog(context, (stores) =>
      upTo<KeptAction, number | null>(limit, null, async (size, before) => {
        const {
          actions: rows,
          nextBefore: next,
          total,
        } = await stores.reading.actions({ limit: size, before });
        for (const [at, target] of (await targetsOf(stores, rows)).entries())
          targets.set((rows[at] as KeptAction).id, target);
        return { rows, next, total };
      }),
    );
    const words: Readonly<Record<string, string>> = context.own.words;
    const columns = ({ id, at, operator, action }: KeptAction) => {
      const target = targets.get(id) as Target;
      return [
        `${id}`,
        at,
        operator,
        words[action] ?? action,
        targetName(target, context.own, context.language),
      ];
    };
    return printList(found, columns, values, context);
  },
};
