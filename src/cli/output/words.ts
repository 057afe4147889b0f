import type { Told } from '../../log/told.ts';
import type { Language } from '../../sentences/catalogue.ts';
import { inWords, PLAIN, type Saying, type Writing } from '../../sentences/tell.ts';

/** A page needs the signs that keep a Latin word whole within Arabic; a terminal shows them as boxes, or escapes them. */
const ISOLATES = /[\u2066-\u2069]/g;
const WRITING: Writing = { ...PLAIN, words: withoutIsolates };
export const COMMAS: Record<Language, string> = { en: ', ', fr: ', ', ar: '، ' };
export const COLONS: Record<Language, string> = { en: ': ', fr: ' : ', ar: ': ' };

/** So much of a text says which one it is, in characters. */
const MAX_SHOWN = 80;

/** A name or a subject on one line; a sender's may be as long as it likes. */
export function shortened(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, MAX_SHOWN);
}

export function withoutIsolates(text: string): string {
  return text.replace(ISOLATES, '');
}

/** A saying in the language of the terminal; in English what has no codes. */
export function inTerminalWords(saying: Saying, language: Language): string {
  return typeof saying === 'string'
    ? saying
    : inWords(saying, language, { ...WRITING, comma: COMMAS[language] });
}

/** What went wrong with an event in the language of the terminal. */
export function complaint(
  { error_message, error_details }: { error_message: string | null; error_details: readonly Told[] | null },
  language: Language,
): string {
  return inTerminalWords(error_details ?? error_message ?? '', language);
}
