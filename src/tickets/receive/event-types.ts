/** What Zoho Desk calls its events about tickets; other names are kept as they came. */
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
const BY_LOWER_CASE = new Map(TICKET_EVENT_TYPES.map((name) => [name.toLowerCase(), name]));

/** Zoho's spelling of an event's name, whatever case the sender used. */
export function canonicalType(given: string): string {
  return BY_LOWER_CASE.get(given.toLowerCase()) ?? given;
}

/** The event is about a part of a ticket: its payload's own id is the part's, not the ticket's. */
export function isAboutPart(eventType: string): boolean {
  return /_(thread|comment|attachment|approval)_/i.test(eventType);
}
