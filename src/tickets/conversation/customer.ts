import type { DeskThread } from '../../outside/zoho/desk/ticket.ts';
import type { TicketContext } from '../context.ts';
import { type Address, type AddressBook, parseAddress } from './address.ts';
import { readMessage } from './message.ts';

/** The message to act on. `customer` is null when only our own people and machines wrote. */
export type CustomerMessage = {
  customer: Address | null;
  text: string;
  attachmentCount: number;
};

/** The newest message that came in, or, where a colleague forwarded it, the one inside. */
export async function readCustomerMessage(context: TicketContext): Promise<CustomerMessage> {
  const { inbound, ticket, signal } = context;
  const { desk } = context.world;
  const book = await context.book();
  const detail = inbound && (await desk.getThread(ticket.id, inbound.id, signal));
  const contact = customerOf(ticket.email ?? '', book);
  // A ticket from a form may have no message, only its description.
  if (inbound === null || detail === null)
    return {
      customer: contact,
      text: readMessage(await words(ticket.description)).own,
      attachmentCount: 0,
    };
  context.reads.push(`message ${inbound.id}`);
  const { own, original } = readMessage(detail.text);
  const { attachmentCount } = inbound;
  if (!isByUs(inbound, book)) {
    const sender = senderOf(inbound);
    return { customer: sender === null ? contact : asCustomer(sender, book), text: own, attachmentCount };
  }
  if (original === null) return { customer: null, text: own, attachmentCount };
  return { customer: customerOf(original.from, book), text: original.text, attachmentCount };
}

async function words(html: string | null): Promise<string> {
  // Only when it is needed: the reader of HTML is as heavy as a third of a start.
  const { htmlToText } = await import('../../outside/zoho/desk/thread.ts');
  return htmlToText(html ?? '');
}

/** Who a message says it is from, by its header or by what Zoho knows of its author. */
export function senderOf(thread: DeskThread): Address | null {
  return parseAddress(thread.from) ?? parseAddress(thread.authorEmail ?? '');
}

export function isByUs(thread: DeskThread, book: AddressBook): boolean {
  const sender = senderOf(thread);
  return thread.authorType === 'AGENT' || (sender !== null && book.isOwn(sender));
}

function customerOf(header: string, book: AddressBook): Address | null {
  return asCustomer(parseAddress(header), book);
}

function asCustomer(address: Address | null, book: AddressBook): Address | null {
  return address === null || book.isOwn(address) || book.isNoReply(address) ? null : address;
}
