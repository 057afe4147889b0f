import { NoRecord, TooManyRecords } from '../errors.ts';
import type { JsonObject, NewEvent, Occurrence } from '../events/event.ts';
import { deriveEventId } from '../events/identity.ts';
import { readOccurrence } from '../events/occurrence.ts';
import {
  filled,
  findRecord,
  firstText,
  RECORD_KEYS,
  type Readable,
  readEnvelopes,
  type StudentEnvelope,
  wrappedRecords,
} from './envelope.ts';
import { STUDENT_MODULE } from './module.ts';

/** More events in one delivery are refused: one body must not fill the disk or hold the writer. */
const MAX_EVENTS = 1000;
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
type Subject = { recordId: string; record: JsonObject | null; payload: JsonObject };

/**
 * Turns a student webhook into the events it reports: usually one, several for a list of ids or records.
 * Throws InvalidField, NoRecord or TooManyRecords, which name what to mend.
 */
export function readStudentEvents(body: Readable, raw: Buffer, about: Circumstances): NewEvent[] {
  const prepared = readEnvelopes(body).flatMap((envelope) =>
    subjectsOf(envelope, about.queryId).map((subject, _, all) => ({
      envelope,
      subject,
      isAlone: all.length === 1,
    })),
  );
  if (prepared.length > MAX_EVENTS) throw new TooManyRecords(prepared.length, MAX_EVENTS);
  const isWholeBody = prepared.length === 1 && body.is === 'json' && !Array.isArray(body.value);
  return prepared.map(({ envelope, subject, isAlone }, index) => {
    const payload = isWholeBody ? body.text : JSON.stringify(subject.payload);
    const rawBody = index === 0 && !isWholeBody ? raw : null;
    return {
      ...describe(envelope, subject, payload, isAlone, about),
      payload,
      rawBody,
      verifiedBy: about.verifiedBy,
    };
  });
}

function subjectsOf(envelope: StudentEnvelope, queryId: string | undefined): Subject[] {
  const wrapped = wrappedRecords(envelope);
  if (wrapped !== null && wrapped.length > 1) {
    return wrapped.map((item) => ({
      recordId: firstText(item.id, item.ID, item.zoho_id) ?? '',
      record: item,
      payload: { ...withoutRecords(envelope), data: item },
    }));
  }
  const ids = [...new Set((envelope.ids ?? []).map((id) => firstText(id)).filter((id) => id !== null))];
  if (ids.length > 0 && wrapped === null) {
    return ids.map((recordId) => ({
      recordId,
      record: null,
      payload: { ...envelope, ids: [recordId] },
    }));
  }
  const found = findRecord(envelope);
  const { record_id, zoho_id } = envelope;
  const recordId = firstText(record_id, zoho_id, queryId, ids[0], found?.id, found?.ID, envelope.id) ?? '';
  if (recordId === '' && found === null && eventIdOf(envelope, recordId) === null) {
    throw new NoRecord(describeKeys(envelope));
  }
  const payload =
    queryId === undefined || record_id || zoho_id ? envelope : { ...envelope, zoho_id: recordId };
  return [{ recordId, record: found, payload }];
}

function describe(
  envelope: JsonObject,
  { recordId, record }: Subject,
  payload: string,
  isAlone: boolean,
  { nowMs, newId }: Circumstances,
): Omit<NewEvent, 'payload' | 'rawBody' | 'verifiedBy'> {
  const module = filled(envelope.module) ?? STUDENT_MODULE;
  const eventType = operationOf(envelope);
  const occurred = occurrenceOf(envelope, record, nowMs);
  const common = { source: 'zoho' as const, module, eventType, recordId, occurred };
  const given = eventIdOf(envelope, recordId);
  if (given !== null)
    return { ...common, eventId: isAlone ? given : `${given}/${recordId}`, kind: { is: 'event' } };
  if (record === null && occurred.at === null) return { ...common, eventId: newId(), kind: { is: 'signal' } };
  const eventId = deriveEventId(['zoho', module, recordId, eventType, payload]);
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

function withoutRecords(envelope: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(envelope).filter(([key]) => !RECORD_KEYS.some((name) => name === key)),
  );
}

function describeKeys(envelope: JsonObject): string {
  const keys = Object.keys(envelope);
  return keys.length === 0 ? 'an empty object' : `the keys ${keys.slice(0, 20).join(', ')}`;
}
