import type { ParseArgsConfig } from 'node:util';
import type { Clock } from '../clock.ts';
import type { Told } from '../log/told.ts';
import type { OutsideOptions } from '../outside/api.ts';
import type { Language } from '../sentences/catalogue.ts';
import type { Settings } from '../settings.ts';
import type { Common } from './locales/load.ts';
import type { Line } from './output/line.ts';

/** What a subcommand may touch; injected, so that tests run it without a process. */
export type Context<Own = object> = {
  settings: Settings;
  /** What is probably set wrong, a sentence each. */
  cautions(): Promise<readonly Told[]>;
  clock: Clock;
  /** Of who reads the output. */
  language: Language;
  /** What this command says in that language, and what all of them do. */
  own: Own;
  common: Common;
  newId: () => string;
  /** A pause between two writes of a long work, in which the service gets its turn. */
  rest: () => Promise<unknown>;
  /** The way to other systems. */
  outside: Pick<OutsideOptions, 'clock' | 'random' | 'fetch'>;
  /** One line to the person or the next program; a long output waits for each line to be taken. */
  print(line: Line): void | Promise<void>;
  /** Asks a person whether to go on; false when there is nobody to ask. */
  confirm(question: string): Promise<boolean>;
  /** Where progress is drawn, if it is a terminal. */
  terminal: NodeJS.WritableStream;
};

/** 0 well, 1 something is wrong, 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

export type Values = Record<string, string | boolean | undefined>;

/** What `--help` prints of a command. */
export type Help = {
  /** How it is called, without `npm run cli --`. */
  usage: readonly [string, ...string[]];
  /** Each option and each word that it takes, with what it means. */
  rows: readonly HelpRow[];
  /** Paragraphs, a line each. */
  notes?: string;
  /** Calls without `npm run cli --`. */
  examples: readonly [string, ...string[]];
};
export type HelpRow = readonly [what: string, meaning: string];

/** A command with the texts that it alone says; see `locales/load.ts`. */
export type Command<Own = object> = {
  texts(language: Language): Promise<Own>;
  help(own: Own, common: Common): Help;
  options: NonNullable<ParseArgsConfig['options']>;
  /** How many words it takes that are no options, such as a file; none unless given. */
  operands?: 1 | 2;
  run(values: Values, files: string[], context: Context<Own>): Promise<ExitCode>;
};

/** Wrong usage: says what to write instead, in words of the command or of all of them. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly say: (common: Common) => string;

  constructor(sentence: string | ((common: Common) => string)) {
    super(typeof sentence === 'string' ? sentence : '');
    this.say = typeof sentence === 'string' ? () => sentence : sentence;
  }
}

/** The text of an option, or undefined. */
export function textOf(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** A whole number of an option, within bounds. */
export function countOf(values: Values, name: string, fallback: number, maximum: number): number {
  const text = textOf(values, name) ?? String(fallback);
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > maximum) {
    throw new UsageError((common) => common.notWhole(name, maximum));
  }
  return count;
}

/** One of a few words; undefined when the option is not given. */
export function wordOf<Word extends string>(
  values: Values,
  name: string,
  known: readonly Word[],
): Word | undefined {
  const given = textOf(values, name);
  if (given === undefined) return undefined;
  const word = known.find((one) => one === given);
  if (word === undefined) throw new UsageError((common) => common.notOneOf(name, known.join(', ')));
  return word;
}

/** The number of a row that is given as a word. */
export function rowOf(text: string | undefined, sentence: string): number {
  const id = Number(text);
  if (!Number.isInteger(id) || id < 1) throw new UsageError(sentence);
  return id;
}
