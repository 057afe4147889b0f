import { parseArgs } from 'node:util';
import { backup } from './backup.ts';
import { type Command, type Context, type ExitCode, UsageError } from './command.ts';
import { doctor } from './doctor.ts';
import { erase } from './erase.ts';
import { events } from './events.ts';
import { exportCommand } from './export.ts';
import { prune } from './prune.ts';
import { reconcile } from './reconcile.ts';
import { replay } from './replay.ts';
import { rules } from './rules.ts';
import { send } from './send.ts';
import { stats } from './stats.ts';
import { tail } from './tail.ts';
import { test } from './test.ts';
import { verify } from './verify.ts';
import { zoho } from './zoho.ts';

export const COMMANDS: Record<string, Command> = {
  doctor,
  send,
  verify,
  events,
  stats,
  tail,
  replay,
  reconcile,
  erase,
  prune,
  export: exportCommand,
  backup,
  zoho,
  test,
  rules,
};

/** Runs one subcommand and answers the exit code: 0 well, 1 something is wrong, 2 wrong usage. */
export async function runCli(
  argv: readonly string[],
  print: Context['print'],
  makeContext: () => Promise<Omit<Context, 'print'>>,
): Promise<ExitCode> {
  const [name = '', ...rest] = argv;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    print(overview());
    if (['', '--help', '-h', 'help'].includes(name)) return 0;
    print(`There is no command "${name}".`);
    return 2;
  }
  try {
    const options = { ...command.options, help: { type: 'boolean' as const, short: 'h' } };
    const { values, positionals } = parse(rest, options);
    if (values.help) {
      print(helpOf(command));
      return 0;
    }
    // Settings are read for the work only: help must come up when they are wrong.
    const context = { ...(await makeContext()), print };
    return await command.run(values as Record<string, string | boolean | undefined>, positionals, context);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    print(`${error.message} See: npm run cli -- ${name} --help`);
    return 2;
  }
}

function parse(args: string[], options: Command['options']) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ', 1)[0]}.`);
  }
}

/** What `--help` prints for a command. */
export function helpOf({ summary, help }: Command): string {
  return `${summary}\n\n${help.trim()}`;
}

export function overview(): string {
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(9)} ${summary}`);
  return `Usage: npm run cli -- COMMAND [options]

${lines.join('\n')}

Add --help to a command for its options and examples, --json for output that programs read.
Exit codes: 0 well, 1 something is wrong, 2 wrong usage.`;
}
