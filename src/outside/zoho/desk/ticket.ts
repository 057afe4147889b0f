import type { JsonObject } from '../../../log/event.ts';

/**
 * What the service knows of a ticket of Zoho Desk, after the habits of its API are evened out: ids and counts are text,
 * flags are booleans, times are ISO 8601 in UTC, absent texts are null.
 */
export type DeskTicket = {
  id: string;
  ticketNumber: string;
  subject: string | null;
  description: string | null;
  /** A name that the department defines; `statusType` is what it means. */
  status: string;
  statusType: 'Open' | 'On Hold' | 'Closed';
  channel: string;
  email: string | null;
  phone: string | null;
  contactId: string | null;
  departmentId: string;
  /** The name of the layout, which this account names like the department; null when Zoho does not say. */
  layoutName: string | null;
  isSpam: boolean;
  /** `source.type`, such as SYSTEM or INSTANT_MESSAGE. */
  sourceType: string | null;
  /** Custom fields by API name (`cf_…`). */
  cf: Readonly<Record<string, string | null>>;
  modifiedTime: string;
  webUrl: string;
};

export type DeskThread = {
  id: string;
  direction: 'in' | 'out';
  /** SUCCESS, PENDING, FAILED or DRAFT. */
  status: string;
  /** False only where Zoho says that it is private: some answers name no visibility. */
  isPublic: boolean;
  channel: string;
  createdTime: string;
  /** As Zoho sent it: `a@b`, `<a@b>`, `Name <a@b>` or `"Name"<a@b>`. */
  from: string;
  /** Where the sender wants answers to go; the list of threads leaves it out, so there it is empty. */
  replyTo: string;
  to: string;
  cc: string;
  authorId: string | null;
  authorName: string | null;
  authorEmail: string | null;
  authorType: 'AGENT' | 'END_USER' | null;
  isForward: boolean;
  attachmentCount: number;
  /** The first characters; the list of threads has no more than this. */
  summary: string;
};

/** A thread read by itself: with its whole text, and with its HTML where it was written in HTML. */
export type DeskThreadDetail = DeskThread & { text: string; html: string | null };

/** The header lines of a mail as it came, by lower-case name; one name may stand there several times. */
export type MailHeaders = ReadonlyMap<string, readonly string[]>;

export type DeskComment = {
  id: string;
  content: string;
  isHtml: boolean;
  isPublic: boolean;
  commentedTime: string;
  authorId: string | null;
  authorName: string | null;
  authorEmail: string | null;
  authorType: 'AGENT' | 'END_USER' | null;
};
export type DeskDepartment = { id: string; name: string; isEnabled: boolean };
export type DeskReplyAddress = { address: string; departmentId: string; isDefault: boolean };

/** An e-mail to the customer, sent or kept as a draft. */
export type DeskReply = { from: string; to: string; html: string };

/** Fields of a ticket to change; only what is named is sent. */
export type DeskTicketChange = { status?: string; cf?: Record<string, string> };

/** An event subscription of Zoho Desk: its events by name, each with its filter or null. */
export type DeskWebhook = {
  id: string;
  name: string;
  url: string;
  isEnabled: boolean;
  subscriptions: JsonObject;
};
export type DeskWebhookChange = Partial<Omit<DeskWebhook, 'id'>>;
