import { hash } from 'node:crypto';
import { values } from '../../inbound/values.ts';
import { type Static, Type } from '../../schema.ts';
import { tell } from '../../sentences/tell.ts';
import { fieldChanges, readDeal } from '../rules/deals.ts';
import { StaleProposal } from '../run/stale.ts';
import { decidedBefore, type StepModule, skipped, unchanged } from './step.ts';

const DealProposal = Type.Object({
  deal_id: Type.String(),
  set: Type.Record(Type.String(), Type.String()),
  /** What the fields held when that was thought out. */
  held: Type.Record(Type.String(), Type.Unknown()),
});
type DealProposal = Static<typeof DealProposal>;

/** Writes fields of the deal: those that the rules file allows, and only where they differ. */
export const dealUpdate: StepModule = {
  async propose(ticket) {
    const { deal, reason } = await ticket.deal();
    if (deal === null) return skipped(reason);
    const { rules, today } = ticket.connections;
    const wording = await ticket.wording();
    const change = fieldChanges(deal, wording.intents[0] ?? null, rules, { wording, today: today() });
    if (change === null) return unchanged(tell('NO_DEAL_RULE'));
    if (Object.keys(change.set).length === 0) return unchanged(tell('DEAL_AS_WANTED', { rule: change.rule }));
    const key = `${ticket.occasion}:${hash('sha256', JSON.stringify(change.set)).slice(0, 16)}`;
    const decided = await decidedBefore(ticket, 'deal', key);
    if (decided !== null) return decided;
    const held = Object.fromEntries(
      Object.keys(change.set).map((field) => [field, deal.fields[field] ?? null]),
    );
    const proposal: DealProposal = { deal_id: deal.id, set: change.set, held };
    return {
      is: 'proposal',
      key,
      proposal: { ...proposal, held },
      reason: tell('BY_RULE', { rule: change.rule }),
    };
  },

  async write(json, ticket) {
    const { deal_id, set, held } = values().Parse(DealProposal, json);
    const { crm } = ticket.connections;
    await ticket.guard();
    const record = await crm.getRecord('Deals', deal_id, ticket.signal);
    if (record === null) throw new StaleProposal(tell('THE_DEAL_IS_GONE'));
    const { fields } = readDeal(record);
    const isSame = (wanted: Record<string, unknown>) =>
      Object.entries(wanted).every(([field, value]) => (fields[field] ?? null) === value);
    if (isSame(set)) return { written: [], reason: tell('DEAL_HOLDS_VALUES') };
    if (!isSame(held)) throw new StaleProposal(tell('SOMEONE_CHANGED_THE_DEAL'));
    await crm.update('Deals', deal_id, set, ticket.signal);
    return {
      written: Object.keys(set).map((field) => tell('OF_THE_DEAL', { field })),
      reason: tell('DEAL_CHANGED'),
    };
  },
};
