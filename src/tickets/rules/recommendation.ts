import type { TicketContext } from '../context.ts';
import { departmentFor } from './deals.ts';

/** The department where a ticket belongs, before anyone asks whether it exists. */
export type Recommendation = { department: string; reason: string; confidence: number };

/** By the deal, then by the customer's words, then by the assistant; null when none of them knows. */
export async function recommend(context: TicketContext): Promise<Recommendation | null> {
  const { rules, today } = context.world;
  const { confidence } = rules;
  const wording = await context.wording();
  const { deal } = await context.deal();
  const byDeal = deal && departmentFor(deal, rules, { wording, today: today() });
  if (byDeal) {
    const reason = `The deal fits the rule "${byDeal.rule}".`;
    return { department: byDeal.department, reason, confidence: confidence.deal };
  }
  const word = wording.department;
  if (word?.isSure) {
    const reason = `The customer writes "${word.phrase}".`;
    return { department: word.name, reason, confidence: confidence.keyword };
  }
  const advice = await context.advice();
  if (advice?.is === 'advice' && advice.department !== null)
    return { department: advice.department, reason: 'The assistant says so.', confidence: advice.confidence };
  if (word === null) return null;
  const reason = `The customer writes "${word.phrase}", which alone says little.`;
  return { department: word.name, reason, confidence: confidence.hint };
}
