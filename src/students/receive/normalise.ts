import { InvalidField, NoRecord, TooManyRecords } from '../../errors.ts';
import { isObject } from '../../inbound/body.ts';
import { describeKeys } from '../../inbound/describe.ts';
import { deriveEventId } from '../../inbound/identity.ts';
import { readId } from '../../inbound/ids.ts';
import { decides, readOccurrence } from '../../inbound/times.ts';
import type { JsonObject, JsonValue, NewEvent, Occurrence, Said } from '../../log/event.ts';
import { readNamedFields, withApiNames } from '../fields.ts';
import { readModule, STUDENT_MODULE } from '../module.ts';
import { type Bad, badPart } from './bad-part.ts';
import {
  carriesMore,
  filled,
  idsIn,
  invalidField,
  type Readable,
  readParts,
  recordAmong,
  type StudentEnvelope,
  wrappedRecords,
} from './envelope.ts';
import { readOperation } from './operation.ts';
import { firstRecordId } from './record-id.ts';

/** More events in one delivery are refused: one body must not fill the disk or hold the writer. */
const MAX_EVENTS = 1000;
const MAX_ID = 255;

type Circumstances = { queryId: string | undefined; verifiedBy: string; nowMs: number; newId: () => string };
/** What one event of a delivery is about, before it gets its identity. */
type Subject = {
  envelope: StudentEnvelope;
  recordId: string;
  record: JsonObject | null;
  /** Tells the events of one envelope apart, where they share its id; null when there is only one. */
  suffix: string | null;
};

/**
 * Turns a student webhook into the events it reports: usually one, several for a list of ids or records. A bad part among
 * good ones becomes an `unreadable` event. Throws InvalidField, NoRecord, BrokenText or TooManyRecords, which name what to
 * mend, when nothing is good.
 */
export function readStudentEvents(body: Readable, raw: Buffer, about: Circumstances): NewEvent[] {
  const parts = readParts(body).flatMap((part) => ('bad' in part ? [part] : readPart(part.envelope, about)));
  // Before anything is built: a body of 1 MiB can name a quarter of a million records.
  if (parts.length > MAX_EVENTS) throw new TooManyRecords(parts.length, MAX_EVENTS);
  const [first] = parts;
  if (first !== undefined && 'bad' in first && parts.every((part) => 'bad' in part)) throw first.why;
  const isWholeBody = parts.length === 1 && body.is === 'json' && isSame(first, body.value);
  // JSON that stood in a form or in another character set is not what was sent, and signed.
  const isAsSent = isWholeBody && raw.equals(Buffer.from(body.text));
  return parts.map((part, index) => {
    const rawBody = index === 0 && !isAsSent ? raw : null;
    if ('bad' in part) return badPart(part, rawBody, about.verifiedBy);
    const payload = isWholeBody ? body.text : JSON.stringify(payloadOf(part));
    return { ...describe(part, payload, about), payload, rawBody, verifiedBy: about.verifiedBy };
  });
}

/** False for a list, and for an envelope that stood as text inside the body. */
function isSame(part: Subject | Bad | undefined, value: JsonValue): boolean {
  if (part === undefined || 'bad' in part || !isObject(value)) return false;
  return Object.keys(value).every((key) => Object.hasOwn(part.envelope, key));
}

/** What is wrong with one envelope is wrong with it alone. */
function readPart(envelope: StudentEnvelope, about: Circumstances): (Subject | Bad)[] {
  try {
    return subjectsOf(envelope, about.queryId);
  } catch (error) {
    return [{ bad: envelope, why: error as Error }];
  }
}

function subjectsOf(envelope: StudentEnvelope, queryId: string | undefined): (Subject | Bad)[] {
  const records = wrappedRecords(envelope);
  if (records !== null && records.length > 1) return subjectsOfRecords(envelope, records);
  const found = recordAmong(records, envelope);
  const listed = [...new Set(envelope.ids ?? [])];
  if (listed.length > 1) {
    if (found !== null)
      throw new InvalidField('ids', 'sent without fields, which would be written to each of them');
    return subjectsOfIds(envelope, listed);
  }
  const { record_id, zoho_id } = envelope;
  const given = [
    record_id,
    zoho_id,
    queryId,
    listed[0],
    ...(found === null ? [] : idsIn(found)),
    envelope.id,
  ];
  if (listed.length === 1 && isNoId(listed[0])) throw invalidField('/ids');
  const recordId = firstRecordId(...given);
  // A word in the place of an id, such as -None-, is worth a row: somebody's template is wrong.
  const namesNothing = recordId === '' && !given.some((value) => filled(value) !== null);
  if (namesNothing && found === null && eventIdOf(envelope, recordId) === null) {
    throw new NoRecord(describeKeys(envelope));
  }
  return [{ envelope, recordId: checkedId(recordId), record: found, suffix: null }];
}

function subjectsOfIds(envelope: StudentEnvelope, listed: readonly JsonValue[]): (Subject | Bad)[] {
  const seen = new Set<string>();
  return listed.flatMap((value): (Subject | Bad)[] => {
    const recordId = firstRecordId(value);
    if (isNoId(value) || recordId === '' || recordId.length > MAX_ID)
      return [{ bad: value, why: invalidField('/ids') }];
    if (seen.has(recordId)) return [];
    seen.add(recordId);
    return [{ envelope, recordId, record: null, suffix: recordId }];
  });
}

/** What stands in a list of ids and cannot be one, such as a lookup: `{"id","name"}`. */
function isNoId(value: JsonValue | undefined): boolean {
  return typeof value !== 'string' && typeof value !== 'number';
}

/** Two versions of one record, or two without an id, are two events all the same: their places tell them apart. */
function subjectsOfRecords(envelope: StudentEnvelope, records: readonly JsonValue[]): (Subject | Bad)[] {
  const seen = new Set(['']);
  return records.map((record, index) => {
    if (!isObject(record)) return { bad: record, why: new NoRecord(describeValue(record)) };
    const recordId = firstRecordId(...idsIn(record));
    if (recordId.length > MAX_ID) return { bad: record, why: tooLong() };
    const suffix = seen.has(recordId) ? `${recordId}#${index}` : recordId;
    seen.add(recordId);
    return { envelope, recordId, record, suffix };
  });
}

function checkedId(recordId: string): string {
  if (recordId.length > MAX_ID) throw tooLong();
  return recordId;
}

function tooLong(): Error {
  return new InvalidField('the record id', `at most ${MAX_ID} characters long`);
}

/** Of an envelope with several events each one keeps the short keys and its own record; the raw body has the rest. */
function payloadOf({ envelope, recordId, record, suffix }: Subject): JsonObject {
  if (suffix === null) return Object.keys(envelope).length === 0 ? { zoho_id: recordId } : envelope;
  const { module, operation, event_type, notification_id, event_id } = envelope;
  const shared = { module, operation, event_type, notification_id, event_id };
  const given = Object.entries(shared).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(given), ...(record === null ? { zoho_id: recordId } : { data: record }) };
}

/** Null when no field of the student is filled in. */
function saidBy(named: JsonObject | null): Said | null {
  const fields = named === null ? {} : readNamedFields(named);
  return Object.keys(fields).length > 0 ? fields : null;
}

/** A delete needs to say nothing more. */
function complete(eventType: string, said: Said | null): { said?: Said } {
  if (eventType === 'delete') return { said: {} };
  return said === null ? {} : { said };
}

function describe(
  { envelope, recordId, record, suffix }: Subject,
  payload: string,
  { nowMs, newId }: Circumstances,
): Omit<NewEvent, 'payload' | 'rawBody' | 'verifiedBy'> {
  const module = readModule(filled(envelope.module) ?? STUDENT_MODULE);
  const eventType = operationOf(envelope);
  const named = record && withApiNames(record);
  const modified = named?.Modified_Time;
  const occurred = occurrenceOf(envelope, modified, nowMs);
  const said = saidBy(named);
  const common = {
    source: 'zoho' as const,
    module,
    eventType,
    recordId,
    occurred,
    ...complete(eventType, said),
  };
  const given = eventIdOf(envelope, recordId);
  if (given !== null) {
    return { ...common, eventId: suffix === null ? given : `${given}/${suffix}`, kind: { is: 'event' } };
  }
  const eventId = deriveEventId(['zoho', module, recordId, eventType, suffix, payload]);
  // A time to the minute is the same for two edits within it.
  if (decides(occurred) && !isCoarse(envelope, modified))
    return { ...common, eventId, kind: { is: 'event' } };
  const hasMore = carriesMore(envelope, record);
  const isRead = module === STUDENT_MODULE && said === null;
  if (hasMore && !isRead) {
    // An insert happens once, and what names no record has no newest event to be compared with.
    const isOnce = eventType === 'insert' || recordId === '';
    return { ...common, eventId, kind: { is: isOnce ? 'event' : 'content' } };
  }
  // A delete reads nothing: merged with one that waits before an update, it would be undone by that update.
  if (eventType === 'delete') return { ...common, eventId: newId(), kind: { is: 'event' } };
  return { ...common, eventId: newId(), kind: { is: 'signal', ...(hasMore && { sameBody: true as const }) } };
}

/**
 * The sender's own id. A bare `id` counts only beside another record id: alone it is the record's, and taking it for
 * the event's made every later edit look like a repeat.
 */
function eventIdOf(envelope: StudentEnvelope, recordId: string): string | null {
  for (const value of [envelope.notification_id, envelope.event_id]) {
    const read = readId(value);
    if (read.is === 'id') return read.id;
  }
  const hasRecordId = [envelope.record_id, envelope.zoho_id].some((value) => readId(value).is !== 'none');
  const bare = readId(envelope.id);
  return hasRecordId && bare.is === 'id' && firstRecordId(envelope.id) !== recordId ? bare.id : null;
}

function operationOf(envelope: JsonObject): string {
  const given = filled(envelope.operation) ?? filled(envelope.event_type);
  return given === null ? 'update' : readOperation(given);
}

/** The record's own modification time decides best; the sender's clock comes next. */
function occurrenceOf(envelope: JsonObject, modified: JsonValue | undefined, nowMs: number): Occurrence {
  const byRecord = readOccurrence(modified, 'record', nowMs);
  if (byRecord.clock !== null) return byRecord;
  const sent = readOccurrence(envelope.timestamp, 'sender', nowMs);
  return sent.at === null ? byRecord : sent;
}

/** ISO 8601 without seconds. */
const TO_THE_MINUTE = /T\d{2}:?\d{2}\s?(?:Z|[+-][\d:]+)$/i;

function isCoarse(envelope: JsonObject, modified: JsonValue | undefined): boolean {
  const times = [modified, envelope.timestamp].filter((time) => time !== undefined && time !== null);
  return times.every((time) => TO_THE_MINUTE.test(String(time).trim()));
}

function describeValue(value: JsonValue): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a bare ${typeof value}`;
}
