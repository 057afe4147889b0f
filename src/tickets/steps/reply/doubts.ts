import type { Message } from '../../conversation/conversation.ts';
import type { Question } from '../../conversation/question.ts';
import { readLanguage } from '../../rules/language.ts';
import type { OpenTicket } from '../../run/open-ticket.ts';
import type { Drafted } from './drafts.ts';

/** Why a person should look before an answer goes out, in sentences; empty where nothing speaks against it. */
export function doubtsOf({ message, since }: Question, drafted: Drafted): string[] {
  const { evidence } = message;
  return [
    ...(evidence?.is === 'person' ? evidence.doubts : []),
    ...(since.some(isFailed) ? [FAILED] : []),
    ...(since.some(isStranger) ? ['Somebody else has written on the ticket since.'] : []),
    ...(drafted.is === 'outdated' && !drafted.isOurs ? [OLD_DRAFT] : []),
  ];
}

/** A template in another language than the customer's is for a person to send, or not. */
export async function doubtsAboutLanguage(ticket: OpenTicket): Promise<string[]> {
  const { own } = await ticket.words();
  const { default_language } = ticket.connections.rules.reply;
  const { is } = readLanguage(`${ticket.ticket.subject ?? ''}\n${own}`, default_language);
  return is === 'other' ? [OTHER_LANGUAGE] : [];
}

const OTHER_LANGUAGE =
  'It is written in a language that none of the answers is written in: a person should answer.';
export const OLD_DRAFT = 'A draft from before this message is still on the ticket: do not send it as it is.';
export const FAILED = 'A mail of ours was not delivered: check the address of the customer.';

export function isFailed({ by, delivery }: Message): boolean {
  return by === 'us' && delivery === 'failed';
}

function isStranger({ by, isPublic }: Message): boolean {
  return by === 'outsider' && isPublic;
}
