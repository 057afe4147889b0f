/**
 * Words of the log in English, and the same for those who read French or Arabic; `{…}` is what differs each time.
 * French has its spaces without a break here too: see `locales/fr.ts`.
 */
export type Sentence = { en: string; fr: string; ar: string };
