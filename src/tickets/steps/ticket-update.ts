import { type Static, Type } from 'typebox';
import Value from 'typebox/value';
import type { TicketContext } from '../context.ts';
import { decidedBefore, type StepModule, skipped } from './step.ts';

const UpdateProposal = Type.Object({
  status: Type.Union([Type.String(), Type.Null()]),
  note: Type.String(),
  marker: Type.String(),
});
type UpdateProposal = Static<typeof UpdateProposal>;

/** Notes for the team, in private, what was understood; and moves the status on once our answer was sent. */
export const ticketUpdate: StepModule = {
  async propose(context) {
    const note = await findings(context);
    const status = await statusAfterAnswer(context);
    if (note === '' && status === null) return skipped('There is nothing to note.');
    const key = `${context.occasion}:${status ?? 'note'}`;
    const decided = await decidedBefore(context, 'ticket', key);
    if (decided !== null) return decided;
    const proposal: UpdateProposal = { status, note, marker: `[hub ${context.occasion}]` };
    const reason =
      status === null ? 'What was understood is noted.' : `After an answer the status is ${status}.`;
    return { is: 'proposal', key, proposal, reason };
  },

  async apply(json, context) {
    const { status, note, marker } = Value.Parse(UpdateProposal, json);
    const { world, ticket, signal } = context;
    const written: string[] = [];
    if (note !== '') {
      await context.guard();
      const { already } = await world.desk.addComment(ticket.id, { content: note, marker }, signal);
      if (!already) written.push('a private note on the ticket');
    }
    if (status === null) return { written, reason: 'The note is on the ticket.' };
    await context.guard();
    await world.desk.updateTicket(ticket.id, { status }, signal);
    written.push('the status of the ticket');
    return { written, reason: `The status is ${status}.`, snapshot: { status } };
  },

  async trace({ proposal }, { world, ticket, snapshot, signal }) {
    const { status, note, marker } = Value.Parse(UpdateProposal, proposal);
    if (status !== null && snapshot.status !== status) return null;
    const comments = await world.desk.listComments(ticket.id, signal);
    const isNoted = comments.some(({ content }) => content.includes(marker));
    if (note !== '' && !isNoted) return null;
    const reason = 'The note and the status are on the ticket.';
    return { written: [], reason, ...(status !== null && { snapshot: { status } }) };
  },
};

/** What a colleague wants to know before opening the ticket; empty when nothing was found out. */
async function findings(context: TicketContext): Promise<string> {
  const recommended = await context.recommendation();
  const { deal, reason } = await context.deal();
  const { intents } = await context.wording();
  return [
    recommended && `Department: ${recommended.department}. ${recommended.reason}`,
    deal && `Deal: ${deal.name} (${deal.stage}). ${reason}`,
    intents.length > 0 && `About: ${intents.join(', ')}`,
  ]
    .filter(Boolean)
    .join('\n');
}

/** Only after an answer that we sent ourselves: a colleague who answers and leaves the ticket open means it. */
async function statusAfterAnswer(context: TicketContext): Promise<string | null> {
  const { answered_from, answered_to } = context.world.rules.ticket;
  const answer = await context.findEarlier('reply', context.occasion);
  const isSent = answer?.status === 'applied' && answer.result?.mode === 'sent';
  return isSent && answered_from.includes(context.snapshot.status) ? answered_to : null;
}
