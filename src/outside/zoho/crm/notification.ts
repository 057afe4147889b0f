import { InvalidField, TooManyRecords } from '../../../errors.ts';
import { deriveEventId } from '../../../inbound/identity.ts';
import { readOccurrence } from '../../../inbound/times.ts';
import type { JsonObject, JsonValue, NewEvent } from '../../../log/event.ts';

/** More events in one delivery are refused: one body must not hold the writer. */
const MAX_EVENTS = 1000;
const MAX_TEXT = 255;

/**
 * The events that a callback of the Notifications API reports, one for each of its ids. Each says only which record
 * changed: its fields are read again. Throws InvalidField or TooManyRecords, which name what to mend.
 */
export function readNotification(body: JsonObject, verifiedBy: string, nowMs: number): NewEvent[] {
  const channel = readText(body, 'channel_id');
  const module = readText(body, 'module');
  const eventType = readText(body, 'operation').toLowerCase();
  const time = readText(body, 'server_time');
  const occurred = readOccurrence(time, 'server', nowMs);
  return readIds(body.ids).map((recordId) => ({
    source: 'zoho',
    // Zoho gives a delivery no id of its own; these four are the same when it is sent again.
    eventId: deriveEventId(['notification', channel, time, eventType, recordId]),
    module,
    eventType,
    recordId,
    occurred,
    // Not the body itself: it holds the token, and for each of its ids the whole would be kept.
    payload: JSON.stringify({
      zoho_id: recordId,
      module,
      operation: eventType,
      server_time: time,
      channel_id: channel,
    }),
    rawBody: null,
    verifiedBy,
    kind: { is: 'event' },
  }));
}

function readText(body: JsonObject, key: string): string {
  const value = toText(body[key]);
  if (value === null) throw new InvalidField(key, `text or a number, at most ${MAX_TEXT} characters`);
  return value;
}

function readIds(value: JsonValue | undefined): string[] {
  const ids = Array.isArray(value) ? value.map(toText) : [];
  const texts = ids.filter((id) => id !== null);
  if (texts.length === 0 || texts.length < ids.length)
    throw new InvalidField('ids', 'a list of one or more record ids');
  const distinct = [...new Set(texts)];
  if (distinct.length > MAX_EVENTS) throw new TooManyRecords(distinct.length, MAX_EVENTS);
  return distinct;
}

function toText(value: JsonValue | undefined): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value).trim();
  return text === '' || text.length > MAX_TEXT ? null : text;
}
