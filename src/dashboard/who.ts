import { AUTOMATION } from '../tickets/suggestions/suggestion.ts';
import type { Reader } from './reader.ts';

/** Who did something: people by the name they gave, everything else in the reader's words. */
export function whoOf({ words }: Pick<Reader, 'words'>, operator: string): string {
  const { service, commandLine, automation } = words.acts.who;
  if (operator === 'service') return service;
  if (operator === 'command line') return commandLine;
  return operator === AUTOMATION ? automation : operator;
}
