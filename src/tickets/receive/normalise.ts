import { NoTicketId, TooManyRecords } from '../../errors.ts';
import { type Body, isObject } from '../../inbound/body.ts';
import { deriveEventId, payloadHash } from '../../inbound/identity.ts';
import { readOccurrence } from '../../inbound/times.ts';
import type { JsonObject, JsonValue, NewEvent, Occurrence } from '../../log/event.ts';
import { type Report, readReports, word } from './envelope.ts';
import { TICKET_MODULE } from './module.ts';

/** More events in one delivery are refused: one body must not fill the disk or hold the writer. */
const MAX_EVENTS = 1000;
const MAX_ID = 255;

type Circumstances = { verifiedBy: string; nowMs: number; newId: () => string };
type Readable = Extract<Body, { is: 'json' | 'form' }>;
type TicketReport = Report & { ticketId: string };

/**
 * Turns a webhook of Zoho Desk into the events it reports. What names no ticket beside others that do is left out: the
 * first event keeps the bytes of the delivery.
 *
 * @throws NoTicketId naming the keys that came, TooManyRecords
 */
export function readTicketEvents(body: Readable, raw: Buffer, about: Circumstances): NewEvent[] {
  const reports = readReports(body.value).filter(
    (report): report is TicketReport => report.ticketId !== null,
  );
  if (reports.length === 0) throw new NoTicketId(describe(body.value));
  if (reports.length > MAX_EVENTS) throw new TooManyRecords(reports.length, MAX_EVENTS);
  return reports.map((report, index) => {
    const isWholeBody = body.is === 'json' && report.message === body.value;
    const payload = isWholeBody ? body.text : JSON.stringify(report.message);
    return {
      ...identify(report, about),
      source: 'zoho_desk',
      module: TICKET_MODULE,
      eventType: report.eventType,
      recordId: report.ticketId,
      occurred: occurrenceOf(report.message, about.nowMs),
      payload,
      rawBody: index === 0 && !isWholeBody ? raw : null,
      verifiedBy: about.verifiedBy,
    };
  });
}

/**
 * Desk sends no id of a delivery, and a fresh JWT with each: what happened to what and when is the identity. A flat
 * body without a time is the same after every edit, so it only says "read this ticket again".
 */
function identify(report: TicketReport, { newId }: Circumstances): Pick<NewEvent, 'eventId' | 'kind'> {
  const { message, payload, eventType, ticketId } = report;
  const given = word(message.notification_id) ?? word(message.event_id);
  if (given !== null && given.length <= MAX_ID) return { eventId: given, kind: { is: 'event' } };
  const time = message.eventTime ?? message.timestamp ?? null;
  const delivery = message.delivery_id ?? null;
  if (payload === null && time === null && delivery === null)
    return { eventId: newId(), kind: { is: 'signal' } };
  const content = payload ?? message;
  const parts = [scalar(message.orgId), eventType, scalar(content.id), ticketId, scalar(time)];
  if (delivery !== null) parts.push(scalar(delivery));
  const eventId = deriveEventId(['zoho_desk', ...parts, payloadHash(JSON.stringify(content))]);
  return { eventId, kind: { is: 'event' } };
}

function scalar(value: JsonValue | undefined): string | null {
  return value === undefined || typeof value === 'object' ? null : String(value);
}

/** `eventTime` is written by Zoho's server, a `timestamp` by whoever wrote the function that sends. */
function occurrenceOf({ eventTime, timestamp }: JsonObject, nowMs: number): Occurrence {
  const happened = readOccurrence(eventTime, 'server', nowMs);
  return happened.at === null ? readOccurrence(timestamp, 'sender', nowMs) : happened;
}

/** What came instead of an id: keys, never values. */
function describe(value: JsonValue): string {
  if (Array.isArray(value)) return `a list; its first element is ${describeOne(value[0])}`;
  return describeOne(value);
}

function describeOne(value: JsonValue | undefined): string {
  if (isObject(value)) {
    const inside = isObject(value.payload) ? Object.keys(value.payload).map((key) => `payload.${key}`) : [];
    const keys = [...Object.keys(value), ...inside];
    return keys.length === 0 ? 'an empty object' : `the keys ${keys.slice(0, 20).join(', ')}`;
  }
  if (Array.isArray(value)) return 'a list';
  return value === null ? 'null' : `a bare ${typeof value}`;
}
