import type { Language } from '../../sentences/catalogue.ts';

/** The language of the terminal, as POSIX says it: the first of these that is set; English for any other. */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  const [, tag] = /^(fr|ar)(?:[_.@-]|$)/i.exec(locale) ?? [];
  return tag === undefined ? 'en' : (tag.toLowerCase() as Language);
}
