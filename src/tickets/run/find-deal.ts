import type { Connections } from '../connections.ts';
import type { Address } from '../conversation/address.ts';
import { chooseDeal, type Deal, readDeal } from '../rules/deals.ts';
import { dealFields } from '../rules/rules.ts';
import type { Wording } from '../rules/wording.ts';
import { linkedDealId } from '../steps/link-field.ts';

/** Which deal a ticket is about, and how that is known. */
export type DealChoice = { deal: Deal | null; reason: string; because?: DealBecause };
/** The same as the reason, for a sentence in another language. */
export type DealBecause = { is: 'linked' } | { is: 'rule'; rule: string; of: number };

/** What leads to a deal; `reads` is told what was read on the way. */
type Trail = {
  /** What the field of the link holds. */
  link: string | null;
  customer: Address | null;
  wording: () => Promise<Wording>;
  reads: string[];
};

/** A link that stands on the ticket comes first, whoever set it; else all deals of all contacts with the address. */
export async function findDeal(
  trail: Trail,
  connections: Connections,
  signal: AbortSignal,
): Promise<DealChoice> {
  const linked = linkedDealId(trail.link);
  if (linked === null) return findByCustomer(trail, connections, signal);
  const record = await connections.crm.getRecord('Deals', linked, signal);
  trail.reads.push(`deal ${linked}`);
  if (record === null)
    return { deal: null, reason: `The ticket links to deal ${linked}, which Zoho CRM does not have.` };
  return { deal: readDeal(record), reason: 'The ticket links to this deal.', because: { is: 'linked' } };
}

async function findByCustomer(
  { customer, wording, reads }: Trail,
  { crm, rules, today }: Connections,
  signal: AbortSignal,
): Promise<DealChoice> {
  if (customer === null) return { deal: null, reason: 'The ticket names no address of a customer.' };
  const contacts = await crm.search('Contacts', { email: customer.address }, signal);
  reads.push(`${contacts.length} contacts with the address of the customer`);
  if (contacts.length === 0) return { deal: null, reason: 'Zoho CRM has no contact with this address.' };
  const fields = dealFields(rules);
  const lists = await Promise.all(
    contacts.map(({ id }) => crm.related('Contacts', String(id), 'Deals', fields, signal)),
  );
  // Two contacts may share a deal.
  const deals = [...new Map(lists.flat().map((record) => [String(record.id), readDeal(record)])).values()];
  reads.push(`${deals.length} deals`);
  const chosen = chooseDeal(deals, rules, { wording: await wording(), today: today() });
  if (chosen === null) return { deal: null, reason: `None of ${deals.length} deals fits a rule.` };
  // Lists name lookups by id only, and the date of an exam is the name of a lookup.
  const whole = await crm.getRecord('Deals', chosen.deal.id, signal);
  return {
    deal: whole === null ? chosen.deal : readDeal(whole),
    reason: `Chosen of ${deals.length} by the rule "${chosen.rule}".`,
    because: { is: 'rule', rule: chosen.rule, of: deals.length },
  };
}
