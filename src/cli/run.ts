import { PermanentFailure, TemporaryFailure } from '../log/failures.ts';
import type { Language } from '../sentences/catalogue.ts';
import { tell } from '../sentences/tell.ts';
import { refusedFile } from '../service/starting/start-failure.ts';
import { BadSettings } from '../settings.ts';
import { type Context, type ExitCode, UsageError } from './command.ts';
import { COMMANDS, isCommand } from './commands.ts';
import { helpText } from './help/help.ts';
import { overview } from './help/overview.ts';
import { helpWidth } from './help/wrapped.ts';
import { languageOf } from './input/language.ts';
import { parse } from './input/parse.ts';
import { COMMON, type Common } from './locales/load.ts';
import { rendered, visible } from './output/line.ts';
import { inTerminalWords } from './output/words.ts';

/** What `print` gets has been through `rendered`. */
export type Surroundings = {
  print(line: string): void | Promise<void>;
  /** One line for the person about what went wrong; never into what the next program reads. */
  printError(line: string): void;
  env: NodeJS.ProcessEnv;
  /** Of this program, as in package.json. */
  version: string;
  /** How wide the terminal is; undefined where what is printed goes elsewhere. */
  columns: number | undefined;
};

/** What a command gets from outside. `colours`: a person reads what is printed, and has not set NO_COLOR. */
export type Given = Omit<Context, 'print' | 'confirm' | 'language' | 'own' | 'common'> & {
  colours: boolean;
  /** @param yes what counts as yes, in lower case */
  confirm(question: string, yes: readonly string[]): Promise<boolean>;
};

/** Runs one subcommand and answers the exit code: 0 well, 1 something is wrong, 2 wrong usage. */
export async function runCli(
  argv: readonly string[],
  { print, printError, env, version, columns }: Surroundings,
  makeGiven: () => Promise<Given>,
): Promise<ExitCode> {
  const [name = '', ...rest] = argv;
  if (['--version', '-v', 'version'].includes(name)) {
    await print(version);
    return 0;
  }
  const language = languageOf(env);
  const { common } = await COMMON[language]();
  if (['', '--help', '-h', 'help'].includes(name)) {
    await print(overview(common, helpWidth(columns)));
    return 0;
  }
  if (!isCommand(name)) {
    printError(visible(`${common.noCommand(name)} ${common.see('--help')}`));
    return 2;
  }
  try {
    const command = await COMMANDS[name]();
    const { values, operands } = parse(rest, command, env);
    const own = await command.texts(language);
    if (values.help) {
      await print(helpText(name, command.help(own, common), common, helpWidth(columns)));
      return 0;
    }
    // Settings are read for the work only: help must come up when they are wrong.
    const { colours, confirm, ...given } = await makeGiven();
    return await command.run(values, operands, {
      ...given,
      language,
      own,
      common,
      confirm: (question) => confirm(common.goOn(question), common.yes),
      print: (line) => print(rendered(line, colours)),
    });
  } catch (error) {
    if (error instanceof UsageError) {
      printError(visible(`${error.say(common)} ${common.see(`${name} --help`)}`));
      return 2;
    }
    for (const sentence of sentencesOf(error as Error, language, common)) printError(visible(sentence));
    return 1;
  }
}

/** Several may have failed side by side; what they share is said once. */
function sentencesOf(error: Error, language: Language, common: Common): Set<string> {
  const errors: Error[] = error instanceof AggregateError ? error.errors : [error];
  return new Set(errors.flatMap((one) => sentencesOfOne(one, language, common)));
}

/** What went wrong. What the machine refuses (a full disk, a file of somebody else) is known by its code; the rest is a defect of ours. */
function sentencesOfOne(error: Error, language: Language, common: Common): string[] {
  if (error instanceof PermanentFailure || error instanceof TemporaryFailure)
    return [inTerminalWords(error.saying, language)];
  if (error instanceof BadSettings) return error.told.map((one) => inTerminalWords(one, language));
  if (!('syscall' in error)) return [common.defect(String(error.stack))];
  const refused = refusedFile(error) ?? tell('SYSTEM_REFUSED', { reason: error.message });
  return [inTerminalWords(refused, language)];
}
