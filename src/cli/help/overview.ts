import type { Common } from '../locales/load.ts';
import { rowLines } from './rows.ts';
import { WIDEST_HELP, wrapped } from './wrapped.ts';

/** The help of the whole command line. */
export function overview({ usage, names, summaries, overview: rest }: Common, columns = WIDEST_HELP): string {
  const lines = rowLines(Object.entries(summaries), columns);
  return `${usage} npm run cli -- ${names.COMMAND} ${names.OPTIONS}\n\n${lines.join('\n')}\n\n${wrapped(rest, columns).join('\n')}`;
}
