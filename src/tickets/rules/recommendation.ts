import type { Advice } from '../assistant.ts';
import { type Deal, departmentFor } from './deals.ts';
import type { Rules } from './rules.ts';
import type { Wording } from './wording.ts';

/** The department where a ticket belongs, before anyone asks whether it exists. */
export type Recommendation = { department: string; reason: string; because: Because; confidence: number };
/** The same as the reason, for a sentence in another language. */
export type Because =
  | { is: 'deal'; rule: string }
  | { is: 'words'; phrase: string; isSure: boolean }
  | { is: 'assistant' };

type Known = {
  deal: Deal | null;
  wording: Wording;
  rules: Rules;
  /** `2026-01-25` */
  today: string;
  /** Asked only where nothing else decides: it costs money. */
  askAssistant: () => Promise<Advice | null>;
};

/** By the deal, then by the customer's words, then by the assistant; null when none of them knows. */
export async function recommend(known: Known): Promise<Recommendation | null> {
  const { deal, wording, rules, today, askAssistant } = known;
  const { confidence } = rules;
  const byDeal = deal && departmentFor(deal, rules, { wording, today });
  if (byDeal) {
    const reason = `The deal fits the rule "${byDeal.rule}".`;
    const because: Because = { is: 'deal', rule: byDeal.rule };
    return { department: byDeal.department, reason, because, confidence: confidence.deal };
  }
  const word = wording.department;
  if (word?.isSure) {
    const reason = `The customer writes "${word.phrase}".`;
    const because: Because = { is: 'words', phrase: word.phrase, isSure: true };
    return { department: word.name, reason, because, confidence: confidence.keyword };
  }
  const advice = await askAssistant();
  if (advice?.is === 'advice' && advice.department !== null)
    return {
      department: advice.department,
      reason: 'The assistant says so.',
      because: { is: 'assistant' },
      confidence: advice.confidence,
    };
  if (word === null) return null;
  const reason = `The customer writes "${word.phrase}", which alone says little.`;
  const because: Because = { is: 'words', phrase: word.phrase, isSure: false };
  return { department: word.name, reason, because, confidence: confidence.hint };
}
