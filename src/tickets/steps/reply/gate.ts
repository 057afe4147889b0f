import { isOwnNote } from '../../conversation/snapshot.ts';
import type { OpenTicket } from '../../run/open-ticket.ts';
import { refusalsToSend } from './auto-send.ts';
import type { ReplyProposal } from './proposal.ts';

/** Why no program may send this answer, by name; empty when one may. */
export async function refusalsOfGate(ticket: OpenTicket, proposal: ReplyProposal): Promise<string[]> {
  const { auto_send } = ticket.connections.rules.reply;
  // With an empty list nothing can be sent, and nothing more has to be read to know it.
  if (auto_send.length === 0) return ['not_on_allow_list'];
  const { deal } = await ticket.deal();
  const { messages } = ticket.conversation;
  const ofOthers = messages.filter(({ kind, direction }) => kind === 'thread' && direction === 'in');
  const ours = messages.filter(({ kind, direction }) => kind === 'thread' && direction === 'out');
  return refusalsToSend(
    {
      subject: ticket.ticket.subject,
      intents: proposal.intents,
      state: deal?.stage ?? 'none',
      confidence: proposal.confidence,
      isFallback: proposal.source === 'fallback',
      isProven: ticket.isProven,
      inboundCount: ofOthers.length,
      outboundCount: ours.length,
      commentCount: messages.filter((each) => each.kind === 'comment' && !isOwnNote(each)).length,
      attachmentCount: ticket.question?.message.attachmentCount ?? 0,
      message: (await ticket.words()).own,
      recipient: proposal.to,
      contactEmail: ticket.ticket.email,
      answer: proposal.text,
    },
    auto_send,
  );
}
