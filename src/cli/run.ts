import { parseArgs } from 'node:util';
import { PermanentFailure, TemporaryFailure } from '../log/failures.ts';
import { BadSettings } from '../settings.ts';
import { type Command, type Context, type ExitCode, UsageError, type Values } from './command.ts';
import { COMMANDS } from './commands.ts';
import { overview } from './help/overview.ts';
import { languageOf } from './input/language.ts';
import { takenByNpm } from './input/npm.ts';
import { rendered, visible } from './output/line.ts';

/** What `print` gets has been through `rendered`. */
export type Surroundings = {
  print(line: string): void | Promise<void>;
  /** One line for the person about what went wrong; never into what the next program reads. */
  printError(line: string): void;
  env: NodeJS.ProcessEnv;
  /** Of this program, as in package.json. */
  version: string;
};

/** `colours`: a person reads what is printed, and has not set NO_COLOR. */
type Colours = { colours: boolean };

/** Runs one subcommand and answers the exit code: 0 well, 1 something is wrong, 2 wrong usage. */
export async function runCli(
  argv: readonly string[],
  { print, printError, env, version }: Surroundings,
  makeContext: () => Promise<Omit<Context, 'print'> & Colours>,
): Promise<ExitCode> {
  const [name = '', ...rest] = argv;
  if (['', '--help', '-h', 'help'].includes(name)) {
    await print(overview(languageOf(env)));
    return 0;
  }
  if (['--version', '-v', 'version'].includes(name)) {
    await print(version);
    return 0;
  }
  const known = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (known === undefined) {
    printError(visible(`There is no command "${name}". See: npm run cli -- --help`));
    return 2;
  }
  try {
    const command = await known.load();
    const { values, operands } = parse(rest, command, env);
    if (values.help) {
      await print(helpOf(command));
      return 0;
    }
    // Settings are read for the work only: help must come up when they are wrong.
    const { colours, ...context } = await makeContext();
    return await command.run(values, operands, {
      ...context,
      print: (line) => print(rendered(line, colours)),
    });
  } catch (error) {
    if (error instanceof UsageError) {
      printError(visible(`${error.message} See: npm run cli -- ${name} --help`));
      return 2;
    }
    for (const sentence of sentencesOf(error as Error)) printError(visible(sentence));
    return 1;
  }
}

const EXPLAINED = [BadSettings, PermanentFailure, TemporaryFailure];

/** Several may have failed side by side; what they share is said once. */
function sentencesOf(error: Error): Set<string> {
  const errors: Error[] = error instanceof AggregateError ? error.errors : [error];
  return new Set(errors.map(sentenceOf));
}

/** What went wrong. Errors of the machine (a full disk, a file of somebody else) say it themselves; the rest is a defect of ours. */
function sentenceOf(error: Error): string {
  if ('syscall' in error || EXPLAINED.some((kind) => error instanceof kind)) return error.message;
  return `This is a defect of the program. Please report it with these lines: ${error.stack}`;
}

function parse(args: string[], command: Command, env: NodeJS.ProcessEnv) {
  const { values, positionals } = parsed(args, { ...command.options, help: { type: 'boolean', short: 'h' } });
  const taken = takenByNpm(command.options, values, env);
  const beforeDashes = 'Write "--" in front of the command, and in PowerShell npm.cmd in the place of npm.';
  if (taken.length > 0)
    throw new UsageError(
      `npm took ${taken.map((name) => `--${name}`).join(', ')} for itself. ${beforeDashes}`,
    );
  const surplus = positionals[command.operands ?? 0];
  if (surplus !== undefined) throw new UsageError(`"${surplus}" is one word too many.`);
  return { values, operands: positionals };
}

function parsed(args: string[], options: Command['options']): { values: Values; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    return { values: values as Values, positionals };
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ', 1)[0]}.`);
  }
}

/** What `--help` prints for a command. */
export function helpOf({ summary, help }: Command): string {
  return `${summary}\n\n${help.trim()}`;
}
