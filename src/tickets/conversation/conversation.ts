import { decodeWords } from 'postal-mime';
import type {
  DeskComment,
  DeskThread,
  DeskThreadDetail,
  DeskTicket,
  MailHeaders,
} from '../../outside/zoho/desk/ticket.ts';
import { type Address, parseAddress, parseAddresses } from './address.ts';
import type { AddressBook } from './address-book.ts';
import { type Evidence, evidence, type KnownMachines } from './machines/evidence.ts';
import { mailingListOf } from './machines/lists.ts';
import { unwrapForward } from './quotes/forward.ts';

/** Who wrote a message. An outsider is a person who is neither the customer nor one of us, such as a supplier. */
type Author = 'customer' | 'outsider' | 'us' | 'machine';

/** One message of a ticket, wherever Zoho Desk keeps it. */
export type Message = {
  /** `description`: the text of a ticket that no message came with, as from a form. */
  kind: 'thread' | 'comment' | 'description';
  id: string;
  by: Author;
  direction: 'in' | 'out';
  /** The customer can see it. */
  isPublic: boolean;
  channel: string;
  /** A failed one reached nobody. */
  delivery: 'sent' | 'pending' | 'failed' | 'draft';
  /** ISO; empty for a description. */
  at: string;
  /** Its writer; of a message that one of us forwarded, the writer of the one inside. */
  from: Address | null;
  /** Where its writer wants the answer. */
  answerTo: Address | null;
  to: readonly Address[];
  cc: readonly Address[];
  attachmentCount: number;
  isForward: boolean;
  /** The first words only, where the message was not read by itself. */
  text: string;
  html: string | null;
  /** What speaks for a machine and what is in doubt; null for what went out. */
  evidence: Evidence | null;
};

/** Everything that was written on a ticket, oldest first. */
export type Conversation = { messages: readonly Message[] };

/** What Zoho Desk has on a ticket, as far as it was read. */
export type Material = {
  ticket: Pick<DeskTicket, 'email' | 'contactId' | 'subject' | 'channel'>;
  threads: readonly DeskThread[];
  /** With their words as plain text. */
  comments: readonly DeskComment[];
  /** As plain text; null where it was not needed. */
  description: string | null;
  /** Threads that were read by themselves, by id. */
  details: ReadonlyMap<string, DeskThreadDetail>;
  /** Header lines of mails, by thread; null where Zoho has none. */
  headers: ReadonlyMap<string, MailHeaders | null>;
};

/** What this house knows: its own people, and the machines that write to it. */
export type House = { book: AddressBook; machines: KnownMachines };

/** Turns what Zoho Desk has on a ticket into who wrote what to whom, in order. */
export function converse(material: Material, house: House): Conversation {
  const { book } = house;
  const { ticket, threads, comments } = material;
  const contact = customerIn(parseAddress(ticket.email ?? ''), book);
  const read = threads.map((thread) => readThread(thread, material, house, contact));
  // Whoever wrote first is the customer, even where somebody else was made the contact of the ticket.
  const first = read.find(({ by, isPublic }) => by === 'customer' && isPublic)?.from?.address;
  const people: People = {
    addresses: new Set([contact?.address, first].filter((address) => address !== undefined)),
    contactId: ticket.contactId,
    contact,
  };
  const messages = [
    ...read.map((message, index) => placed(message, threads[index] as DeskThread, people)),
    ...comments.map((comment) => readComment(comment, people, book)),
  ].sort((a, b) => Number(a.at > b.at) - Number(a.at < b.at));
  return { messages: isWritten(messages) ? messages : [describe(material, contact), ...messages] };
}

/** Somebody wrote a message. A ticket from a form, or one that an agent typed in, has none: it has a description. */
function isWritten(messages: readonly Message[]): boolean {
  return messages.some(({ kind, by, delivery }) =>
    kind === 'thread' ? delivery !== 'draft' : by === 'customer',
  );
}

/** By what the customer is known. */
type People = { addresses: ReadonlySet<string>; contactId: string | null; contact: Address | null };

/** A thread as it stands alone: everyone outside who is no machine may be the customer. */
function readThread(thread: DeskThread, material: Material, house: House, contact: Address | null): Message {
  const detail = material.details.get(thread.id);
  const from = writerOf(thread, contact);
  const message = {
    kind: 'thread' as const,
    id: thread.id,
    direction: thread.direction,
    isPublic: thread.isPublic,
    channel: thread.channel,
    delivery: deliveryOf(thread.status),
    at: thread.createdTime,
    from,
    answerTo: null,
    to: parseAddresses(thread.to).read,
    cc: parseAddresses(thread.cc).read,
    attachmentCount: thread.attachmentCount,
    isForward: thread.isForward,
    text: detail?.text ?? thread.summary,
    html: detail?.html ?? null,
    evidence: null,
  };
  if (thread.direction === 'out') return { ...message, by: 'us' };
  const replyTo = replyToOf(detail?.replyTo ?? '', material.headers.get(thread.id) ?? null, house.book);
  const isOurs =
    thread.authorType === 'AGENT' || (from !== null && replyTo === null && house.book.isOwn(from));
  if (isOurs) return readOwnMail(message, house.book);
  // A form of a website writes from an address that reads nothing, and names whom to answer.
  return readMailOfOthers(message, replyTo ?? from, thread, material, house);
}

/** The one customer whom the mail wants answered. Lists put themselves there, and an answer would go to all of them. */
function replyToOf(line: string, headers: MailHeaders | null, book: AddressBook): Address | null {
  const list = headers === null ? null : mailingListOf(headers);
  const named = parseAddresses(line).read.filter((each) => each.address !== list?.post);
  const [customer, ...others] = named.flatMap((each) => customerIn(each, book) ?? []);
  return customer === undefined || others.length > 0 ? null : customer;
}

/** By the evidence of a machine's; else of a person, who may be the customer. */
function readMailOfOthers(
  message: Omit<Message, 'by'>,
  writer: Address | null,
  { authorName }: DeskThread,
  { headers, ticket }: Material,
  { book, machines }: House,
): Message {
  const mail = {
    headers: headers.get(message.id) ?? null,
    from: writer?.address ?? '',
    name: writer?.name || (authorName ?? ''),
    // The subject of the ticket is that of its first mail.
    subject: headers.get(message.id)?.get('subject')?.map(decodeWords)[0] ?? ticket.subject ?? '',
    text: message.text,
    contentType: headers.get(message.id)?.get('content-type')?.[0] ?? '',
  };
  const found = evidence(mail, machines);
  const answerTo = customerIn(writer, book);
  if (found.is === 'machine') return { ...message, by: 'machine', evidence: found };
  return { ...message, by: 'customer', from: writer, answerTo, evidence: found };
}

/** By the header, or by what Zoho knows of the author; where neither names anybody, it is the contact of the ticket. */
function writerOf({ from, authorEmail }: DeskThread, contact: Address | null): Address | null {
  if (from === '' && authorEmail === null) return contact;
  return parseAddress(from) ?? parseAddress(authorEmail ?? '');
}

/** A mail of one of us to us: a customer's where it forwards one, and with nobody to answer where it does not. */
function readOwnMail(message: Omit<Message, 'by'>, book: AddressBook): Message {
  const original = unwrapForward(message.text, (address) => book.isOwn(address));
  const writer = original && customerIn(original.from, book);
  if (original === null || writer === null) return { ...message, by: 'us' };
  return { ...message, by: 'customer', from: writer, answerTo: writer, text: original.text, html: null };
}

/** Beside the others: a person who is known by nothing to be the customer is somebody else. */
function placed(message: Message, thread: DeskThread, people: People): Message {
  if (message.by !== 'customer' || isCustomer(message.from, thread, people)) return message;
  return { ...message, by: 'outsider' };
}

/** By the address, or by the contact of the ticket where it wrote from another address of its own. */
function isCustomer(
  from: Address | null,
  { authorId, authorEmail }: Pick<DeskThread, 'authorId' | 'authorEmail'>,
  people: People,
): boolean {
  if (from === null) return authorId !== null && authorId === people.contactId;
  if (people.addresses.has(from.address)) return true;
  const known = parseAddress(authorEmail ?? '')?.address;
  return known === from.address && authorId !== null && authorId === people.contactId;
}

/** Comments in the portal are the customer's, all others the team's. Where Zoho names no kind of author, it is ours. */
function readComment(comment: DeskComment, people: People, book: AddressBook): Message {
  const from = parseAddress(comment.authorEmail ?? '');
  const isOurs =
    comment.authorType === 'AGENT' ||
    (from !== null && book.isOwn(from)) ||
    (comment.authorType === null && !isCustomer(from, comment, people));
  const isTheirs =
    !isOurs && ((from === null && comment.authorId === null) || isCustomer(from, comment, people));
  const by = isOurs ? 'us' : isTheirs ? 'customer' : 'outsider';
  return {
    kind: 'comment',
    id: comment.id,
    by,
    direction: isOurs ? 'out' : 'in',
    isPublic: comment.isPublic,
    channel: 'Portal',
    delivery: 'sent',
    at: comment.commentedTime,
    from,
    answerTo: isTheirs ? (customerIn(from, book) ?? people.contact) : null,
    to: [],
    cc: [],
    attachmentCount: 0,
    isForward: false,
    text: comment.content,
    html: null,
    evidence: null,
  };
}

function describe({ description, ticket }: Material, contact: Address | null): Message {
  return {
    kind: 'description',
    id: NO_MESSAGE,
    by: 'customer',
    direction: 'in',
    isPublic: true,
    channel: ticket.channel,
    delivery: 'sent',
    at: '',
    from: contact,
    answerTo: contact,
    to: [],
    cc: [],
    attachmentCount: 0,
    isForward: false,
    text: description ?? '',
    html: null,
    evidence: null,
  };
}

/** In the place of the id of a message, for a ticket that has none. */
export const NO_MESSAGE = 'no message';

function deliveryOf(status: string): Message['delivery'] {
  if (status === 'DRAFT' || status === 'PENDING' || status === 'FAILED')
    return status.toLowerCase() as 'draft' | 'pending' | 'failed';
  return 'sent';
}

/** An address that a letter may go to: nobody of ours, and no machine that reads nothing. */
export function customerIn(address: Address | null, book: AddressBook): Address | null {
  return address === null || book.isOwn(address) || book.isNoReply(address) ? null : address;
}
