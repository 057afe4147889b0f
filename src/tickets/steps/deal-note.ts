import { type Static, Type } from 'typebox';
import Value from 'typebox/value';
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
  async propose(context) {
    const { deal, reason } = await context.deal();
    if (deal === null) return skipped(reason);
    const key = `${context.occasion}:${deal.id}`;
    const decided = await decidedBefore(context, 'note', key);
    if (decided !== null) return decided;
    const { ticket, world } = context;
    const department = (await context.recommendation())?.department ?? 'none';
    const { intents } = await context.wording();
    const meta = [
      `ticket=${ticket.id}`,
      `message=${context.occasion}`,
      `intent=${intents[0] ?? 'none'}`,
      `intents_sec=${intents.slice(1).join(',') || 'none'}`,
      `department=${department}`,
    ];
    const proposal: NoteProposal = {
      deal_id: deal.id,
      title: `${world.rules.deals.note_title} - Ticket ${ticket.ticketNumber}`,
      content: `[META] ${meta.join(' | ')}\n${ticket.webUrl}`,
      marker: `[hub ${ticket.id}/${context.occasion}]`,
    };
    return { is: 'proposal', key, proposal, reason: 'The deal gets one note per message of the customer.' };
  },

  async apply(json, context) {
    const { deal_id, ...note } = Value.Parse(NoteProposal, json);
    const { world, signal } = context;
    await context.guard();
    const { already } = await world.crm.addNote('Deals', deal_id, note, signal);
    return { written: already ? [] : ['a note on the deal'], reason: 'The note is on the deal.' };
  },
};
