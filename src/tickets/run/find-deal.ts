import type { Told } from '../../log/told.ts';
import { tell } from '../../sentences/tell.ts';
import type { Connections } from '../connections.ts';
import type { Address } from '../conversation/address.ts';
import { chooseDeal, type Deal, readDeal } from '../rules/deals.ts';
import { dealFields } from '../rules/rules.ts';
import type { Wording } from '../rules/wording.ts';
import { linkedDealId } from '../steps/link-field.ts';

/** Which deal a ticket is about, and how that is known. */
export type DealChoice = { deal: Deal | null; reason: Told };

/** What leads to a deal; `reads` is told what was read on the way. */
type Trail = {
  /** What the field of the link holds. */
  link: string | null;
  customer: Address | null;
  wording: () => Promise<Wording>;
  reads: Told[];
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
  trail.reads.push(tell('DEAL', { id: linked }));
  if (record === null) return { deal: null, reason: tell('LINKED_DEAL_GONE', { deal: linked }) };
  return { deal: readDeal(record), reason: tell('LINKED_DEAL') };
}

async function findByCustomer(
  { customer, wording, reads }: Trail,
  { crm, rules, today }: Connections,
  signal: AbortSignal,
): Promise<DealChoice> {
  if (customer === null) return { deal: null, reason: tell('NO_CUSTOMER_ADDRESS') };
  const contacts = await crm.search('Contacts', { email: customer.address }, signal);
  reads.push(tell('CONTACTS_WITH_THE_ADDRESS_OF_THE_CUSTOMER', { count: contacts.length }));
  if (contacts.length === 0) return { deal: null, reason: tell('NO_CONTACT') };
  const fields = dealFields(rules);
  const lists = await Promise.all(
    contacts.map(({ id }) => crm.related('Contacts', String(id), 'Deals', fields, signal)),
  );
  // Two contacts may share a deal.
  const deals = [...new Map(lists.flat().map((record) => [String(record.id), readDeal(record)])).values()];
  reads.push(tell('DEALS', { count: deals.length }));
  const chosen = chooseDeal(deals, rules, { wording: await wording(), today: today() });
  if (chosen === null) return { deal: null, reason: tell('NO_DEAL_FITS', { count: deals.length }) };
  // Lists name lookups by id only, and the date of an exam is the name of a lookup.
  const whole = await crm.getRecord('Deals', chosen.deal.id, signal);
  return {
    deal: whole === null ? chosen.deal : readDeal(whole),
    reason: tell('DEAL_CHOSEN', { count: deals.length, rule: chosen.rule }),
  };
}
