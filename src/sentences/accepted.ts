import type { Language } from './catalogue.ts';

export const LANGUAGES = ['en', 'fr', 'ar'] as const satisfies readonly Language[];

/** A language that we have, with the region asked for, such as `ar-MA`. */
type Wish = { tag: string; language: Language; weight: number };

/** In characters. A browser sends a tenth of this; a stranger may send more, which we need not read. */
const LONGEST = 500;

/** A language, perhaps with its script, and its region by letters or by number: `ar-Arab-MA`, `ar-001` (BCP 47). */
const TAG = /^([a-z]{2})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?$/i;

/**
 * The languages of ours that an Accept-Language header asks for, most wanted first: `fr-BE`, `fr`, `ar-MA`. Weight 0
 * refuses (RFC 9110, section 12.4.2).
 */
export function acceptedTags(header: string): Wish[] {
  return header
    .slice(0, LONGEST)
    .split(',')
    .flatMap((part) => {
      const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim());
      const weight = Number(parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2) ?? '1');
      const language = LANGUAGES.find((each) => each === TAG.exec(tag)?.[1]?.toLowerCase());
      return language !== undefined && weight > 0 ? [{ tag, language, weight }] : [];
    })
    .sort((a, b) => b.weight - a.weight);
}

/** The language to answer a program or a browser in; English when it asks for none of ours. */
export function languageFor(header: string | undefined): Language {
  return acceptedTags(header ?? '')[0]?.language ?? 'en';
}
