import type { Told } from '../../log/told.ts';
import { tell } from '../../sentences/tell.ts';
import type { Advice } from '../assistant.ts';
import { type Deal, departmentFor } from './deals.ts';
import type { Rules } from './rules.ts';
import type { Wording } from './wording.ts';

/** The department where a ticket belongs, before anyone asks whether it exists. */
export type Recommendation = { department: string; reason: Told; confidence: number };

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
    const reason = tell('DEAL_FITS', { rule: byDeal.rule });
    return { department: byDeal.department, reason, confidence: confidence.deal };
  }
  const word = wording.department;
  if (word?.isSure) {
    const reason = tell('CUSTOMER_WRITES', { words: word.phrase });
    return { department: word.name, reason, confidence: confidence.keyword };
  }
  const advice = await askAssistant();
  if (advice?.is === 'advice' && advice.department !== null)
    return {
      department: advice.department,
      reason: tell('ASSISTANT_SAYS'),
      confidence: advice.confidence,
    };
  if (word === null) return null;
  const reason = tell('CUSTOMER_HINTS', { words: word.phrase });
  return { department: word.name, reason, confidence: confidence.hint };
}
