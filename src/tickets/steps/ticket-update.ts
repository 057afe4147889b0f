import { values } from '../../inbound/values.ts';
import type { Told } from '../../log/told.ts';
import { type Static, Type } from '../../schema.ts';
import { tell } from '../../sentences/tell.ts';
import type { OpenTicket } from '../run/open-ticket.ts';
import { staffNote } from './staff-note.ts';
import { decidedBefore, type StepModule, skipped } from './step.ts';

const UpdateProposal = Type.Object({
  status: Type.Union([Type.String(), Type.Null()]),
  note: Type.String(),
  marker: Type.String(),
});
type UpdateProposal = Static<typeof UpdateProposal>;

/** Notes for the team, in private, what was understood; and moves the status on once our answer was sent. */
export const ticketUpdate: StepModule = {
  async propose(ticket) {
    const note = await findings(ticket);
    const status = await statusAfterAnswer(ticket);
    if (note === '' && status === null) return skipped(tell('NOTHING_TO_NOTE'));
    const key = `${ticket.occasion}:${status ?? 'note'}`;
    const decided = await decidedBefore(ticket, 'ticket', key);
    if (decided !== null) return decided;
    const proposal: UpdateProposal = { status, note, marker: `[hub ${ticket.occasion}]` };
    const reason = status === null ? tell('UNDERSTOOD_NOTED') : tell('STATUS_AFTER_ANSWER', { status });
    return { is: 'proposal', key, proposal, reason };
  },

  async write(json, ticket) {
    const { status, note, marker } = values().Parse(UpdateProposal, json);
    const { desk } = ticket.connections;
    const { id } = ticket.ticket;
    const written: Told[] = [];
    if (note !== '') {
      await ticket.guard();
      const { already } = await desk.addComment(id, { content: note, marker }, ticket.signal);
      if (!already) written.push(tell('A_PRIVATE_NOTE_ON_THE_TICKET'));
      await ticket.settle({});
    }
    if (status === null) return { written, reason: tell('NOTE_ON_TICKET') };
    await ticket.guard();
    await desk.updateTicket(id, { status }, ticket.signal);
    written.push(tell('THE_STATUS_OF_THE_TICKET'));
    return { written, reason: tell('STATUS_IS', { status }), own: {} };
  },

  async trace({ proposal }, { conversation, snapshot }) {
    const { status, note, marker } = values().Parse(UpdateProposal, proposal);
    if (status !== null && snapshot.status !== status) return null;
    const isNoted = conversation.messages.some(
      ({ kind, text }) => kind === 'comment' && text.includes(marker),
    );
    if (note !== '' && !isNoted) return null;
    return { written: [], reason: tell('NOTE_AND_STATUS') };
  },
};

async function findings(ticket: OpenTicket): Promise<string> {
  const recommended = await ticket.recommendation();
  const choice = await ticket.deal();
  const { intents } = await ticket.wording();
  return staffNote({ recommended, choice, intents }, ticket.connections.staffLanguage);
}

/** Only after an answer that we sent ourselves: a colleague who answers and leaves the ticket open means it. */
async function statusAfterAnswer(ticket: OpenTicket): Promise<string | null> {
  const { answered_from, answered_to } = ticket.connections.rules.ticket;
  const answer = await ticket.findEarlier('reply', ticket.occasion);
  const isSent = answer?.status === 'applied' && answer.result?.mode === 'sent';
  return isSent && answered_from.includes(ticket.snapshot.status) ? answered_to : null;
}
