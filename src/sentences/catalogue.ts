import { ALERTS } from './texts/alerts.ts';
import { CHECKS } from './texts/checks.ts';
import { COMMANDS } from './texts/commands.ts';
import { CONVERSATIONS } from './texts/conversations.ts';
import { DEEDS } from './texts/deeds.ts';
import { EVENTS } from './texts/events.ts';
import { FINDINGS } from './texts/findings.ts';
import { LANGUAGES } from './texts/languages.ts';
import { MEANINGS } from './texts/meanings.ts';
import { MOODLE } from './texts/moodle.ts';
import { OPENING } from './texts/opening.ts';
import { PHRASES } from './texts/phrases.ts';
import { REFUSALS } from './texts/refusals.ts';
import { RULES } from './texts/rules.ts';
import { SETTINGS } from './texts/settings.ts';
import { STORE } from './texts/store.ts';
import { STUDENTS } from './texts/students.ts';
import { TICKETS } from './texts/tickets.ts';
import { ZOHO } from './texts/zoho.ts';

/**
 * Every sentence of the service by its code, in its readers' languages; `{…}` is what varies. French has its
 * no-break spaces here too: see `dashboard/locales/fr.ts`.
 */
export const CATALOGUE = {
  ...EVENTS,
  ...STUDENTS,
  ...ZOHO,
  ...MOODLE,
  ...STORE,
  ...OPENING,
  ...SETTINGS,
  ...MEANINGS,
  ...TICKETS,
  ...CONVERSATIONS,
  ...FINDINGS,
  ...ALERTS,
  ...CHECKS,
  ...COMMANDS,
  ...LANGUAGES,
  ...PHRASES,
  ...REFUSALS,
  ...RULES,
  ...DEEDS,
} as const;
export type Code = keyof typeof CATALOGUE;
export type Language = 'en' | 'fr' | 'ar';

/** What a sentence needs to be told. */
type PlacesOf<Text extends string> = Text extends `${string}{${infer Place}}${infer Rest}`
  ? Place | PlacesOf<Rest>
  : never;
export type Places<C extends Code> = PlacesOf<(typeof CATALOGUE)[C]['en']>;
