import type { Conversation, Message } from './conversation.ts';

/**
 * The newest public message of the customer, and what became of it. A doubled letter is worse than a late one, so
 * whatever of ours the customer may have seen since counts as an answer, but not what is known to have failed.
 */
export type Question = {
  message: Message;
  /** What one of us answered; null while it is open. */
  answer: Message | null;
  /** What was written after it and is no answer: notes, drafts, failed mails, words of others. */
  since: readonly Message[];
};

/** Null where no customer has written in public. */
export function findQuestion({ messages }: Conversation): Question | null {
  const at = messages.findLastIndex(isQuestion);
  const message = messages[at];
  if (message === undefined) return null;
  const later = messages.slice(at + 1);
  const answer = later.find((each) => answers(each, message)) ?? null;
  return { message, answer, since: later.filter((each) => each !== answer) };
}

function isQuestion({ by, direction, isPublic, delivery }: Message): boolean {
  return by === 'customer' && direction === 'in' && isPublic && delivery !== 'draft';
}

/** A mail of ours to others, about the question, is no answer to it. */
function answers(later: Message, { answerTo }: Message): boolean {
  if (later.by !== 'us' || later.direction !== 'out' || !later.isPublic) return false;
  if (later.delivery === 'draft' || later.delivery === 'failed') return false;
  const readers = [...later.to, ...later.cc];
  const isToOthers = readers.length > 0 && !readers.some(({ address }) => address === answerTo?.address);
  return !(later.isForward && isToOthers);
}
