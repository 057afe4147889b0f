import { ALERTS } from './texts/alerts.ts';
import { EVENTS } from './texts/events.ts';
import { PHRASES } from './texts/phrases.ts';
import { REFUSALS } from './texts/refusals.ts';
import { CHECKS } from './texts/running/checks.ts';
import { COMMANDS } from './texts/running/commands.ts';
import { FINDINGS } from './texts/running/findings.ts';
import { MEANINGS } from './texts/running/meanings.ts';
import { OPENING } from './texts/running/opening.ts';
import { SETTINGS } from './texts/running/settings.ts';
import { STORE } from './texts/running/store.ts';
import { MOODLE } from './texts/students/moodle.ts';
import { STUDENTS } from './texts/students/students.ts';
import { CONVERSATIONS } from './texts/tickets/conversations.ts';
import { DEEDS } from './texts/tickets/deeds.ts';
import { LANGUAGES } from './texts/tickets/languages.ts';
import { RULES } from './texts/tickets/rules.ts';
import { TICKETS } from './texts/tickets/tickets.ts';
import { ZOHO } from './texts/zoho.ts';

/**
 * Every sentence of the service by its code, in its readers' languages; `{…}` is what varies, and `{…#}` an amount, in the
 * digits of the language. French has its
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
  ? NameOf<Place> | PlacesOf<Rest>
  : never;
type NameOf<Place extends string> = Place extends `${infer Name}#` ? Name : Place;
export type Places<C extends Code> = PlacesOf<(typeof CATALOGUE)[C]['en']>;
