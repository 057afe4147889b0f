import { fold } from './words.ts';

export const LANGUAGES = ['fr', 'en', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

const COMMON: Record<'fr' | 'en', ReadonlySet<string>> = {
  fr: new Set(
    'bonjour bonsoir merci je vous nous mon ma mes le la les des une un est et pour que qui dans avec pas plus ai suis avez votre cordialement svp oui non sur au du de'.split(
      ' ',
    ),
  ),
  en: new Set(
    'hello hi dear thanks thank i you we my the a an is are and for that who in with not have has your please yes no on of to regards can could when'.split(
      ' ',
    ),
  ),
};

/** The language that a text is written in; `fallback` when it does not say. */
export function detectLanguage(text: string, fallback: Language): Language {
  const letters = text.match(/\p{L}/gu) ?? [];
  const arabic = text.match(/\p{Script=Arabic}/gu) ?? [];
  if (arabic.length * 3 > letters.length) return 'ar';
  const words = fold(text).match(/[\p{L}]+/gu) ?? [];
  const french = words.filter((word) => COMMON.fr.has(word)).length;
  const english = words.filter((word) => COMMON.en.has(word)).length;
  if (french === english) return fallback;
  return french > english ? 'fr' : 'en';
}
