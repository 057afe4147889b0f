import type { JsonObject } from '../../log/event.ts';
import { readMessage } from '../conversation/message.ts';
import { chooseDeal, departmentFor, fieldChanges, readDeal } from './deals.ts';
import { detectLanguage } from './language.ts';
import type { Rules } from './rules.ts';
import { readWording } from './wording.ts';

/** A ticket for trying out rules: what the customer wrote, and the deals as Zoho CRM has them. */
export type SampleTicket = { subject: string; text: string; deals: readonly JsonObject[] };

/** Which rules fire on a ticket and why, line by line. */
export function explainTicket(sample: SampleTicket, rules: Rules, today: string): string[] {
  const { own } = readMessage(sample.text);
  const wording = readWording(sample.subject, own, rules);
  const about = { wording, today };
  const chosen = chooseDeal(sample.deals.map(readDeal), rules, about);
  const byDeal = chosen && departmentFor(chosen.deal, rules, about);
  const byWord = wording.department;
  const change = chosen && fieldChanges(chosen.deal, wording.intents[0] ?? null, rules, about);
  const { threshold } = rules.confidence;
  const sure = byWord?.isSure ? rules.confidence.keyword : rules.confidence.hint;
  return [
    `The customer's own words: ${own === '' ? 'none' : JSON.stringify(own)}`,
    `Language: ${detectLanguage(`${sample.subject}\n${own}`, rules.reply.default_language)}`,
    `About: ${wording.intents.join(', ') || 'no intent of the rules'}`,
    `Documents sent: ${wording.documentsSent ? 'yes' : 'no'}`,
    chosen === null
      ? `Deal: none of ${sample.deals.length} fits a rule`
      : `Deal: ${chosen.deal.id} by the rule "${chosen.rule}"`,
    byDeal === null
      ? 'Department by the deal: no rule fits'
      : `Department by the deal: ${byDeal.department} by the rule "${byDeal.rule}"`,
    byWord === null
      ? 'Department by words: none is named'
      : `Department by words: ${byWord.name}, for "${byWord.phrase}", confidence ${sure}`,
    change === null
      ? 'Deal fields: no rule fits'
      : `Deal fields: ${JSON.stringify(change.set)} by the rule "${change.rule}"`,
    verdict(byDeal?.department ?? null, byWord?.name ?? null, sure >= threshold),
  ];
}

function verdict(byDeal: string | null, byWord: string | null, isSure: boolean): string {
  if (byDeal !== null) return `=> ${byDeal}`;
  if (byWord === null) return '=> stays where it is';
  return isSure ? `=> ${byWord}` : `=> stays where it is; ${byWord} is suggested to a person`;
}
