import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { InvalidField, NoRecord, TooManyRecords } from '../errors.ts';
import { type Body, isObject, parseJsonText } from '../events/body.ts';
import type { JsonObject, JsonValue, NewEvent, Occurrence } from '../events/event.ts';
import { deriveEventId } from '../events/identity.ts';
import { NO_TIME, readOccurrence } from '../events/occurrence.ts';
import { isUnfilled, STUDENT_KEYS } from './fields.ts';
import { STUDENT_MODULE } from './module.ts';

const id = Type.Optional(
  Type.Union([Type.String({ maxLength: 255 }), Type.Number(), Type.Null()], {
    description: 'text or a number, at most 255 characters',
  }),
);
const word = Type.Optional(
  Type.Union([Type.String({ maxLength: 100 }), Type.Null()], {
    description: 'text of at most 100 characters',
  }),
);
const record = Type.Optional(
  Type.Union(
    [Type.String(), Type.Null(), Type.Record(Type.String(), Type.Unknown()), Type.Array(Type.Unknown())],
    {
      description: 'an object, a list of objects, or the JSON text of one',
    },
  ),
);

/** The keys under which a record may stand in an envelope; documents of the earlier service disagree. */
const RECORD_KEYS = ['data', 'record', 'records', 'student', 'students'] as const;

/** Every envelope that senders were ever shown, in one: each key is optional, each has one meaning. */
export const StudentEnvelope = Type.Object({
  notification_id: id,
  event_id: id,
  id,
  record_id: id,
  zoho_id: id,
  ids: Type.Optional(
    Type.Array(Type.Union([Type.String({ maxLength: 255 }), Type.Number()]), {
      description: 'a list of record ids',
    }),
  ),
  module: word,
  operation: word,
  event_type: word,
  timestamp: Type.Optional(Type.Unknown({ description: 'epoch seconds or milliseconds, or ISO 8601' })),
  data: record,
  record,
  records: record,
  student: record,
  students: record,
});
type StudentEnvelope = Static<typeof StudentEnvelope>;
const envelopeCheck = Compile(StudentEnvelope);

/** More events in one delivery are refused: one body must not fill the disk or hold the writer. */
const MAX_EVENTS = 1000;
const OPERATIONS: Record<string, string> = {
  insert: 'insert',
  create: 'insert',
  created: 'insert',
  update: 'update',
  updated: 'update',
  edit: 'update',
  edited: 'update',
  delete: 'delete',
  deleted: 'delete',
};

type Readable = Extract<Body, { is: 'json' | 'form' | 'empty' }>;
type Circumstances = { queryId: string | undefined; verifiedBy: string; nowMs: number; newId: () => string };
/** What one event of a delivery is about, before it gets its identity. */
type Subject = { recordId: string; record: JsonObject | null; payload: JsonObject };

/**
 * Turns a student webhook into the events it reports: usually one, several for a list of ids or records.
 * Throws InvalidField, NoRecord or TooManyRecords, which name what to mend.
 */
export function readStudentEvents(body: Readable, raw: Buffer, about: Circumstances): NewEvent[] {
  const envelopes = toEnvelopes(body);
  const prepared = envelopes.flatMap((envelope) =>
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

/** The record inside an envelope: wrapped, or the envelope itself when it carries a student's fields. */
export function findRecord(envelope: JsonValue): JsonObject | null {
  if (!isObject(envelope)) return null;
  const [first] = wrappedRecords(envelope) ?? [];
  if (first !== undefined) return first;
  return Object.keys(envelope).some((key) => STUDENT_KEYS.has(key) || key === 'Modified_Time')
    ? envelope
    : null;
}

function toEnvelopes(body: Readable): JsonObject[] {
  const value = body.is === 'empty' ? {} : body.value;
  const list = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw new NoRecord('an empty list');
  return list.map((item) => {
    if (!isObject(item)) throw new NoRecord(item === null ? 'null' : `a bare ${typeof item}`);
    const [problem] = envelopeCheck.Check(item) ? [] : envelopeCheck.Errors(item);
    if (problem) throw invalidField(problem.instancePath);
    return item;
  });
}

function invalidField(path: string): Error {
  const field = path.split('/')[1] ?? '';
  const schema = (StudentEnvelope.properties as Record<string, { description?: string }>)[field];
  return new InvalidField(field, schema?.description ?? 'of the documented shape');
}

function subjectsOf(envelope: JsonObject, queryId: string | undefined): Subject[] {
  const wrapped = wrappedRecords(envelope);
  if (wrapped !== null && wrapped.length > 1) {
    return wrapped.map((item) => ({
      recordId: firstText(item.id, item.ID, item.zoho_id) ?? '',
      record: item,
      payload: { ...withoutRecords(envelope), data: item },
    }));
  }
  const ids = (envelope as StudentEnvelope).ids ?? [];
  if (ids.length > 0 && wrapped === null) {
    return [...new Set(ids.map(String))].map((recordId) => ({
      recordId,
      record: null,
      payload: { ...envelope, ids: [recordId] },
    }));
  }
  const found = findRecord(envelope);
  const { record_id, zoho_id } = envelope;
  const recordId = firstText(record_id, zoho_id, queryId, found?.id, found?.ID, envelope.id) ?? '';
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
  const eventId = deriveEventId(['zoho', module, recordId, eventType, occurred.at, payload]);
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
  return OPERATIONS[given.toLowerCase()] ?? given;
}

/** The record's own modification time decides best; the sender's clock comes next. */
function occurrenceOf(envelope: JsonObject, record: JsonObject | null, nowMs: number): Occurrence {
  const modified = readOccurrence(record?.Modified_Time, 'record', nowMs);
  if (modified.clock !== null) return modified;
  const sent = readOccurrence(envelope.timestamp, 'sender', nowMs);
  if (sent.at !== null) return sent;
  return modified.at === null ? NO_TIME : modified;
}

/** Null when the envelope has no wrapper; an InvalidField when the wrapper holds no record. */
function wrappedRecords(envelope: JsonObject): JsonObject[] | null {
  const key = RECORD_KEYS.find((candidate) => isGiven(envelope[candidate]));
  if (key === undefined) return null;
  const value = envelope[key] as JsonValue;
  const parsed = typeof value === 'string' ? parseJsonText(value) : value;
  const list = (Array.isArray(parsed) ? parsed : [parsed]).filter(isObject);
  if (list.length === 0) throw new InvalidField(key, 'an object, a list of objects, or the JSON text of one');
  return list;
}

function isGiven(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== 'string' || filled(value) !== null;
}

function withoutRecords(envelope: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(envelope).filter(([key]) => !RECORD_KEYS.some((name) => name === key)),
  );
}

/** Text that says something: not empty and not a merge field that Zoho left unfilled. */
function filled(value: JsonValue | undefined): string | null {
  const text = toText(value);
  return text !== null && !isUnfilled(text) ? text : null;
}

/** The first id that is filled in; failing that the first that is there at all, so that the log shows what came. */
function firstText(...values: (JsonValue | undefined)[]): string | null {
  const texts = values.map(toText).filter((text) => text !== null);
  return texts.find((text) => !isUnfilled(text)) ?? texts[0] ?? null;
}

function toText(value: JsonValue | undefined): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  return String(value).trim() || null;
}

function describeKeys(envelope: JsonObject): string {
  const keys = Object.keys(envelope);
  return keys.length === 0 ? 'an empty object' : `the keys ${keys.slice(0, 20).join(', ')}`;
}
