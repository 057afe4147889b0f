import type { DeskTicket } from '../../outside/zoho/desk/ticket.ts';
import type { Rules } from '../rules/rules.ts';
import type { Conversation, Message } from './conversation.ts';
import type { Evidence, MachineKind } from './machines/evidence.ts';
import type { Question } from './question.ts';

/** Why nothing is done about a ticket. The code is for machines, the reason for people. */
export type Refusal = { code: string; reason: string };

/** What ends all work on a ticket, whoever wrote on it. */
export function refuseState(ticket: DeskTicket): Refusal | null {
  if (ticket.statusType === 'Closed') return { code: 'closed', reason: 'The ticket is closed.' };
  if (ticket.isSpam) return { code: 'spam', reason: 'The ticket is marked as spam.' };
  if (ticket.sourceType === 'INSTANT_MESSAGE')
    return { code: 'instant_message', reason: 'It is a chat, which is answered where it takes place.' };
  return null;
}

/** Why there is no message of a customer to work on; null where there is one. */
export function refuseSender({ messages }: Conversation, question: Question | null): Refusal | null {
  const newest = messages.findLast(({ kind, delivery }) => kind === 'thread' && delivery !== 'draft');
  const isNewer = newest !== undefined && newest.at >= (question?.message.at ?? '');
  // A mail of a colleague to us that forwards nobody: what it wants is for a person to say.
  if (isNewer && newest.by === 'us' && newest.direction === 'in')
    return { code: 'own_message', reason: 'The newest message is our own and forwards no customer.' };
  if (question !== null) return null;
  if (newest?.evidence?.is === 'machine') return machine(newest.evidence);
  if (newest?.by === 'us') return { code: 'own_message', reason: 'Only our own people have written so far.' };
  return {
    code: 'no_customer',
    reason: 'Whoever wrote is not the customer, or wrote in private: a person has to answer.',
  };
}

type Machine = Extract<Evidence, { is: 'machine' }>;

function machine({ kind, because }: Machine): Refusal {
  return { code: kind, reason: [MACHINES[kind], ...because].join(' ') };
}

const MACHINES: Readonly<Record<MachineKind, string>> = {
  bounce: 'It says that a mail of ours could not be delivered.',
  auto_reply: 'It is an automatic reply.',
  list: 'It came over a mailing list.',
  no_reply: 'The sender is a machine that reads no answers.',
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
  return {
    code: 'other_channel',
    reason: `It came by ${other}, which is answered there and not by e-mail; "mail_channels" of the rules file can allow it.`,
  };
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
    return { code: 'already_answered', reason: 'One of us has answered by a public comment.' };
  if (question.answer !== null)
    return { code: 'already_answered', reason: 'The newest message is an answer of ours.' };
  return null;
}
