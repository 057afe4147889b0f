import { Ajv } from 'ajv';
import { type Static, Type } from 'typebox';
import { InvalidField, NoRecord } from '../../errors.ts';
import { type Body, isObject, parseJsonText } from '../../inbound/body.ts';
import { isUnfilled } from '../../inbound/unfilled.ts';
import type { JsonObject, JsonValue } from '../../log/event.ts';
import { STUDENT_KEYS } from '../fields.ts';

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
const StudentEnvelope = Type.Object({
  notification_id: id,
  event_id: id,
  id,
  record_id: id,
  zoho_id: id,
  ids: Type.Optional(
    Type.Union([Type.Null(), Type.Array(Type.Union([Type.String({ maxLength: 255 }), Type.Number()]))], {
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
export type StudentEnvelope = JsonObject & Pick<Static<typeof StudentEnvelope>, 'ids'>;
/** By Ajv, which Fastify has loaded anyway: TypeBox's own compiler costs a tenth of a second at start. */
const envelopeCheck = new Ajv({ strict: false }).compile(StudentEnvelope);

/** A body that holds something to look at. */
export type Readable = Extract<Body, { is: 'json' | 'form' | 'empty' }>;

/** The record inside an envelope: wrapped, or the envelope itself when it carries a student's fields. */
export function findRecord(envelope: JsonValue): JsonObject | null {
  if (!isObject(envelope)) return null;
  const [first] = wrappedRecords(envelope) ?? [];
  if (first !== undefined) return first;
  return Object.keys(envelope).some((key) => STUDENT_KEYS.has(key) || key === 'Modified_Time')
    ? envelope
    : null;
}

/** The envelopes of a body, checked field by field. Throws NoRecord or InvalidField. */
export function readEnvelopes(body: Readable): StudentEnvelope[] {
  const value = body.is === 'empty' ? {} : body.value;
  const list = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw new NoRecord('an empty list');
  return list.map((item) => {
    if (!isObject(item)) throw new NoRecord(item === null ? 'null' : `a bare ${typeof item}`);
    if (!envelopeCheck(item)) throw invalidField(String(envelopeCheck.errors?.[0]?.instancePath));
    return item as StudentEnvelope;
  });
}

/** @param path where the check failed, such as `/ids/0`; the field is what a person looks for */
function invalidField(path: string): Error {
  const field = path.slice(1).replace(/\/.*/, '');
  return new InvalidField(field, String(DESCRIPTIONS.get(field)));
}

const DESCRIPTIONS = new Map(
  Object.entries(StudentEnvelope.properties as Record<string, { description?: string }>).map(
    ([field, { description }]) => [field, description],
  ),
);

/** Null when the envelope has no wrapper; an InvalidField when the wrapper holds no record. */
export function wrappedRecords(envelope: JsonObject): JsonObject[] | null {
  const key = RECORD_KEYS.find((candidate) => isGiven(envelope[candidate]));
  if (key === undefined) return null;
  const value = envelope[key] as JsonValue;
  const parsed = typeof value === 'string' ? parseJsonText(value) : value;
  const list = Array.isArray(parsed) ? parsed : [parsed];
  const records = list.filter(isObject);
  if (records.length < list.length) throw invalidField(`/${key}`);
  return records;
}

function isGiven(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== 'string' || filled(value) !== null;
}

/** Text that says something: not empty and not a merge field that Zoho left unfilled. */
export function filled(value: JsonValue | undefined): string | null {
  const text = toText(value);
  return text !== null && !isUnfilled(text) ? text : null;
}

/** The first id that is filled in; failing that the first that is there at all, so that the log shows what came. */
export function firstText(...values: (JsonValue | undefined)[]): string | null {
  const texts = values.map(toText).filter((text) => text !== null);
  return texts.find((text) => !isUnfilled(text)) ?? texts[0] ?? null;
}

function toText(value: JsonValue | undefined): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value).trim();
  // An id of "null" would make one black hole of all events whose id was empty.
  return text === '' || text === 'null' ? null : text;
}
