import type { Problem } from '../../log/problem.ts';
import type { Told } from '../../log/told.ts';
import type { Language } from '../../sentences/catalogue.ts';
import { inWords } from '../../sentences/tell.ts';

/** The language of the terminal, as POSIX says it: the first of these that is set; English for any other. */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  const [, tag] = /^(fr|ar)(?:[_.@-]|$)/i.exec(locale) ?? [];
  return tag === undefined ? 'en' : (tag.toLowerCase() as Language);
}

/** What went wrong in the language of the terminal; in English what has no codes. */
export function complaint(
  {
    error_message,
    error_details,
  }: Pick<Problem, 'error_message'> & { error_details: readonly Told[] | null },
  language: Language,
): string {
  return error_details === null ? (error_message ?? '') : inWords(error_details, language);
}
