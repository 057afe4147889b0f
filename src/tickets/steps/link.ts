import { values } from '../../inbound/values.ts';
import { type Static, Type } from '../../schema.ts';
import { tell } from '../../sentences/tell.ts';
import { linkedDealId } from './link-field.ts';
import { decidedBefore, type StepModule, skipped, unchanged } from './step.ts';

const LinkProposal = Type.Object({ deal_id: Type.String(), deal_name: Type.String(), value: Type.String() });
type LinkProposal = Static<typeof LinkProposal>;

/** Links the ticket to its deal, in a custom field that is written only while it is empty. */
export const link: StepModule = {
  async propose(ticket) {
    const { deal, reason } = await ticket.deal();
    const { link: held } = ticket.snapshot;
    if (held !== null && linkedDealId(held) === null) return skipped(tell('LINK_FIELD_TAKEN'));
    if (deal === null) return skipped(reason);
    if (held !== null) return unchanged(reason);
    const decided = await decidedBefore(ticket, 'link', deal.id);
    if (decided !== null) return decided;
    const value = `${ticket.connections.crmWeb}/crm/tab/Potentials/${deal.id}`;
    const proposal: LinkProposal = { deal_id: deal.id, deal_name: deal.name, value };
    return { is: 'proposal', key: deal.id, proposal, reason };
  },

  async write(json, ticket) {
    const { value, deal_id } = values().Parse(LinkProposal, json);
    const { desk, rules } = ticket.connections;
    await ticket.guard();
    await desk.updateTicket(ticket.ticket.id, { cf: { [rules.link_field]: value } }, ticket.signal);
    return {
      written: [tell('OF_THE_TICKET', { field: rules.link_field })],
      reason: tell('LINKED_TO_DEAL', { deal: deal_id }),
      own: { link: value },
    };
  },

  async trace({ proposal }, { snapshot }) {
    const { value, deal_id } = values().Parse(LinkProposal, proposal);
    if (snapshot.link !== value) return null;
    return { written: [], reason: tell('LINKED_TO_DEAL', { deal: deal_id }) };
  },
};
