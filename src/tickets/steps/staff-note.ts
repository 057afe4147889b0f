import { inWords, PLAIN, type Writing } from '../../sentences/tell.ts';
import type { Deal } from '../rules/deals.ts';
import type { Language } from '../rules/language.ts';
import type { Recommendation } from '../rules/recommendation.ts';
import type { DealChoice } from '../run/find-deal.ts';

/** What was understood of a ticket. */
type Understood = { recommended: Recommendation | null; choice: DealChoice; intents: readonly string[] };

type Words = {
  department(name: string): string;
  deal(deal: Deal): string;
  about(intents: string): string;
};

/** What a colleague wants to know before opening the ticket, in the language of the staff; empty when nothing was found out. */
export function staffNote({ recommended, choice, intents }: Understood, language: Language): string {
  const words = WORDS[language];
  const { deal, reason } = choice;
  const writing = language === 'ar' ? ISOLATED : PLAIN;
  const lines = [
    recommended &&
      `${words.department(recommended.department)} ${inWords(recommended.reason, language, writing)}`,
    deal && `${words.deal(deal)} ${inWords(reason, language, writing)}`,
    intents.length > 0 && words.about(intents.join(', ')),
  ];
  return lines.filter(Boolean).join('\n');
}

/** Zoho Desk shows a note as plain text: a Latin word must not turn an Arabic line round. */
const ISOLATED: Writing = { ...PLAIN, value: (text) => `\u2068${text}\u2069` };

const WORDS: Record<Language, Words> = {
  en: {
    department: (name) => `Department: ${name}.`,
    deal: ({ name, stage }) => `Deal: ${name} (${stage}).`,
    about: (intents) => `About: ${intents}`,
  },
  fr: {
    department: (name) => `Département : ${name}.`,
    deal: ({ name, stage }) => `Affaire : ${name} (${stage}).`,
    about: (intents) => `Sujet : ${intents}`,
  },
  ar: {
    department: (name) => `القسم: ⁨${name}⁩.`,
    deal: ({ name, stage }) => `الصفقة: ⁨${name}⁩ (⁨${stage}⁩).`,
    about: (intents) => `الموضوع: ⁨${intents}⁩`,
  },
};
