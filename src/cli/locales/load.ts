import type { Language } from '../../sentences/catalogue.ts';

/**
 * What the command line says, in a file for each group of commands and each language. The English files decide which
 * texts there are; a file that lacks one does not compile. Only what a call needs is loaded: all of it takes longer than
 * most commands.
 */
type Loads<Texts> = Readonly<Record<Language, () => Promise<Texts>>>;

/** What several commands say, and the help of all of them. */
export type Common = typeof import('./en/common.ts')['common'];
export const COMMON: Loads<{ common: Common }> = {
  en: () => import('./en/common.ts'),
  fr: () => import('./fr/common.ts'),
  ar: () => import('./ar/common.ts'),
};

/** Commands that show and work the log. */
export type LogTexts = typeof import('./en/log.ts');
export const LOG: Loads<LogTexts> = {
  en: () => import('./en/log.ts'),
  fr: () => import('./fr/log.ts'),
  ar: () => import('./ar/log.ts'),
};

/** Commands about students and customers. */
export type PeopleTexts = typeof import('./en/people.ts');
export const PEOPLE: Loads<PeopleTexts> = {
  en: () => import('./en/people.ts'),
  fr: () => import('./fr/people.ts'),
  ar: () => import('./ar/people.ts'),
};

/** Commands that look after the database. */
export type DatabaseTexts = typeof import('./en/database.ts');
export const DATABASE: Loads<DatabaseTexts> = {
  en: () => import('./en/database.ts'),
  fr: () => import('./fr/database.ts'),
  ar: () => import('./ar/database.ts'),
};

/** Commands that set the service up. */
export type SetupTexts = typeof import('./en/setup.ts');
export const SETUP: Loads<SetupTexts> = {
  en: () => import('./en/setup.ts'),
  fr: () => import('./fr/setup.ts'),
  ar: () => import('./ar/setup.ts'),
};

/** Commands that try something out. */
export type TryingTexts = typeof import('./en/trying.ts');
export const TRYING: Loads<TryingTexts> = {
  en: () => import('./en/trying.ts'),
  fr: () => import('./fr/trying.ts'),
  ar: () => import('./ar/trying.ts'),
};
