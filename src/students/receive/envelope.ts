import { Ajv, type ValidateFunction } from 'ajv';
import { InvalidField, NoRecord } from '../../errors.ts';
import { type Body, isObject, parseJsonText } from '../../inbound/body.ts';
import { listKeys } from '../../inbound/describe.ts';
import { isUnfilled } from '../../inbound/unfilled.ts';
import type { JsonObject, JsonValue } from '../../log/event.ts';
import type { Told } from '../../log/told.ts';
import { type Static, Type } from '../../schema.ts';
import { inEnglish, tell } from '../../sentences/tell.ts';
import { isStudentKey } from '../fields.ts';
import { inOurSpelling, plainKey, type Spellings, spellingsOf } from '../keys.ts';
import type { Bad } from './bad-part.ts';

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
  // Each of its ids is looked at by itself: a bad one must not take the good ones along.
  ids: Type.Optional(
    Type.Union([Type.Null(), Type.Array(Type.Unknown())], { description: 'a list of record ids' }),
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
export type StudentEnvelope = JsonObject & { ids?: JsonValue[] | null } & Omit<
    Static<typeof StudentEnvelope>,
    'ids' | 'timestamp' | (typeof RECORD_KEYS)[number]
  >;

/**
 * By Ajv, which Fastify has loaded anyway, and with the first body: to compile it takes 50 ms of a start. Ajv would check
 * our schema against the schema of schemas before.
 */
function envelopeCheck(): ValidateFunction {
  check ??= new Ajv({ strict: false, meta: false, validateSchema: false }).compile(StudentEnvelope);
  return check;
}

let check: ValidateFunction | undefined;

/** How people name a parameter after what they chose for it: the label of the id, in the editor of webhooks and elsewhere. */
const ID_LABELS = [
  'BTEC Students Id',
  'BTEC Student Id',
  'entity_id',
  'crm_id',
  'crm_record_id',
  'zoho_record_id',
  'zoho_crm_id',
];
const SPELLINGS: Spellings = new Map([
  ...spellingsOf(Object.keys(StudentEnvelope.properties)),
  ...ID_LABELS.map((label) => [plainKey(label), 'record_id'] as const),
]);
/** The names of a record's id. */
const ID_KEYS: ReadonlySet<string> = new Set(['id', 'record_id', 'zoho_id', ...ID_LABELS].map(plainKey));
/** What names a record or dates it, and says nothing of the student. */
const NAMES_AND_TIMES: ReadonlySet<string> = new Set([
  ...ID_KEYS,
  ...['Modified_Time', 'Created_Time'].map(plainKey),
]);

/** A body that holds something to look at. */
export type Readable = Extract<Body, { is: 'json' | 'form' | 'empty' }>;
/** One envelope of a body: understood, or why not. */
export type Part = { envelope: StudentEnvelope } | Bad;

/** JSON inside the text of a key that is broken, as when a template puts a name with a line break between quotes. */
export class BrokenText extends Error {
  readonly key: string;

  readonly saying: Told;

  constructor(key: string) {
    const saying = tell('THE_TEXT_OF_IS_NOT_VALID_JSON', { key });
    super(inEnglish(saying));
    this.saying = saying;
    this.key = key;
  }
}

/** The record inside an envelope: wrapped, or the envelope itself when it carries a student's fields. */
export function findRecord(given: JsonValue): JsonObject | null {
  if (!isObject(given)) return null;
  const envelope = inOurSpelling(given, SPELLINGS);
  return recordAmong(wrappedRecords(envelope), envelope);
}

/** The same of an envelope in our spelling; `records`: what is wrapped in it, or null. */
export function recordAmong(records: JsonValue[] | null, envelope: JsonObject): JsonObject | null {
  const first = records?.find(isObject);
  if (first !== undefined) return first;
  return Object.keys(envelope).some((key) => isStudentKey(key) || key === 'Modified_Time') ? envelope : null;
}

/**
 * The envelopes of a body, each checked field by field. Throws NoRecord for a body that is none, and for one with a single
 * envelope what is wrong with it.
 */
export function readParts(body: Readable): Part[] {
  const value = body.is === 'empty' ? {} : body.value;
  if (!Array.isArray(value)) return [{ envelope: readEnvelope(value) }];
  if (value.length === 0) throw new NoRecord('an empty list');
  return value.map((item) => {
    try {
      return { envelope: readEnvelope(item) };
    } catch (error) {
      return { bad: item, why: error as Error };
    }
  });
}

function readEnvelope(given: JsonValue): StudentEnvelope {
  if (!isObject(given)) throw new NoRecord(given === null ? 'null' : `a bare ${typeof given}`);
  const envelope = inOurSpelling(unwrapped(given), SPELLINGS);
  const check = envelopeCheck();
  if (!check(envelope)) throw invalidField(String(check.errors?.[0]?.instancePath));
  return envelope as StudentEnvelope;
}

/** The envelope that stands as text in a key whose name says nothing, as where a form has `JSONString={…}` beside other fields. */
function unwrapped(given: JsonObject): JsonObject {
  const keys = Object.keys(given);
  if (keys.some((key) => isStudentKey(key) || isEnvelopeKey(key))) return given;
  for (const key of keys) {
    const text = given[key];
    if (typeof text !== 'string' || !looksLikeJson(text)) continue;
    const inner = parseJsonText(text);
    if (isObject(inner)) return inner;
    throw new BrokenText(listKeys({ [key]: '' }));
  }
  return given;
}

function looksLikeJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

/** @param path where the check failed, such as `/ids/0`; the field is what a person looks for */
export function invalidField(path: string): Error {
  const field = path.slice(1).replace(/\/.*/, '');
  return new InvalidField(field, String(DESCRIPTIONS.get(field)));
}

const DESCRIPTIONS = new Map(
  Object.entries(StudentEnvelope.properties as Record<string, { description?: string }>).map(
    ([field, { description }]) => [field, description],
  ),
);

/** Null when the envelope has no wrapper. Throws InvalidField or BrokenText when the wrapper holds no record at all. */
export function wrappedRecords(envelope: JsonObject): JsonValue[] | null {
  const key = RECORD_KEYS.find((candidate) => isGiven(envelope[candidate]));
  if (key === undefined) return null;
  const value = envelope[key] as JsonValue;
  const parsed = typeof value === 'string' ? parseJsonText(value) : value;
  if (parsed === null && typeof value === 'string' && looksLikeJson(value)) throw new BrokenText(key);
  const list = Array.isArray(parsed) ? parsed : [parsed];
  if (!list.some(isObject)) throw invalidField(`/${key}`);
  return list;
}

/**
 * True when an envelope carries something beside the id of its record and what names the delivery. It may be no field that
 * we know: two bodies that differ in it are two all the same.
 */
export function carriesMore(envelope: JsonObject, record: JsonObject | null): boolean {
  const around = Object.entries(envelope).filter(([key]) => !isEnvelopeKey(key));
  const inside = record === null || record === envelope ? [] : Object.entries(record);
  return [...around, ...inside].some(
    ([key, value]) =>
      !NAMES_AND_TIMES.has(plainKey(key)) && !(typeof value === 'string' && isUnfilled(value)),
  );
}

/** What stands in a record where its id may, the likeliest first. */
export function idsIn(record: JsonObject): (JsonValue | undefined)[] {
  const { id, record_id, zoho_id } = record;
  const usual = [id, record_id, zoho_id];
  if (usual.some((value) => value !== undefined)) return usual;
  return Object.keys(record)
    .filter((key) => ID_KEYS.has(plainKey(key)))
    .map((key) => record[key]);
}

function isEnvelopeKey(key: string): boolean {
  return SPELLINGS.has(plainKey(key));
}

function isGiven(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'object') return Object.keys(value).length > 0;
  return typeof value !== 'string' || filled(value) !== null;
}

/** Text that says something: not empty and not a merge field that Zoho left unfilled. */
export function filled(value: JsonValue | undefined): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value).trim();
  return text === '' || text === 'null' || isUnfilled(text) ? null : text;
}
