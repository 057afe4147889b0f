import { values } from '../../../inbound/values.ts';
import type { JsonObject } from '../../../log/event.ts';
import { type Static, Type } from '../../../schema.ts';
import type { Message } from '../../conversation/conversation.ts';
import { fold } from '../../rules/words.ts';
import type { OpenTicket } from '../../run/open-ticket.ts';

/**
 * What is noted right before an answer is written. Zoho Desk knows no idempotency key, so this is all by which the
 * answer can be told from a colleague's when its own reply from Zoho was lost.
 */
const Begun = Type.Object({
  begun: Type.Enum(['send', 'draft']),
  /** When the newest message was made that was there before, by the clock of Zoho; empty when none was. */
  after: Type.String(),
  from: Type.String(),
  text: Type.String(),
});
export type Begun = Static<typeof Begun>;

/** Null when no attempt came as far as that. */
export function readBegun(result: JsonObject | null | undefined): Begun | null {
  return values().Check(Begun, result) ? result : null;
}

/** The message or draft that the attempt left on the ticket: newer, from the same address, with the same words. */
export async function findWritten(
  { connections, ticket, conversation, signal }: OpenTicket,
  { after, from, text }: Begun,
): Promise<Message | null> {
  const candidates = conversation.messages.filter(
    (message) =>
      message.kind === 'thread' &&
      message.direction === 'out' &&
      message.at > after &&
      message.from?.address === from.toLowerCase(),
  );
  for (const message of candidates) {
    const detail = await connections.desk.getThread(ticket.id, message.id, signal);
    // Zoho adds a signature and the history, and lays the text out anew.
    if (detail !== null && letters(detail.text).includes(letters(text))) return message;
  }
  return null;
}

function letters(text: string): string {
  return fold(text).replaceAll(' ', '');
}
