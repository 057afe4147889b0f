import { MATCHING } from '../../../log/operator-action.ts';
import type { KeptAction } from '../../../log/readings.ts';
import { type Command, countOf } from '../../command.ts';
import { LOG, type LogTexts } from '../../locales/load.ts';
import { printList, upTo } from '../../output/list.ts';
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
    const found = await withLog(context, ({ reading }) =>
      upTo<KeptAction, number | null>(limit, null, async (size, before) => {
        const { actions: rows, nextBefore: next, total } = await reading.actions({ limit: size, before });
        return { rows, next, total };
      }),
    );
    return printList(found, (action) => columns(action, context.own), values, context);
  },
};

function columns({ id, at, operator, action, target }: KeptAction, own: LogTexts['actions']): string[] {
  const words: Readonly<Record<string, string>> = own.words;
  return [`${id}`, at, operator, words[action] ?? action, targetOf(target, own)];
}

/** What something was done to; as it was kept where it is no single row. */
function targetOf(target: string, { targets, matching }: LogTexts['actions']): string {
  if (target === MATCHING) return matching;
  const [, kind, id = ''] = /^(?:problem \d+, )?(event|problem|suggestion|record) (\S+)$/.exec(target) ?? [];
  return kind === undefined ? target : targets[kind as keyof typeof targets](id);
}
