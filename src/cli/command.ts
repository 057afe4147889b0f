import type { ParseArgsConfig } from 'node:util';
import type { Clock } from '../clock.ts';
import type { Told } from '../log/told.ts';
import type { OutsideOptions } from '../outside/api.ts';
import type { Language } from '../sentences/catalogue.ts';
import type { Settings } from '../settings.ts';
import type { Line } from './output/line.ts';

/** What a subcommand may touch; injected, so that tests run it without a process. */
export type Context = {
  settings: Settings;
  /** What is probably set wrong, a sentence each. */
  cautions: readonly Told[];
  clock: Clock;
  /** Of who reads the output. */
  language: Language;
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

export type Command = {
  summary: string;
  /** Everything after the summary in `--help`: usage, options, examples. */
  help: string;
  options: NonNullable<ParseArgsConfig['options']>;
  /** How many words it takes that are no options, such as a file; none unless given. */
  operands?: 1 | 2;
  run(values: Values, files: string[], context: Context): Promise<ExitCode>;
};

/** Wrong usage: the message says what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
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
    throw new UsageError(`--${name} must be a whole number from 1 to ${maximum}.`);
  }
  return count;
}
