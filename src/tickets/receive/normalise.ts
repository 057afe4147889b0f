import { NoTicketId, TooManyRecords } from '../../errors.ts';
import { type Body, isObject } from '../../inbound/body.ts';
import { describeKeys } from '../../inbound/describe.ts';
import { deriveEventId, payloadHash } from '../../inbound/identity.ts';
import { decides, readOccurrence } from '../../inbound/times.ts';
import type { JsonObject, JsonValue, NewEvent, Occurrence } from '../../log/event.ts';
import { type Report, readReports, word } from './envelope.ts';
import { TICKET_MODULE } from './module.ts';

/** More events in one delivery are refused: one body must not fill the disk or hold the writer. */
const MAX_EVENTS = 1000;
const MAX_ID = 255;

type Circumstances = { verifiedBy: string; nowMs: number; newId: () => string };
type Readable = Extract<Body, { is: 'json' | 'form' }>;
/** What a report is about, with its id. */
type Subject = { module: string; recordId: string };

/**
 * Turns a webhook of Zoho Desk into the events it reports. What names no ticket beside others that do is left out: the
 * first event keeps the bytes of the delivery.
 *
 * Events of a subscription that name no record at all, such as the presence of an agent, come to nothing.
 *
 * @throws NoTicketId naming the keys that came, TooManyRecords
 */
export function readTicketEvents(body: Readable, raw: Buffer, about: Circumstances): NewEvent[] {
  const all = readReports(body.value);
  const reports = all.flatMap((report) => {
    const subject = subjectOf(report);
    return subject === null ? [] : [{ report, subject }];
  });
  if (reports.length === 0 && !all.some(({ other }) => other !== null))
    throw new NoTicketId(describe(body.value));
  if (reports.length > MAX_EVENTS) throw new TooManyRecords(reports.length, MAX_EVENTS);
  return reports.map(({ report, subject }, index) => {
    const isWholeBody = body.is === 'json' && report.message === body.value;
    const payload = isWholeBody ? body.text : JSON.stringify(report.message);
    // JSON that stood in a form or in another character set is not what was sent, and signed.
    const isAsSent = isWholeBody && raw.equals(Buffer.from(body.text));
    return {
      ...identify(report, subject, about),
      source: 'zoho_desk',
      ...subject,
      eventType: report.eventType,
      occurred: occurrenceOf(report.message, about.nowMs),
      payload,
      rawBody: index === 0 && !isAsSent ? raw : null,
      verifiedBy: about.verifiedBy,
    };
  });
}

function subjectOf({ ticketId, other }: Report): Subject | null {
  if (ticketId !== null) return { module: TICKET_MODULE, recordId: ticketId };
  return other === null || other.id === null ? null : { module: other.module, recordId: other.id };
}

/**
 * Desk sends no id of a delivery, and a fresh JWT with each: what happened to what and when is the identity. A time that
 * says nothing is none: it is the same in every message, and each later edit would pass for a repeat of the first. A body
 * without a time then only says "read this ticket again", or is known by what it holds, where Zoho wrote it.
 */
function identify(
  { message, payload, eventType }: Report,
  { recordId }: Subject,
  { nowMs, newId }: Circumstances,
): Pick<NewEvent, 'eventId' | 'kind'> {
  const given = word(message.notification_id) ?? word(message.event_id);
  if (given !== null && given.length <= MAX_ID) return { eventId: given, kind: { is: 'event' } };
  const delivery = message.delivery_id ?? null;
  const hasTime = decides(occurrenceOf(message, nowMs));
  const isBare = payload === null || Object.keys(payload).every((key) => key === 'id' || key === 'ticketId');
  if (!hasTime && delivery === null && isBare) return { eventId: newId(), kind: { is: 'signal' } };
  const content = payload ?? message;
  const time = hasTime ? (message.eventTime ?? message.timestamp) : null;
  const parts = [scalar(message.orgId), eventType, scalar(content.id), recordId, scalar(time)];
  if (delivery !== null) parts.push(scalar(delivery));
  const eventId = deriveEventId(['zoho_desk', ...parts, payloadHash(JSON.stringify(content))]);
  return { eventId, kind: { is: hasTime || delivery !== null ? 'event' : 'content' } };
}

function scalar(value: JsonValue | undefined): string | null {
  return value === undefined || typeof value === 'object' ? null : String(value);
}

/** `eventTime` is written by Zoho's server, a `timestamp` by whoever wrote the function that sends. */
function occurrenceOf({ eventTime, timestamp }: JsonObject, nowMs: number): Occurrence {
  const happened = readOccurrence(eventTime, 'server', nowMs);
  if (decides(happened)) return happened;
  const said = readOccurrence(timestamp, 'sender', nowMs);
  return decides(said) || happened.at === null ? said : happened;
}

/** What came instead of an id: keys, never values. */
function describe(value: JsonValue): string {
  if (Array.isArray(value)) return `a list; its first element is ${describeOne(value[0])}`;
  return describeOne(value);
}

function describeOne(value: JsonValue | undefined): string {
  if (isObject(value)) {
    const inside = Object.entries(isObject(value.payload) ? value.payload : {});
    return describeKeys({
      ...value,
      ...Object.fromEntries(inside.map(([key, part]) => [`payload.${key}`, part])),
    });
  }
  if (Array.isArray(value)) return 'a list';
  return value === null ? 'null' : `a bare ${typeof value}`;
}
