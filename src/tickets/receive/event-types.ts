/** What Zoho Desk calls its events about tickets. */
export const TICKET_EVENT_TYPES: readonly string[] = [
  'Ticket_Add',
  'Ticket_Update',
  'Ticket_Delete',
  'Ticket_Comment_Add',
  'Ticket_Comment_Update',
  'Ticket_Comment_Attachment_Add',
  'Ticket_Comment_Attachment_Delete',
  'Ticket_Thread_Add',
  'Ticket_Approval_Add',
  'Ticket_Approval_Update',
  'Ticket_Attachment_Add',
  'Ticket_Attachment_Update',
  'Ticket_Attachment_Delete',
  'Ticket_Attachment_Trashed',
  'Ticket_Attachment_Restored',
];
const BY_KEY = new Map(TICKET_EVENT_TYPES.map((name) => [name.toLowerCase(), name]));

/** Words that senders use in the place of Zoho's own, which are the values. */
const SYNONYMS: Readonly<Record<string, string>> = {
  created: 'add',
  create: 'add',
  added: 'add',
  new: 'add',
  insert: 'add',
  inserted: 'add',
  opened: 'add',
  updated: 'update',
  edit: 'update',
  edited: 'update',
  change: 'update',
  changed: 'update',
  modified: 'update',
  deleted: 'delete',
  remove: 'delete',
  removed: 'delete',
  message: 'thread',
  reply: 'thread',
  tickets: 'ticket',
};
/** Zoho's other things: an event about one of them is about no ticket. */
const OTHER_MODULES = new Map([
  ['contact', 'contacts'],
  ['account', 'accounts'],
  ['agent', 'agents'],
  ['department', 'departments'],
  ['article', 'articles'],
  ['product', 'products'],
  ['contract', 'contracts'],
  ['task', 'tasks'],
  ['call', 'calls'],
  ['event', 'events'],
  ['timeentry', 'time_entries'],
  ['kbrootcategory', 'kb_categories'],
  ['kbsection', 'kb_sections'],
  ['kb', 'kb_categories'],
  ['im', 'instant_messages'],
]);
/** Parts of a ticket without words of anyone. */
const SILENT_PARTS = new Set(['attachment', 'approval']);
const VERBS = new Set(['add', 'update', 'delete']);

/** `TicketCreated`, `ticket.created`, `Ticket Created` and `ticket_created` are the words ticket and add. */
function wordsOf(given: string): string[] {
  const parts = given
    .replace(/(\p{Ll})(?=\p{Lu})/gu, '$1_')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '');
  return parts.map((part) => SYNONYMS[part] ?? part);
}

/** Zoho's own name of an event, whatever spelling the sender used; other names are kept as they came. */
export function canonicalType(given: string): string {
  const words = wordsOf(given);
  const named = BY_KEY.get(words.join('_'));
  if (named !== undefined) return named;
  // `update` and `thread.add` come from senders that know nothing but tickets.
  const [first = ''] = words;
  const isTicket = VERBS.has(first) || first === 'thread' || first === 'comment';
  return (isTicket ? BY_KEY.get(['ticket', ...words].join('_')) : undefined) ?? given;
}

/** The event is about a part of a ticket: its payload's own id is the part's, not the ticket's. */
export function isAboutPart(eventType: string): boolean {
  return wordsOf(eventType).some((word) => word === 'thread' || word === 'comment' || SILENT_PARTS.has(word));
}

/** The module that an event of Zoho Desk is about where it is about no ticket; null for everything else. */
export function otherModule(eventType: string): string | null {
  const [first = '', second] = wordsOf(eventType);
  // A name alone, such as "call", is some sender's own word.
  return second === undefined ? null : (OTHER_MODULES.get(first) ?? null);
}

/** Whatever happened to a ticket, or to words on it, is a reason to look: to look costs little, and to miss one much. */
export function isWorthALook(eventType: string): boolean {
  return otherModule(eventType) === null && !wordsOf(eventType).some((word) => SILENT_PARTS.has(word));
}
