import { parseArgs } from 'node:util';
import { type Command, UsageError, type Values } from '../command.ts';
import { takenByNpm } from './npm.ts';

type Parsed = { values: Values; operands: string[] };

/**
 * The options and words of a call. Node names what is wrong in English only, so it is asked for the pieces and each is
 * judged here.
 */
export function parse(args: string[], command: Command, env: NodeJS.ProcessEnv): Parsed {
  const options: Command['options'] = { ...command.options, help: { type: 'boolean', short: 'h' } };
  const { values, positionals, tokens } = parseArgs({
    args,
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) if (token.kind === 'option') requireSound(token, options);
  const taken = takenByNpm(command.options, values as Values, env);
  if (taken.length > 0)
    throw new UsageError((common) => common.takenByNpm(taken.map((name) => `--${name}`).join(', ')));
  const surplus = positionals[command.operands ?? 0];
  if (surplus !== undefined) throw new UsageError((common) => common.wordTooMany(surplus));
  return { values: values as Values, operands: positionals };
}

type OptionToken = {
  name: string;
  rawName: string;
  value: string | undefined;
  inlineValue: boolean | undefined;
};

function requireSound({ name, rawName, value, inlineValue }: OptionToken, options: Command['options']): void {
  const type = Object.hasOwn(options, name) ? options[name]?.type : undefined;
  if (type === undefined) throw new UsageError((common) => common.unknownOption(rawName));
  // Node takes an option that follows for the value: "--status --json" asks for no status of that name.
  const isMissing = value === undefined || (!inlineValue && value.startsWith('-'));
  if (type === 'string' && isMissing) throw new UsageError((common) => common.valueMissing(rawName));
  if (type === 'boolean' && value !== undefined)
    throw new UsageError((common) => common.valueTooMany(rawName));
}
