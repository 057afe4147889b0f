import type { Language } from './catalogue.ts';

export const LANGUAGES = ['en', 'fr', 'ar'] as const satisfies readonly Language[];

/** A language that we have, with the region asked for, such as `ar-MA`. */
type Wish = { tag: string; language: Language; weight: number };

/** In characters. A browser sends a tenth of this; a stranger may send more, which we need not read. */
const LONGEST = 500;

/**
 * The languages of ours that an Accept-Language header asks for, most wanted first: `fr-BE`, `fr`, `ar-MA`.
 */
export function acceptedTags(header: string): Wish[] {
  return header
    .slice(0, LONGEST)
    .split(',')
    .flatMap((part) => {
      const [tag = '', weight = 'q=1'] = part.split(';').map((piece) => piece.trim());
      const language = LANGUAGES.find((each) => new RegExp(`^${each}(-[a-z]{2})?$`, 'i').test(tag));
      return language === undefined ? [] : [{ tag, language, weight: Number(weight.replace('q=', '')) }];
    })
    .sort((a, b) => b.weight - a.weight);
}

/** The language to answer a program or a browser in; English when it asks for none of ours. */
export function languageFor(header: string | undefined): Language {
  return acceptedTags(header ?? '')[0]?.language ?? 'en';
}
