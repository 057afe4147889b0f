import type { Common } from '../locales/load.ts';
import { table } from '../output/table.ts';
import { wrapped } from './wrapped.ts';

/** What a line takes at most, in columns of a terminal. */
const COLUMNS = 110;

/** The help of the whole command line. */
export function overview({ usage, names, summaries, overview: rest }: Common): string {
  const lines = table(Object.entries(summaries).map(([name, words]) => [`  ${name}`, words]));
  return `${usage} npm run cli -- ${names.COMMAND} ${names.OPTIONS}\n\n${lines.join('\n')}\n\n${wrapped(rest, COLUMNS).join('\n')}`;
}
