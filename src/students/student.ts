import type { ClockKind } from '../log/event.ts';

/** What the service keeps of a student. Null means that Zoho says the field is empty, or never said. */
export const STUDENT_FIELDS = [
  'studentNumber',
  'academicEmail',
  'displayName',
  'firstName',
  'lastName',
  'phone',
  'moodleUserId',
  'birthDate',
  'gender',
  'address',
  'city',
  'country',
  'postalCode',
  'emergencyContactName',
  'emergencyContactPhone',
  'status',
] as const;
export type StudentField = (typeof STUDENT_FIELDS)[number];
export type StudentFields = Record<StudentField, string | null>;

/** The newest time applied to a student so far, one per kind of clock; ISO 8601 in UTC. */
export type AppliedTimes = Partial<Record<ClockKind, string>>;

export type Student = StudentFields & {
  zohoId: string;
  /** The Moodle id that Zoho itself held when it last said so; null when it never named one, or emptied the field. */
  moodleIdInZoho: string | null;
  appliedTimes: AppliedTimes;
  deletedAt: string | null;
  createdAt: string;
  updatedAt: string;
  /** The newest log row that was applied to the student. */
  lastEvent: number;
};

/**
 * The student as it has to be stored, whole; committed together with the event that caused it. `numberFrom`: the record that
 * gives up this student's number in the same moment.
 */
export type StudentChange = Student & { numberFrom?: string };

/** The name of a field as people see it, in a column and in an answer. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
