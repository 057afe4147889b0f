import { isObject } from '../../inbound/body.ts';
import type { JsonObject, JsonValue } from '../../log/event.ts';
import type { Rules, When } from './rules.ts';
import type { Wording } from './wording.ts';

/** A deal of Zoho CRM, as far as the rules look at it; `fields` holds the whole record. */
export type Deal = {
  id: string;
  name: string;
  stage: string;
  amount: number | null;
  closingDate: string;
  fields: JsonObject;
};

export function readDeal(record: JsonObject): Deal {
  const amount = record.Amount === null || record.Amount === undefined ? Number.NaN : Number(record.Amount);
  return {
    id: String(record.id),
    name: textOf(record.Deal_Name),
    stage: textOf(record.Stage),
    amount: Number.isNaN(amount) ? null : amount,
    closingDate: textOf(record.Closing_Date),
    fields: record,
  };
}

/** What is known beside the deal: the message, and the day (`2026-01-25`). */
export type Circumstances = { wording: Wording; today: string };

/**
 * The one deal that a ticket is about. The department and the link both follow from it: when they followed from two,
 * tickets were linked to one deal and moved for another.
 */
export function chooseDeal(
  deals: readonly Deal[],
  rules: Rules,
  about: Circumstances,
): { deal: Deal; rule: string } | null {
  for (const { name, when } of rules.deals.choice) {
    const [deal] = deals
      .filter((candidate) => fits(candidate, when, rules, about))
      .sort((a, b) => Number(a.closingDate < b.closingDate) - Number(a.closingDate > b.closingDate));
    if (deal !== undefined) return { deal, rule: name };
  }
  return null;
}

export function departmentFor(
  deal: Deal,
  rules: Rules,
  about: Circumstances,
): { department: string; rule: string } | null {
  const rule = rules.deals.departments.find(({ when }) => fits(deal, when, rules, about));
  return rule === undefined ? null : { department: rule.department, rule: rule.name };
}

/** The fields that the rules want changed, and only those that differ. */
export function fieldChanges(
  deal: Deal,
  intent: string | null,
  rules: Rules,
  about: Circumstances,
): { set: Record<string, string>; rule: string } | null {
  for (const { name, when, intents, set } of rules.deals.updates) {
    if (intents !== undefined && (intent === null || !intents.includes(intent))) continue;
    if (!fits(deal, when, rules, about)) continue;
    const changes = Object.entries(set).filter(([field, value]) => textOf(deal.fields[field]) !== value);
    return { set: Object.fromEntries(changes), rule: name };
  }
  return null;
}

function fits(deal: Deal, when: When, rules: Rules, { wording, today }: Circumstances): boolean {
  const checks = [
    () => when.stages?.includes(deal.stage),
    () => when.amount === undefined || deal.amount === when.amount,
    () => when.amount_other_than === undefined || deal.amount !== when.amount_other_than,
    () =>
      Object.entries(when.fields ?? {}).every(([name, values]) => values.includes(textOf(deal.fields[name]))),
    () => when.filled?.every((name) => textOf(deal.fields[name]) !== ''),
    () => when.exam_ahead === undefined || when.exam_ahead === isExamAhead(deal, rules, today),
    () => when.words === undefined || wording.listed(when.words) !== null,
    () => when.documents_sent === undefined || when.documents_sent === wording.documentsSent,
  ];
  return checks.every((check) => check() ?? true);
}

/** The date stands in the name of a lookup: `75_2026-03-31`. */
function isExamAhead(deal: Deal, rules: Rules, today: string): boolean {
  const date = /\d{4}-\d{2}-\d{2}/.exec(textOf(deal.fields[rules.deals.exam_date_field]))?.[0];
  return date !== undefined && date >= today;
}

/** A lookup is its name. */
function textOf(value: JsonValue | undefined): string {
  if (isObject(value)) return textOf(value.name);
  return value === undefined || value === null ? '' : String(value);
}
