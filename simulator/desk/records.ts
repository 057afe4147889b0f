/**
 * Tickets, threads and comments in the shapes of Zoho's live answers: counts are text, and so are some flags.
 */

export type Json = { [key: string]: unknown };
export type DeskRecord = Json & { id: string };

const STATUS_TYPES = new Map([
  ['Open', 'Open'],
  ['On Hold', 'On Hold'],
  ['En attente', 'On Hold'],
  ['Closed', 'Closed'],
  ['Clôturé', 'Closed'],
]);

export function statusTypeOf(status: unknown): string | undefined {
  return STATUS_TYPES.get(String(status));
}

export function ticketRecord(changes: DeskRecord, nowIso: string): DeskRecord {
  return {
    subject: 'Une question',
    description: null,
    status: 'Open',
    statusType: 'Open',
    channel: 'Email',
    email: 'jean.exemple@example.test',
    phone: null,
    contactId: '198709000000042032',
    departmentId: '198709000000006907',
    priority: null,
    classification: null,
    assigneeId: null,
    layoutDetails: { id: '198709000000013466', layoutName: 'Contact' },
    source: { type: 'SYSTEM', appName: null },
    isSpam: false,
    isDeleted: 'false',
    isTrashed: false,
    threadCount: '0',
    commentCount: '0',
    cf: {},
    customFields: { 'A label, not a name': 'never read this' },
    createdTime: nowIso,
    modifiedTime: nowIso,
    ...changes,
  };
}

export function threadRecord(changes: DeskRecord, nowIso: string): DeskRecord {
  return {
    summary: 'Bonjour',
    content: '<div>Bonjour</div>',
    contentType: 'text/html',
    channel: 'EMAIL',
    direction: 'in',
    status: 'SUCCESS',
    visibility: 'public',
    isForward: false,
    hasAttach: false,
    attachmentCount: '0',
    cc: '',
    bcc: '',
    replyTo: '',
    to: 'support@example.edu',
    fromEmailAddress: 'Jean Exemple <jean.exemple@example.test>',
    createdTime: nowIso,
    // Was false on every thread of a live organisation.
    isDescriptionThread: false,
    author: {
      id: '198709000000042032',
      name: 'Jean Exemple',
      email: 'jean.exemple@example.test',
      type: 'END_USER',
    },
    ...changes,
  };
}

export function commentRecord(changes: DeskRecord, nowIso: string): DeskRecord {
  return {
    content: '',
    contentType: 'plainText',
    isPublic: false,
    commentedTime: nowIso,
    modifiedTime: nowIso,
    commenterId: '198709000000042001',
    commenter: { id: '198709000000042001', type: 'AGENT', name: 'Agent', email: 'agent@example.edu' },
    attachments: [],
    ...changes,
  };
}

/** Twenty-six departments, like the real account: two names differ only by a hyphen, three are disabled. */
export const DEPARTMENTS: readonly DeskRecord[] = [
  'Contact',
  'DOC',
  'Refus CMA',
  'Comptabilité',
  'Pédagogie',
  'Inscription CMA',
  'Inscriptions CMA',
  'DOCS CAB',
  'DOCS-CAB',
  'Uber',
  ...Array.from({ length: 16 }, (_, index) => `Département ${index + 1}`),
].map((name, index) => ({
  id: `1987090000000069${String(index + 7).padStart(2, '0')}`,
  name,
  nameInCustomerPortal: name,
  // Zoho writes flags as text here and there.
  isEnabled: index < 23 ? true : 'false',
  isDefault: index === 0,
  createdTime: 1564146662000,
}));

export const REPLY_ADDRESSES: readonly DeskRecord[] = DEPARTMENTS.flatMap((department, index) => [
  address(`1987090000001${index}1`, department.id, `reply${index}@example.edu`, {
    isDepartmentDefault: true,
  }),
  address(`1987090000001${index}2`, department.id, `old${index}@example.edu`, { isActive: false }),
  address(`1987090000001${index}3`, department.id, `new${index}@example.edu`, { isVerified: 'false' }),
]);

function address(id: string, departmentId: string, email: string, changes: Json): DeskRecord {
  const usual = { isActive: true, isVerified: true, isDepartmentDefault: false };
  return { id, address: email, displayName: 'Support', departmentId, ...usual, ...changes };
}
