import { acceptedTags, LANGUAGES } from '../sentences/accepted.ts';
import type { Language } from '../sentences/catalogue.ts';
import { type Count, counting } from '../sentences/plural.ts';
import { type Format, isZone, readerFormat } from './format.ts';
import { ar } from './locales/ar.ts';
import { en, type Messages } from './locales/en.ts';
import { fr } from './locales/fr.ts';
import { THEMES, type Theme } from './theme.ts';

/** Each language in its own words, for people who cannot read the one they are shown. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', fr: 'Français', ar: 'العربية' };

/** Who reads a page, and how: every page is a function of its reader and of what it shows. */
export type Reader = {
  language: Language;
  direction: 'ltr' | 'rtl';
  theme: Theme;
  words: Messages;
  format: Format;
  /** The page's own address, to return to after a change of language. */
  path: string;
  /** The name given at sign-in; empty when there is none. */
  name: string;
  /** False for someone who may only read: then no page offers to change anything. */
  mayAct: boolean;
  /** When the page is made, in epoch ms: relative times count from here. */
  nowMs: number;
};

const MESSAGES: Record<Language, (count: Count) => Messages> = { en, fr, ar };

/**
 * @param accepted the Accept-Language header; it chooses the language when no cookie does, and always the
 * region
 * @param cookies `language`, `theme`, and `zone`, which the page's script sets to the browser's time zone
 */
export function toReader(
  accepted: string,
  cookies: Readonly<Record<string, string | undefined>>,
  about: Pick<Reader, 'path' | 'name' | 'nowMs' | 'mayAct'>,
): Reader {
  const wishes = acceptedTags(accepted);
  const chosen = LANGUAGES.find((language) => language === cookies.language);
  const language = chosen ?? wishes[0]?.language ?? 'en';
  const tag = wishes.find((wish) => wish.language === language)?.tag ?? language;
  const zone = cookies.zone !== undefined && isZone(cookies.zone) ? cookies.zone : 'UTC';
  return {
    ...about,
    language,
    direction: language === 'ar' ? 'rtl' : 'ltr',
    theme: THEMES.find((theme) => theme === cookies.theme) ?? 'auto',
    words: MESSAGES[language](counting(tag)),
    format: readerFormat(tag, zone),
  };
}
