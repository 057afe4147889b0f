import { InvalidField, NoRecord, TooManyRecords } from '../../errors.ts';
import { deriveEventId } from '../../inbound/identity.ts';
import { readOccurrence } from '../../inbound/times.ts';
import type { JsonObject, NewEvent, Occurrence } from '../../log/event.ts';
import { STUDENT_MODULE } from '../module.ts';
import {
  filled,
  findRecord,
  firstText,
  type Readable,
  readEnvelopes,
  type StudentEnvelope,
  wrappedRecords,
} from './envelope.ts';

/** More events in one delivery are refused: one body must not fill the disk or hold the writer. */
const MAX_EVENTS = 1000;
const MAX_ID = 255;
const OPERATIONS = new Map([
  ['insert', 'insert'],
  ['create', 'insert'],
  ['created', 'insert'],
  ['update', 'update'],
  ['updated', 'update'],
  ['edit', 'update'],
  ['edited', 'update'],
  ['delete', 'delete'],
  ['deleted', 'delete'],
]);

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
 * Turns a student webhook into the events it reports: usually one, several for a list of ids or records.
 * Throws InvalidField, NoRecord or TooManyRecords, which name what to mend.
 */
export function readStudentEvents(body: Readable, raw: Buffer, about: Circumstances): NewEvent[] {
  const subjects = readEnvelopes(body).flatMap((envelope) => subjectsOf(envelope, about.queryId));
  // Before anything is built: a body of 1 MiB can name a quarter of a million records.
  if (subjects.length > MAX_EVENTS) throw new TooManyRecords(subjects.length, MAX_EVENTS);
  const isWholeBody = subjects.length === 1 && body.is === 'json' && !Array.isArray(body.value);
  return subjects.map((subject, index) => {
    const payload = isWholeBody ? body.text : JSON.stringify(payloadOf(subject));
    const rawBody = index === 0 && !isWholeBody ? raw : null;
    return { ...describe(subject, payload, about), payload, rawBody, verifiedBy: about.verifiedBy };
  });
}

function subjectsOf(envelope: StudentEnvelope, queryId: string | undefined): Subject[] {
  const records = wrappedRecords(envelope);
  if (records !== null && records.length > 1) return subjectsOfRecords(envelope, records);
  const found = findRecord(envelope);
  const ids = [...new Set((envelope.ids ?? []).map((id) => firstText(id)).filter((id) => id !== null))];
  if (ids.length > 1) {
    if (found !== null)
      throw new InvalidField('ids', 'sent without fields, which would be written to each of them');
    return ids.map((recordId) => ({
      envelope,
      recordId: checkedId(recordId),
      record: null,
      suffix: recordId,
    }));
  }
  const { record_id, zoho_id } = envelope;
  const recordId = firstText(record_id, zoho_id, queryId, ids[0], found?.id, found?.ID, envelope.id) ?? '';
  if (recordId === '' && found === null && eventIdOf(envelope, recordId) === null) {
    throw new NoRecord(describeKeys(envelope));
  }
  return [{ envelope, recordId: checkedId(recordId), record: found, suffix: null }];
}

/** Two versions of one record, or two without an id, are two events all the same: their places tell them apart. */
function subjectsOfRecords(envelope: StudentEnvelope, records: readonly JsonObject[]): Subject[] {
  const seen = new Set(['']);
  return records.map((record, index) => {
    const recordId = checkedId(firstText(record.id, record.ID, record.zoho_id) ?? '');
    const suffix = seen.has(recordId) ? `${recordId}#${index}` : recordId;
    seen.add(recordId);
    return { envelope, recordId, record, suffix };
  });
}

function checkedId(recordId: string): string {
  if (recordId.length > MAX_ID) throw new InvalidField('the record id', `at most ${MAX_ID} characters long`);
  return recordId;
}

/** Of an envelope with several events each one keeps the short keys and its own record; the raw body has the rest. */
function payloadOf({ envelope, recordId, record, suffix }: Subject): JsonObject {
  if (suffix === null) return Object.keys(envelope).length === 0 ? { zoho_id: recordId } : envelope;
  const { module, operation, event_type, notification_id, event_id } = envelope;
  const shared = { module, operation, event_type, notification_id, event_id };
  const given = Object.entries(shared).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(given), ...(record === null ? { zoho_id: recordId } : { data: record }) };
}

function describe(
  { envelope, recordId, record, suffix }: Subject,
  payload: string,
  { nowMs, newId }: Circumstances,
): Omit<NewEvent, 'payload' | 'rawBody' | 'verifiedBy'> {
  const module = filled(envelope.module) ?? STUDENT_MODULE;
  const eventType = operationOf(envelope);
  const occurred = occurrenceOf(envelope, record, nowMs);
  const common = { source: 'zoho' as const, module, eventType, recordId, occurred };
  const given = eventIdOf(envelope, recordId);
  if (given !== null) {
    return { ...common, eventId: suffix === null ? given : `${given}/${suffix}`, kind: { is: 'event' } };
  }
  if (record === null && occurred.at === null) {
    // A delete reads nothing: merged with one that waits before an update, it would be undone by that update.
    return { ...common, eventId: newId(), kind: { is: eventType === 'delete' ? 'event' : 'signal' } };
  }
  const eventId = deriveEventId(['zoho', module, recordId, eventType, suffix, payload]);
  return { ...common, eventId, kind: { is: 'event' } };
}

/**
 * The sender's own id. A bare `id` counts only beside another record id: alone it is the record's, and taking it for
 * the event's made every later edit look like a repeat.
 */
function eventIdOf(envelope: JsonObject, recordId: string): string | null {
  const given = filled(envelope.notification_id) ?? filled(envelope.event_id);
  if (given !== null) return given;
  const hasRecordId = firstText(envelope.record_id, envelope.zoho_id) !== null;
  const bare = filled(envelope.id);
  return hasRecordId && bare !== recordId ? bare : null;
}

function operationOf(envelope: JsonObject): string {
  const given = filled(envelope.operation) ?? filled(envelope.event_type);
  if (given === null) return 'update';
  return OPERATIONS.get(given.toLowerCase()) ?? given;
}

/** The record's own modification time decides best; the sender's clock comes next. */
function occurrenceOf(envelope: JsonObject, record: JsonObject | null, nowMs: number): Occurrence {
  const modified = readOccurrence(record?.Modified_Time, 'record', nowMs);
  if (modified.clock !== null) return modified;
  const sent = readOccurrence(envelope.timestamp, 'sender', nowMs);
  return sent.at === null ? modified : sent;
}

function describeKeys(envelope: JsonObject): string {
  const keys = Object.keys(envelope);
  return keys.length === 0 ? 'an empty object' : `the keys ${keys.slice(0, 20).join(', ')}`;
}
