import { type Format, isZone, readerFormat } from './format.ts';
import { ar } from './locales/ar.ts';
import { en, type Messages } from './locales/en.ts';
import { fr } from './locales/fr.ts';
import { type Count, counting } from './plural.ts';

export const LANGUAGES = ['en', 'fr', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];
/** Each language in its own words, for those who cannot read the one they are shown. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', fr: 'Français', ar: 'العربية' };
export const THEMES = ['auto', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** Who reads a page, and how: every page is a function of its reader and of what it shows. */
export type Reader = {
  language: Language;
  direction: 'ltr' | 'rtl';
  theme: Theme;
  words: Messages;
  format: Format;
  /** The page's own address, to come back to after a change of language. */
  path: string;
  /** The name given at sign-in; empty without one. */
  name: string;
};

const MESSAGES: Record<Language, (count: Count) => Messages> = { en, fr, ar };

/**
 * @param accepted the header Accept-Language; it chooses the language where no cookie does, and the region always
 * @param cookies `language`, `theme`, and `zone`, which the page's script sets to the browser's time zone
 */
export function toReader(
  accepted: string,
  cookies: Readonly<Record<string, string | undefined>>,
  about: { path: string; name: string },
): Reader {
  const tags = acceptedTags(accepted);
  const chosen = LANGUAGES.find((language) => language === cookies.language);
  const language = chosen ?? languageOf(tags[0] ?? 'en');
  const tag = tags.find((candidate) => languageOf(candidate) === language) ?? language;
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

/** The tags of our languages, the wished-for first: `fr-BE`, `fr`, `ar-MA`. */
function acceptedTags(header: string): string[] {
  return header
    .split(',')
    .map((part) => {
      const [tag = '', weight = 'q=1'] = part.split(';').map((piece) => piece.trim());
      return { tag, weight: Number(weight.replace('q=', '')) };
    })
    .filter(({ tag }) => /^(en|fr|ar)(-[a-z]{2})?$/i.test(tag))
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}

function languageOf(tag: string): Language {
  return LANGUAGES.find((language) => language === tag.slice(0, 2).toLowerCase()) ?? 'en';
}
