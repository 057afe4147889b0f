import type { KeptAction } from '../../../log/ports.ts';
import { type Command, countOf } from '../../command.ts';
import { table } from '../../output/table.ts';
import { withLog } from '../../reach/log-file.ts';
import { WORDS } from '../../words.ts';

const PAGE = 200;

/** What operators did. */
export const actions: Command = {
  summary: 'Show what operators did: who, when, to what',
  help: `
Usage: npm run cli -- actions [--limit N] [--json]

  --limit N      how many (50)
  --json         one JSON object a line

Newest first: replays, suggestions, problems that were set aside, erasures, and what the service did by itself.

Example: npm run cli -- actions --limit 10`,
  options: { limit: { type: 'string' }, json: { type: 'boolean' } },
  async run(values, _files, context) {
    const limit = countOf(values, 'limit', 50, 1_000_000);
    const { found, total } = await withLog(context, async ({ reading }) => {
      const all: KeptAction[] = [];
      let before: number | null = null;
      let count = 0;
      do {
        const page: Awaited<ReturnType<typeof reading.actions>> = await reading.actions({
          limit: Math.min(PAGE, limit - all.length),
          before,
        });
        all.push(...page.actions);
        before = page.nextBefore;
        count = page.total;
      } while (before !== null && all.length < limit);
      return { found: all, total: count };
    });
    const rows = found.map(({ id, at, operator, action, target }) => [`${id}`, at, operator, action, target]);
    const lines = values.json
      ? found.map((action) => JSON.stringify(action))
      : [...table(rows), WORDS[context.language].shown(found.length, String(total))];
    for (const line of lines) await context.print(line);
    return 0;
  },
};
