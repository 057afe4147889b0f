import type { DeskThread } from '../outside/zoho/desk/ticket.ts';
import type { TicketContext } from './context.ts';
import { isByUs, senderOf } from './conversation/customer.ts';
import { fold } from './rules/words.ts';

/** Why nothing is done about a ticket. The code is for machines, the reason for people. */
export type Refusal = { code: string; reason: string };

/** What ends a run before anything is paid for: no CRM call, no assistant. Asks Zoho for a message at most. */
export async function refuseTicket(context: TicketContext): Promise<Refusal | null> {
  return refuseState(context) ?? (await refuseSender(context));
}

function refuseState({ ticket, world }: TicketContext): Refusal | null {
  if (ticket.statusType === 'Closed') return { code: 'closed', reason: 'The ticket is closed.' };
  if (ticket.isSpam) return { code: 'spam', reason: 'The ticket is marked as spam.' };
  if (ticket.sourceType === 'INSTANT_MESSAGE')
    return { code: 'instant_message', reason: 'It is a chat, which is answered where it takes place.' };
  if (world.rules.bounces.first(fold(ticket.subject ?? '')) !== null)
    return { code: 'bounce', reason: 'It says that a mail of ours could not be delivered.' };
  return null;
}

async function refuseSender(context: TicketContext): Promise<Refusal | null> {
  const { inbound, threads, world } = context;
  if (inbound === null && threads.some(isSent))
    return { code: 'own_message', reason: 'Only our own people have written so far.' };
  const sender = inbound && senderOf(inbound);
  if (sender && world.rules.addressBook.isNoReply(sender))
    return { code: 'no_reply', reason: 'The sender is a machine that reads no answers.' };
  if (inbound === null || !isByUs(inbound, await context.book())) return null;
  const { customer } = await context.message();
  if (customer !== null) return null;
  return { code: 'own_message', reason: 'The newest message is our own and forwards no customer.' };
}

/** What keeps an answer from being written, while the ticket may still be linked and moved. */
export function refuseReply({ threads }: TicketContext): Refusal | null {
  if (threads.some(({ status }) => status === 'DRAFT'))
    return { code: 'draft_exists', reason: 'A draft of an answer is on the ticket already.' };
  if (isAnswered(threads))
    return { code: 'already_answered', reason: 'The newest message is an answer of ours.' };
  return null;
}

/** The newest message that the customer can see is ours. */
function isAnswered(threads: readonly DeskThread[]): boolean {
  return threads.findLast(({ isPublic, status }) => isPublic && status !== 'DRAFT')?.direction === 'out';
}

function isSent({ direction, status }: DeskThread): boolean {
  return direction === 'out' && status !== 'DRAFT';
}
