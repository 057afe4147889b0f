import { isObject } from '../inbound/body.ts';
import { stripInvisible } from '../inbound/invisible.ts';
import { isUnfilled } from '../inbound/unfilled.ts';
import type { JsonObject, JsonValue } from '../log/event.ts';
import { inOurSpelling, plainKey, spellingsOf } from './keys.ts';
import { plainUserId } from './moodle/user-id.ts';
import type { StudentField, StudentFields } from './student.ts';

/**
 * The names under which Zoho delivers each field: first the guide that users of the earlier service followed,
 * then the real BTEC_Students module. `Name` is missing here because it means two things; see readName.
 */
const ALIASES: Record<Exclude<StudentField, 'displayName' | 'studentNumber'>, readonly string[]> = {
  academicEmail: ['Academic_Email'],
  firstName: ['First_Name'],
  lastName: ['Last_Name'],
  phone: ['Phone', 'Phone_Number'],
  moodleUserId: ['Moodle_User_ID', 'Student_Moodle_ID'],
  birthDate: ['Date_of_Birth', 'Birth_Date'],
  gender: ['Gender'],
  address: ['Address'],
  city: ['City'],
  country: ['Country'],
  postalCode: ['Postal_Code'],
  emergencyContactName: ['Emergency_Contact_Name'],
  emergencyContactPhone: ['Emergency_Contact_Phone', 'Emergency_Phone_Number'],
  status: ['Student_Status', 'Status'],
};
const FIELD_NAMES = Object.entries(ALIASES) as [StudentField, readonly string[]][];
const NAME_KEYS = ['Name', 'Student_ID_Number', 'Display_Name'] as const;

/** What is never written with invisible characters; they come along from web pages and with Arabic. Names keep theirs. */
const PLAIN: ReadonlySet<StudentField> = new Set([
  'academicEmail',
  'phone',
  'moodleUserId',
  'birthDate',
  'postalCode',
  'emergencyContactPhone',
]);

/** Each key under which a student's field may arrive. */
const STUDENT_KEYS = [...Object.values(ALIASES).flat(), ...NAME_KEYS];
const EXACT_KEYS: ReadonlySet<string> = new Set(STUDENT_KEYS);
const SPELLINGS = spellingsOf([...STUDENT_KEYS, 'Modified_Time']);
/** Words that programs also use for other things: in another spelling they do not mark a record. */
const COMMON_WORDS = new Set(['status', 'name', 'modifiedtime']);

/** True for a key that marks a record: the API name of a student's field, its label or another spelling. */
export function isStudentKey(key: string): boolean {
  if (EXACT_KEYS.has(key)) return true;
  const plain = plainKey(key);
  return SPELLINGS.has(plain) && !COMMON_WORDS.has(plain);
}

/** A record with the API names for its keys, where it came with labels or in another spelling. */
export function withApiNames(record: JsonObject): JsonObject {
  return inOurSpelling(record, SPELLINGS);
}

/** True when a record says something of the student, be it that a field is empty. */
export function fillsField(record: JsonObject): boolean {
  return Object.keys(readStudentFields(record)).length > 0;
}

/**
 * What a payload says of a student. A key that is absent, or that Zoho did not fill in, is not in the answer and
 * leaves the stored value alone; an empty one is null and clears it.
 */
export function readStudentFields(record: JsonObject): Partial<StudentFields> {
  return readNamedFields(withApiNames(record));
}

/** The same of a record that has the API names. */
export function readNamedFields(data: JsonObject): Partial<StudentFields> {
  const fields: Partial<StudentFields> = {};
  for (const [field, keys] of FIELD_NAMES) {
    const value = firstPresent(data, keys);
    if (value !== undefined) fields[field] = PLAIN.has(field) ? visible(value) : value;
  }
  if (fields.moodleUserId) fields.moodleUserId = plainUserId(fields.moodleUserId);
  return Object.assign(fields, readName(data));
}

/**
 * In the guide's vocabulary `Name` is the person and `Student_ID_Number` the number. In the real module there is no
 * `Student_ID_Number`: `Name` is the number and the person stands in First_Name, Last_Name and Display_Name. The real
 * vocabulary is recognised by those keys, or by a Student_ID_Number that Zoho could not fill in.
 */
function readName(data: JsonObject): Partial<StudentFields> {
  const number = readText(data, 'Student_ID_Number');
  const name = readText(data, 'Name');
  const display = readText(data, 'Display_Name') ?? joinNames(data);
  const hasRealKeys = REAL_NAME_KEYS.some((key) => Object.hasOwn(data, key));
  const isUnknownField = number === undefined && Object.hasOwn(data, 'Student_ID_Number');
  const isRealModule = !number && (hasRealKeys || isUnknownField);
  const isNumber = isRealModule && !isName(name, data);
  const studentNumber = isNumber ? name : number;
  const displayName = isRealModule ? (isNumber ? display : (display ?? name)) : (name ?? display);
  return {
    ...(studentNumber !== undefined && { studentNumber: visible(studentNumber) }),
    ...(displayName !== undefined && { displayName }),
  };
}

/** A number has a digit and no name of the person in it. Two people of one name would share what was made of a name. */
function isName(text: string | null | undefined, data: JsonObject): boolean {
  if (!text) return false;
  const names = REAL_NAME_KEYS.map((key) => readText(data, key) ?? '').flatMap(wordsOf);
  return !/\p{N}/u.test(text) || wordsOf(text).some((word) => names.includes(word));
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

const REAL_NAME_KEYS = ['Display_Name', 'First_Name', 'Last_Name'];

/** Both parts or nothing: a first name alone must not replace the whole name. */
function joinNames(data: JsonObject): string | null | undefined {
  const parts = [readText(data, 'First_Name'), readText(data, 'Last_Name')];
  if (parts.some((part) => part === undefined)) return undefined;
  return parts.filter(Boolean).join(' ') || null;
}

/** The first of a field's names that holds something; null when one is there but empty, undefined when none is. */
function firstPresent(data: JsonObject, keys: readonly string[]): string | null | undefined {
  let found: null | undefined;
  for (const key of keys) {
    const value = readText(data, key);
    if (value) return value;
    if (value === null) found = null;
  }
  return found;
}

/** The text of one key: undefined when absent or unfilled, null when empty or Zoho's `-None-`. */
export function readText(data: JsonObject, key: string): string | null | undefined {
  if (!Object.hasOwn(data, key)) return undefined;
  const value = plain(data[key]);
  if (value === null) return null;
  if (isUnfilled(value)) return undefined;
  const text = value.trim();
  return EMPTY.has(text) ? null : text;
}

/** Without the characters that nobody sees; null when there were no others. */
function visible(text: string | null): string | null {
  return text === null ? null : stripInvisible(text).trim() || null;
}

/** How Zoho writes "nothing": an empty merge field, no choice in a list, and an empty value turned into text. */
const EMPTY = new Set(['', '-None-', 'null']);

/** Zoho's API writes a lookup as `{"id","name"}` where a hand-made body writes the name. */
function plain(value: JsonValue | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object') return String(value);
  return isObject(value) ? plain(value.name ?? value.id) : value.map((item) => plain(item)).join(', ');
}
