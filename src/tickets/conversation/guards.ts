import type { Told } from '../../log/told.ts';
import type { DeskTicket } from '../../outside/zoho/desk/ticket.ts';
import { tell } from '../../sentences/tell.ts';
import type { Rules } from '../rules/rules.ts';
import type { Conversation, Message } from './conversation.ts';
import type { Evidence, MachineKind } from './machines/evidence.ts';
import type { Question } from './question.ts';

/** Why nothing is done about a ticket. The code is for machines, the reason for people. */
export type Refusal = { code: string; reason: Told | readonly Told[] };

/** What ends all work on a ticket, whoever wrote on it. */
export function refuseState(ticket: DeskTicket): Refusal | null {
  if (ticket.statusType === 'Closed') return { code: 'closed', reason: tell('TICKET_CLOSED') };
  if (ticket.isSpam) return { code: 'spam', reason: tell('TICKET_SPAM') };
  if (ticket.sourceType === 'INSTANT_MESSAGE')
    return { code: 'instant_message', reason: tell('TICKET_CHAT') };
  return null;
}

/** Why there is no message of a customer to work on; null where there is one. */
export function refuseSender({ messages }: Conversation, question: Question | null): Refusal | null {
  const newest = messages.findLast(({ kind, delivery }) => kind === 'thread' && delivery !== 'draft');
  const isNewer = newest !== undefined && newest.at >= (question?.message.at ?? '');
  // A mail of a colleague to us that forwards nobody: what it wants is for a person to say.
  if (isNewer && newest.by === 'us' && newest.direction === 'in')
    return { code: 'own_message', reason: tell('OWN_MESSAGE') };
  if (question !== null) return null;
  if (newest?.evidence?.is === 'machine') return machine(newest.evidence);
  if (newest?.by === 'us') return { code: 'own_message', reason: tell('ONLY_OURS') };
  return { code: 'no_customer', reason: tell('NO_CUSTOMER') };
}

type Machine = Extract<Evidence, { is: 'machine' }>;

function machine({ kind, because }: Machine): Refusal {
  return { code: kind, reason: [MACHINES[kind], ...because] };
}

const MACHINES: Readonly<Record<MachineKind, Told>> = {
  bounce: tell('MACHINE_BOUNCE'),
  auto_reply: tell('MACHINE_AUTO_REPLY'),
  list: tell('MACHINE_LIST'),
  no_reply: tell('MACHINE_NO_REPLY'),
};

/** A chat, a forum or a telephone call is answered where it takes place, unless the rules say otherwise. */
export function refuseChannel(
  message: Message,
  ticket: DeskTicket,
  { reply }: Pick<Rules, 'reply'>,
): Refusal | null {
  const allowed = new Set((reply.mail_channels ?? MAIL_CHANNELS).map(letters));
  const other = [ticket.channel, message.channel].find(
    (channel) => channel !== '' && !allowed.has(letters(channel)),
  );
  if (other === undefined) return null;
  return { code: 'other_channel', reason: tell('OTHER_CHANNEL', { channel: other }) };
}

/** Zoho writes "Email", "EMAIL", "Web Form" and "Customer Portal" as it likes. */
const MAIL_CHANNELS = [
  'email',
  'mail',
  'web',
  'web form',
  'forms',
  'feedback',
  'feedback widget',
  'portal',
  'customer portal',
  'help center',
];

function letters(channel: string): string {
  return channel.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** What keeps an answer from being written, while the ticket may still be linked and moved. */
export function refuseReply(question: Question): Refusal | null {
  if (question.answer?.kind === 'comment')
    return { code: 'already_answered', reason: tell('ANSWERED_BY_COMMENT') };
  if (question.answer !== null) return { code: 'already_answered', reason: tell('ANSWERED') };
  return null;
}
