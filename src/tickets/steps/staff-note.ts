import type { Deal } from '../rules/deals.ts';
import type { Language } from '../rules/language.ts';
import type { Because, Recommendation } from '../rules/recommendation.ts';
import type { DealBecause } from '../run/find-deal.ts';

/** What was understood of a ticket. */
type Understood = {
  recommended: Recommendation | null;
  deal: Deal | null;
  dealBecause: DealBecause | undefined;
  intents: readonly string[];
};

type Words = {
  department(name: string): string;
  deal(name: string, stage: string): string;
  about(intents: string): string;
  because(because: Because): string;
  chosen(because: DealBecause): string;
};

/** What a colleague wants to know before opening the ticket, in the language of the staff; empty when nothing was found out. */
export function staffNote(
  { recommended, deal, dealBecause, intents }: Understood,
  language: Language,
): string {
  const words = WORDS[language];
  const lines = [
    recommended && `${words.department(recommended.department)} ${words.because(recommended.because)}`,
    deal &&
      [words.deal(deal.name, deal.stage), dealBecause && words.chosen(dealBecause)].filter(Boolean).join(' '),
    intents.length > 0 && words.about(intents.join(', ')),
  ];
  return lines.filter(Boolean).join('\n');
}

const WORDS: Record<Language, Words> = {
  en: {
    department: (name) => `Department: ${name}.`,
    deal: (name, stage) => `Deal: ${name} (${stage}).`,
    about: (intents) => `About: ${intents}`,
    because(because) {
      if (because.is === 'deal') return `The deal fits the rule "${because.rule}".`;
      if (because.is === 'assistant') return 'The assistant says so.';
      return because.isSure
        ? `The customer writes "${because.phrase}".`
        : `The customer writes "${because.phrase}", which alone says little.`;
    },
    chosen: (because) =>
      because.is === 'linked'
        ? 'The ticket links to this deal.'
        : `Chosen of ${because.of} by the rule "${because.rule}".`,
  },
  fr: {
    department: (name) => `Département : ${name}.`,
    deal: (name, stage) => `Affaire : ${name} (${stage}).`,
    about: (intents) => `Sujet : ${intents}`,
    because(because) {
      if (because.is === 'deal') return `L’affaire répond à la règle « ${because.rule} ».`;
      if (because.is === 'assistant') return 'C’est l’avis de l’assistant.';
      return because.isSure
        ? `Le client écrit « ${because.phrase} ».`
        : `Le client écrit « ${because.phrase} », ce qui seul dit peu.`;
    },
    chosen: (because) =>
      because.is === 'linked'
        ? 'Le ticket est relié à cette affaire.'
        : `Choisie parmi ${because.of} selon la règle « ${because.rule} ».`,
  },
  ar: {
    department: (name) => `القسم: ⁨${name}⁩.`,
    deal: (name, stage) => `الصفقة: ⁨${name}⁩ (⁨${stage}⁩).`,
    about: (intents) => `الموضوع: ⁨${intents}⁩`,
    because(because) {
      if (because.is === 'deal') return `الصفقة توافق القاعدة «⁨${because.rule}⁩».`;
      if (because.is === 'assistant') return 'هذا رأي المساعد.';
      return because.isSure
        ? `كتب العميل «⁨${because.phrase}⁩».`
        : `كتب العميل «⁨${because.phrase}⁩»، وهذا وحده لا يكفي.`;
    },
    chosen: (because) =>
      because.is === 'linked'
        ? 'التذكرة مربوطة بهذه الصفقة.'
        : `اختيرت من ${because.of} حسب القاعدة «⁨${because.rule}⁩».`,
  },
};
