import type { People, SuggestionStore } from '../log/stores.ts';
import type { ZohoCrm } from '../outside/zoho/crm/crm.ts';
import type { ZohoDesk } from '../outside/zoho/desk/desk.ts';
import type { Advice, Assistant } from './assistant.ts';
import type { Recent } from './recent.ts';
import type { Language } from './rules/language.ts';
import type { Rules } from './rules/rules.ts';

/** The systems and settings that the work on every ticket shares. */
export type Connections = {
  desk: ZohoDesk;
  crm: ZohoCrm;
  rules: Rules;
  suggestions: SuggestionStore;
  people: Pick<People, 'keepTicket'>;
  /** Null without a key, and in dry runs of strangers, who must not spend money. */
  assistant: Assistant | null;
  /** What was paid for lately, by ticket and message: a run that is tried again does not pay again. */
  advices: Recent<Advice>;
  /** Letters that may go to one recipient within a day without a person, over all tickets. */
  lettersPerDay: number;
  /** The address of the CRM that people see: `https://crm.zoho.com`. */
  crmWeb: string;
  /** What the notes for the staff are written in. */
  staffLanguage: Language;
  /** The day now, as `2026-01-25`. */
  today: () => string;
  /** Epoch ms. */
  now: () => number;
};
