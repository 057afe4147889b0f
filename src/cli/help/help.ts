import type { Help } from '../command.ts';
import type { CommandName } from '../commands.ts';
import type { Common } from '../locales/load.ts';
import { filled, widest } from '../output/width.ts';
import { wrapped } from './wrapped.ts';

const CALL = 'npm run cli --';
/** What a line of the help takes at most, and what stands before the meaning of an option, in columns. */
const COLUMNS = 110;
const WIDEST_LABEL = 24;

/** What `--help` prints for a command. */
export function helpText(name: CommandName, { usage, rows, notes, examples }: Help, common: Common): string {
  const [first, ...others] = usage;
  const indent = ' '.repeat(common.usage.length);
  return [
    common.summaries[name],
    [`${common.usage} ${CALL} ${first}`, ...others.map((call) => `${indent} ${CALL} ${call}`)].join('\n'),
    rowLines(rows).join('\n'),
    ...(notes === undefined
      ? []
      : [
          notes
            .split('\n')
            .flatMap((one) => wrapped(one, COLUMNS))
            .join('\n'),
        ]),
    exampleLines(examples, common).join('\n'),
  ].join('\n\n');
}

function rowLines(rows: Help['rows']): string[] {
  const label = Math.min(widest(rows.map(([what]) => what)), WIDEST_LABEL);
  const indent = ' '.repeat(label + 4);
  return rows.flatMap(([what, meaning]) => {
    return wrapped(meaning, COLUMNS - indent.length).map((line, at) =>
      at === 0 ? `  ${filled(what, label)}  ${line}` : `${indent}${line}`,
    );
  });
}

function exampleLines(examples: Help['examples'], { example, examples: title }: Common): string[] {
  const [first, ...others] = examples;
  if (others.length === 0) return [`${example} ${CALL} ${first}`];
  return [title, ...examples.map((call) => `  ${CALL} ${call}`)];
}
