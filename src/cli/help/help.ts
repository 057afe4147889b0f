import type { Help } from '../command.ts';
import type { CommandName } from '../commands.ts';
import type { Common } from '../locales/load.ts';
import { rowLines } from './rows.ts';
import { WIDEST_HELP, wrapped } from './wrapped.ts';

const CALL = 'npm run cli --';

/** What `--help` prints for a command. */
export function helpText(
  name: CommandName,
  { usage, rows, notes, examples }: Help,
  common: Common,
  columns = WIDEST_HELP,
): string {
  const [first, ...others] = usage;
  const indent = ' '.repeat(common.usage.length);
  return [
    wrapped(common.summaries[name], columns).join('\n'),
    [`${common.usage} ${CALL} ${first}`, ...others.map((call) => `${indent} ${CALL} ${call}`)].join('\n'),
    rowLines(rows, columns).join('\n'),
    ...(notes === undefined
      ? []
      : [
          notes
            .split('\n')
            .flatMap((one) => wrapped(one, columns))
            .join('\n'),
        ]),
    exampleLines(examples, common).join('\n'),
  ].join('\n\n');
}

function exampleLines(examples: Help['examples'], { example, examples: title }: Common): string[] {
  const [first, ...others] = examples;
  if (others.length === 0) return [`${example} ${CALL} ${first}`];
  return [title, ...examples.map((call) => `  ${CALL} ${call}`)];
}
