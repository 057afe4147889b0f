import { isObject } from '../../../inbound/body.ts';
import { toEpochMs } from '../../../inbound/times.ts';
import type { JsonObject, JsonValue } from '../../../log/event.ts';
import { TemporaryFailure } from '../../../log/failures.ts';
import { tell } from '../../../sentences/tell.ts';
import type { Reply } from '../../api.ts';
import type {
  DeskComment,
  DeskDepartment,
  DeskReplyAddress,
  DeskThread,
  DeskTicket,
  DeskWebhook,
} from './ticket.ts';

/**
 * Reads what Zoho Desk answers. Its documents and its live answers disagree on how a value is written (times as ISO
 * or epoch ms, flags and counts as text), so every reader takes all of them.
 */

/** Null for a ticket in the bin: nobody works on it any more. */
export function readTicket(json: JsonObject): DeskTicket | null {
  if (flag(json.isTrashed) || flag(json.isDeleted)) return null;
  return {
    id: text(json.id),
    ticketNumber: text(json.ticketNumber),
    subject: textOrNull(json.subject),
    description: textOrNull(json.description),
    status: text(json.status),
    statusType: readStatusType(textOrNull(json.statusType) ?? text(json.status)),
    channel: text(json.channel),
    email: textOrNull(json.email),
    phone: textOrNull(json.phone),
    contactId: textOrNull(json.contactId),
    departmentId: text(json.departmentId),
    layoutName: isObject(json.layoutDetails) ? textOrNull(json.layoutDetails.layoutName) : null,
    isSpam: flag(json.isSpam),
    sourceType: isObject(json.source) ? textOrNull(firstOf(json.source.type)) : null,
    cf: readCustomFields(json.cf),
    modifiedTime: time(json.modifiedTime),
    webUrl: text(json.webUrl),
  };
}

export function readThread(json: JsonObject): DeskThread {
  return {
    id: text(json.id),
    direction: text(json.direction).toLowerCase() === 'out' ? 'out' : 'in',
    status: text(json.status).toUpperCase(),
    isPublic: text(json.visibility).toLowerCase() !== 'private',
    channel: text(json.channel),
    createdTime: time(json.createdTime),
    from: text(json.fromEmailAddress),
    replyTo: text(json.replyTo),
    to: text(json.to),
    cc: text(json.cc),
    ...readAuthor(json.author),
    isForward: flag(json.isForward),
    // Zoho writes "-1" on a draft.
    attachmentCount: Math.max(0, Number(text(json.attachmentCount)) || 0),
    summary: text(json.summary),
  };
}

export function readComment(json: JsonObject): DeskComment {
  return {
    id: text(json.id),
    content: text(json.content),
    isHtml: text(json.contentType).toLowerCase().includes('html'),
    isPublic: flag(json.isPublic),
    commentedTime: time(json.commentedTime),
    ...readAuthor(json.commenter),
    authorId: textOrNull(json.commenterId) ?? readAuthor(json.commenter).authorId,
  };
}

/** Who wrote a thread or a comment; all of it may be missing. */
function readAuthor(json: JsonValue | undefined) {
  const author = isObject(json) ? json : {};
  const type = text(author.type).toUpperCase();
  return {
    authorId: textOrNull(author.id),
    authorName: textOrNull(author.name),
    authorEmail: textOrNull(author.email),
    authorType: type === 'AGENT' || type === 'END_USER' ? type : null,
  } as const;
}

export function readDepartment(json: JsonObject): DeskDepartment {
  return { id: text(json.id), name: text(json.name), isEnabled: flag(json.isEnabled) };
}

/** The address alone, whatever may be done with it. */
export function readAddress(json: JsonObject): string {
  return text(json.address).toLowerCase();
}

/** Null for an address that Zoho would refuse to send from. */
export function readReplyAddress(json: JsonObject): DeskReplyAddress | null {
  if (!flag(json.isActive) || !flag(json.isVerified)) return null;
  return {
    address: text(json.address),
    departmentId: text(json.departmentId),
    isDefault: flag(json.isDepartmentDefault),
  };
}

export function readWebhook(json: JsonObject): DeskWebhook {
  return {
    id: text(json.id),
    name: text(json.name),
    url: text(json.url),
    isEnabled: flag(json.isEnabled),
    subscriptions: isObject(json.subscriptions) ? json.subscriptions : {},
  };
}

/** When a ticket of a search was changed; the rest of it may be minutes old. */
export function readModified(json: JsonObject): { id: string; modifiedTime: string } {
  return { id: text(json.id), modifiedTime: time(json.modifiedTime) };
}

/** The objects of a list; an empty list comes as 204 without a body. */
export function readList({ status, json }: Reply): JsonObject[] {
  if (json === null) return [];
  if (isObject(json) && Array.isArray(json.data)) return json.data.filter(isObject);
  throw unreadable(status);
}

export function readObject({ status, json }: Reply): JsonObject {
  if (isObject(json)) return json;
  throw unreadable(status);
}

/** Half an answer must not pass for "there is nothing". */
function unreadable(status: number): TemporaryFailure {
  return new TemporaryFailure(tell('UNUSUAL_ANSWER', { system: 'Zoho Desk', status }));
}

function readStatusType(given: string): DeskTicket['statusType'] {
  const letters = given.toLowerCase().replace(/[^a-z]/g, '');
  if (letters === 'closed') return 'Closed';
  return letters === 'onhold' ? 'On Hold' : 'Open';
}

/** By API name; `customFields`, its twin, is keyed by label and is never read. */
function readCustomFields(cf: JsonValue | undefined): Record<string, string | null> {
  const entries = Object.entries(isObject(cf) ? cf : {});
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key,
      typeof value === 'object' && value !== null ? JSON.stringify(value) : textOrNull(value),
    ]),
  );
}

export function text(value: JsonValue | undefined): string {
  return typeof value === 'object' || value === undefined ? '' : String(value);
}

export function textOrNull(value: JsonValue | undefined): string | null {
  return text(value) || null;
}

function flag(value: JsonValue | undefined): boolean {
  return value === true || value === 'true';
}

function time(value: JsonValue | undefined): string {
  const given = text(value);
  const ms = toEpochMs(given);
  return Number.isNaN(ms) ? given : new Date(ms).toISOString();
}

/** The API's own description has some single values as lists. */
function firstOf(value: JsonValue | undefined): JsonValue | undefined {
  return Array.isArray(value) ? value[0] : value;
}
