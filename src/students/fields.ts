import { isUnfilled } from '../inbound/unfilled.ts';
import type { JsonObject, JsonValue } from '../log/event.ts';
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
const NAME_KEYS = ['Name', 'Student_ID_Number', 'Display_Name'] as const;

/** Each key under which a student's field may arrive; a body that holds one of them carries a record. */
export const STUDENT_KEYS: ReadonlySet<string> = new Set([...Object.values(ALIASES).flat(), ...NAME_KEYS]);

/**
 * What a payload says of a student. A key that is absent, or that Zoho did not fill in, is not in the answer and
 * leaves the stored value alone; an empty one is null and clears it.
 */
export function readStudentFields(data: JsonObject): Partial<StudentFields> {
  const fields: Partial<StudentFields> = {};
  for (const [field, keys] of Object.entries(ALIASES) as [StudentField, readonly string[]][]) {
    const value = firstPresent(data, keys);
    if (value !== undefined) fields[field] = value;
  }
  if (fields.moodleUserId) fields.moodleUserId = plainUserId(fields.moodleUserId);
  return { ...fields, ...readName(data) };
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
  const studentNumber = isRealModule ? name : number;
  const displayName = isRealModule ? display : (name ?? display);
  return {
    ...(studentNumber !== undefined && { studentNumber }),
    ...(displayName !== undefined && { displayName }),
  };
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
  const values = keys.map((key) => readText(data, key)).filter((value) => value !== undefined);
  return values.length === 0 ? undefined : (values.find((value) => value !== null) ?? null);
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

/** How Zoho writes "nothing": an empty merge field, no choice in a list, and an empty value turned into text. */
const EMPTY = new Set(['', '-None-', 'null']);

/** Zoho's API writes a lookup as `{"id","name"}` where a hand-made body writes the name. */
function plain(value: JsonValue | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map((item) => plain(item)).join(', ');
  return plain(value.name ?? value.id);
}
