import { hash } from 'node:crypto';
import type { Told } from '../../log/told.ts';
import type { DeskTicket } from '../../outside/zoho/desk/ticket.ts';
import { tell } from '../../sentences/tell.ts';
import type { Conversation, Message } from './conversation.ts';
import { findQuestion } from './question.ts';

/** What is compared before each write: whether the ticket is still the one that was thought about. */
export type Snapshot = {
  /** The message to answer, by its id. */
  inbound: string | null;
  /** A hash of every message, note and draft, and of how far each has come. */
  messages: string;
  status: string;
  department: string;
  link: string | null;
};

/** Our own notes end in a mark like this one. They change nothing that anyone has to think about again. */
const OWN_NOTE = /\[hub [^\]]*\]\s*$/;

export function takeSnapshot(ticket: DeskTicket, conversation: Conversation, linkField: string): Snapshot {
  return {
    inbound: findQuestion(conversation)?.message.id ?? null,
    messages: digest(conversation),
    status: ticket.status,
    department: ticket.departmentId,
    link: ticket.cf[linkField] || null,
  };
}

/** @param without messages that were written by ourselves, by their ids */
export function digest({ messages }: Conversation, without: readonly string[] = []): string {
  const known = messages.filter((message) => !isOwnNote(message) && !without.includes(message.id));
  const states = known.map(({ kind, id, isPublic, delivery }) => [kind, id, isPublic, progress(delivery)]);
  return hash('sha256', JSON.stringify(states)).slice(0, 32);
}

/** Not something that anybody said. */
export function isOwnNote({ kind, by, isPublic, text }: Message): boolean {
  return kind === 'comment' && by === 'us' && !isPublic && OWN_NOTE.test(text);
}

/** A mail on its way is a mail that went out. */
function progress(delivery: Message['delivery']): string {
  return delivery === 'pending' ? 'sent' : delivery;
}

/**
 * What changed between two looks at a ticket.
 *
 * @param known as it was kept, which may be in the form of an earlier version: what it does not hold is not compared
 */
export function differences(known: Partial<Snapshot>, now: Snapshot): Told[] {
  const changed = (Object.keys(CHANGES) as (keyof Snapshot)[]).filter(
    (key) => known[key] !== undefined && now[key] !== known[key],
  );
  // A new message of the customer is a message too; once is enough.
  const isNamed = changed.includes('inbound');
  return changed.filter((key) => !(isNamed && key === 'messages')).map((key) => CHANGES[key]);
}

const CHANGES: Record<keyof Snapshot, Told> = {
  inbound: tell('THE_CUSTOMER_WROTE_AGAIN'),
  messages: tell('A_MESSAGE_A_COMMENT_OR_A_DRAFT_WAS_ADDED'),
  status: tell('THE_STATUS_CHANGED'),
  department: tell('THE_TICKET_WAS_MOVED'),
  link: tell('THE_LINK_WAS_CHANGED'),
};
