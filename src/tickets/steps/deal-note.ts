import { values } from '../../inbound/values.ts';
import { type Static, Type } from '../../schema.ts';
import { tell } from '../../sentences/tell.ts';
import { decidedBefore, type StepModule, skipped } from './step.ts';

const NoteProposal = Type.Object({
  deal_id: Type.String(),
  title: Type.String(),
  content: Type.String(),
  marker: Type.String(),
});
type NoteProposal = Static<typeof NoteProposal>;

/** Leaves one note per message on the deal, so that whoever sells knows what support knows. */
export const dealNote: StepModule = {
  async propose(open) {
    const { deal, reason } = await open.deal();
    if (deal === null) return skipped(reason);
    const key = `${open.occasion}:${deal.id}`;
    const decided = await decidedBefore(open, 'note', key);
    if (decided !== null) return decided;
    const { ticket, connections, occasion } = open;
    const department = (await open.recommendation())?.department ?? 'none';
    const { intents } = await open.wording();
    const meta = [
      `ticket=${ticket.id}`,
      `message=${occasion}`,
      `intent=${intents[0] ?? 'none'}`,
      `intents_sec=${intents.slice(1).join(',') || 'none'}`,
      `department=${department}`,
    ];
    const proposal: NoteProposal = {
      deal_id: deal.id,
      title: `${connections.rules.deals.note_title} - Ticket ${ticket.ticketNumber}`,
      content: `[META] ${meta.join(' | ')}\n${ticket.webUrl}`,
      marker: `[hub ${ticket.id}/${occasion}]`,
    };
    return { is: 'proposal', key, proposal, reason: tell('ONE_NOTE_PER_MESSAGE') };
  },

  async write(json, ticket) {
    const { deal_id, ...note } = values().Parse(NoteProposal, json);
    await ticket.guard();
    const { crm } = ticket.connections;
    const { already } = await crm.addNote('Deals', deal_id, note, ticket.signal);
    return { written: already ? [] : [tell('A_NOTE_ON_THE_DEAL')], reason: tell('NOTE_ON_DEAL') };
  },
};
