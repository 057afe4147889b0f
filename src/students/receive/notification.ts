import { InvalidField, TooManyRecords } from '../../errors.ts';
import { deriveEventId } from '../../inbound/identity.ts';
import { readOccurrence } from '../../inbound/times.ts';
import type { JsonObject, JsonValue, NewEvent } from '../../log/event.ts';
import { readModule } from '../module.ts';
import { badPart } from './bad-part.ts';
import { readOperation } from './operation.ts';
import { firstRecordId } from './record-id.ts';

/** More events in one delivery are refused: one body must not hold the writer. */
const MAX_EVENTS = 1000;
const MAX_TEXT = 255;

/**
 * The events that a callback of the Notifications API reports, one for each of its ids. Each says only which record
 * changed: its fields are read again. Throws InvalidField or TooManyRecords, which name what to mend.
 */
export function readNotification(body: JsonObject, verifiedBy: string, nowMs: number): NewEvent[] {
  const channel = readText(body, 'channel_id');
  const module = readModule(readText(body, 'module'));
  const eventType = readOperation(readText(body, 'operation'));
  const time = readText(body, 'server_time');
  const occurred = readOccurrence(time, 'server', nowMs);
  const { good, bad } = readIds(body.ids);
  const events = good.map(
    (recordId): NewEvent => ({
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
    }),
  );
  return [...events, ...bad.map((value) => badPart({ bad: value, why: noIds() }, null, verifiedBy))];
}

function readText(body: JsonObject, key: string): string {
  const value = toText(body[key]);
  if (value === null) throw new InvalidField(key, `text or a number, at most ${MAX_TEXT} characters`);
  return value;
}

/** A list in which nothing is an id is refused; one bad id takes none of the good ones along. */
function readIds(value: JsonValue | undefined): { good: string[]; bad: JsonValue[] } {
  const given = Array.isArray(value) ? value : [];
  const ids = given.map((each) => ({ each, id: toText(each) === null ? '' : firstRecordId(each) }));
  const good = [...new Set(ids.map(({ id }) => id).filter((id) => id !== ''))];
  if (good.length === 0) throw noIds();
  if (given.length > MAX_EVENTS) throw new TooManyRecords(given.length, MAX_EVENTS);
  return { good, bad: ids.filter(({ id }) => id === '').map(({ each }) => each) };
}

function noIds(): Error {
  return new InvalidField('ids', 'a list of one or more record ids');
}

function toText(value: JsonValue | undefined): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value).trim();
  return text === '' || text.length > MAX_TEXT ? null : text;
}
