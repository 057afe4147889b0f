import { isObject, parseJsonText } from '../../inbound/body.ts';
import { readId } from '../../inbound/ids.ts';
import { isUnfilled } from '../../inbound/unfilled.ts';
import type { JsonObject, JsonValue } from '../../log/event.ts';
import { canonicalType, isAboutPart, otherModule } from './event-types.ts';

/** A sender's function that names no event: all it says is "look at this ticket". */
const UNNAMED = 'ticket_event';
/** An event of Zoho whose name is missing. */
const UNKNOWN = 'unknown';
const MAX_TYPE = 100;
/** Longer values of an envelope are not copied to each object of its list, in characters. */
const MAX_SHARED = 255;
const SHARED = ['eventType', 'event_type', 'eventTime', 'timestamp', 'orgId', 'event_id', 'notification_id'];
const IN_SEVERAL: Readonly<Record<string, string>> = {
  event_id: 'delivery_id',
  notification_id: 'delivery_id',
};
const TICKET_ID = /^\d{5,30}$/;

/** One thing that a delivery reports. */
export type Report = {
  /** As it came, without what wrapped it. */
  message: JsonObject;
  /** The object inside Zoho's own envelope; null for a flat body. */
  payload: JsonObject | null;
  eventType: string;
  /** Null when there is none in any place where senders were ever told to put it. */
  ticketId: string | null;
  /** What it is about where it is about no ticket; null otherwise. */
  other: { module: string; id: string | null } | null;
};

/** What a body reports: Zoho's array, one bare object, either of them inside `body`, several under `data`. */
export function readReports(value: JsonValue): Report[] {
  if (Array.isArray(value)) return value.filter(isObject).map(toReport);
  if (!isObject(value)) return [];
  const wrapped = readReports(structured(value.body));
  if (wrapped.some(({ ticketId, other }) => ticketId !== null || other !== null)) return wrapped;
  const data = structured(value.data);
  const items = Array.isArray(data) ? data.filter(isObject) : [];
  if (items.length === 0 || idAt(value) !== null) return [toReport(value)];
  const shared = sharedOf(value, items.length > 1);
  return items.map((item) => toReport({ ...shared, data: item }));
}

/**
 * What the objects of a list have in common: a few short values. A copy of the whole envelope for each object let a small
 * body fill the memory.
 *
 * @param areSeveral an id beside the list names the delivery then, and none of its events
 */
function sharedOf(envelope: JsonObject, areSeveral: boolean): JsonObject {
  const shared = SHARED.flatMap((key) => {
    const value = envelope[key];
    const isShort = typeof value === 'number' || (typeof value === 'string' && value.length <= MAX_SHARED);
    return isShort ? [[areSeveral ? (IN_SEVERAL[key] ?? key) : key, value] as const] : [];
  });
  return Object.fromEntries(shared);
}

function toReport(message: JsonObject): Report {
  const payload = objectIn(message.payload);
  const given = word(message.eventType) ?? word(message.event_type);
  const eventType = canonicalType((given ?? (payload === null ? UNNAMED : UNKNOWN)).slice(0, MAX_TYPE));
  const module = payload === null ? null : otherModule(eventType);
  if (module !== null)
    return { message, payload, eventType, ticketId: null, other: { module, id: ticketId(payload?.id) } };
  return { message, payload, eventType, ticketId: findTicketId(message, payload, eventType), other: null };
}

function findTicketId(message: JsonObject, payload: JsonObject | null, eventType: string): string | null {
  const data = objectIn(message.data);
  return idAt(message) ?? (data && idAt(data)) ?? (payload && idInPayload(payload, eventType));
}

/** Zoho names the ticket `ticketId` wherever the object is not the ticket itself. */
function idInPayload(payload: JsonObject, eventType: string): string | null {
  return ticketId(payload.ticketId) ?? (isAboutPart(eventType) ? null : idAt(payload));
}

/** A place that holds no id never hides the next one. */
function idAt(place: JsonObject): string | null {
  const ticket = objectIn(place.ticket);
  const places = [ticket?.id, place.id, place.entityId, place.ticket_id, place.ticketId, place.ticket];
  return places.map(ticketId).find((id) => id !== null) ?? null;
}

/** Digits only: an id of something else must end in a refusal, not in a search for a ticket. */
function ticketId(value: JsonValue | undefined): string | null {
  const read = readId(value);
  return read.is === 'id' && TICKET_ID.test(read.id) ? read.id : null;
}

/** Text that says something: not empty and not a placeholder that Zoho left unfilled. */
export function word(value: JsonValue | undefined): string | null {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' || isUnfilled(text) ? null : text;
}

function objectIn(value: JsonValue | undefined): JsonObject | null {
  const found = structured(value);
  return isObject(found) ? found : null;
}

/** An object or a list, also as JSON text, which senders of form fields have to use. */
function structured(value: JsonValue | undefined): JsonObject | readonly JsonValue[] | null {
  const found = typeof value === 'string' ? parseJsonText(value) : value;
  return typeof found === 'object' ? found : null;
}
