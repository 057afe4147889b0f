import type { Told } from '../../../log/told.ts';
import { tell } from '../../../sentences/tell.ts';
import type { Message } from '../../conversation/conversation.ts';
import type { Question } from '../../conversation/question.ts';
import { readLanguage } from '../../rules/language.ts';
import type { OpenTicket } from '../../run/open-ticket.ts';
import type { Drafted } from './drafts.ts';

/** Why a person should look before an answer goes out, in sentences; empty where nothing speaks against it. */
export function doubtsOf({ message, since }: Question, drafted: Drafted): Told[] {
  const { evidence } = message;
  return [
    ...(evidence?.is === 'person' ? evidence.doubts : []),
    ...(since.some(isFailed) ? [FAILED] : []),
    ...(since.some(isStranger) ? [tell('STRANGER_WROTE')] : []),
    ...(drafted.is === 'outdated' && !drafted.isOurs ? [OLD_DRAFT] : []),
  ];
}

/** A template in another language than the customer's is for a person to send, or not. */
export async function doubtsAboutLanguage(ticket: OpenTicket): Promise<Told[]> {
  const { own } = await ticket.words();
  const { default_language } = ticket.connections.rules.reply;
  const { is } = readLanguage(`${ticket.ticket.subject ?? ''}\n${own}`, default_language);
  return is === 'other' ? [OTHER_LANGUAGE] : [];
}

const OTHER_LANGUAGE = tell('OTHER_LANGUAGE');
export const OLD_DRAFT = tell('OLD_DRAFT');
export const FAILED = tell('NOT_DELIVERED');

export function isFailed({ by, delivery }: Message): boolean {
  return by === 'us' && delivery === 'failed';
}

function isStranger({ by, isPublic }: Message): boolean {
  return by === 'outsider' && isPublic;
}
