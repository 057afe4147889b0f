import { emailKind } from '../inbound/email.ts';
import type { ClaimedEvent, JsonObject } from '../log/event.ts';
import { PermanentFailure } from '../log/failures.ts';
import { tell } from '../sentences/tell.ts';
import { readUserId } from './moodle/user-id.ts';
import {
  type AppliedTimes,
  STUDENT_FIELDS,
  type Student,
  type StudentChange,
  type StudentFields,
} from './student.ts';

/** What a student event comes to: a result for the log and, if something changes, the student to store. */
export type Decision = { result: JsonObject; write: StudentChange | null };

type Happening = Pick<ClaimedEvent, 'id' | 'recordId' | 'occurred'>;

/**
 * True when something newer was applied before. Times of one kind of clock decide; where they cannot, because there is
 * none or they are equal to the second, the order of arrival does: a replay of an old event must not undo a later one.
 */
export function isSuperseded(event: Happening, current: Student | null): boolean {
  if (current === null) return false;
  const { at, clock } = event.occurred;
  const applied = clock === null ? undefined : current.appliedTimes[clock];
  if (applied === undefined || applied === at) return current.lastEvent > event.id;
  return String(at) < applied;
}

export function superseded(event: Happening): Decision {
  return { result: { action_taken: 'superseded', record_id: event.recordId }, write: null };
}

/** A delete marks the student; the row stays, so that an older update that arrives later cannot bring it back. */
export function decideDelete(event: Happening, current: Student | null, nowIso: string): Decision {
  if (current?.deletedAt) return unchanged(event, current);
  const base = current ?? emptyStudent(event.recordId, nowIso);
  return {
    result: { action_taken: 'deleted', record_id: event.recordId },
    write: stamp(event, { ...base, deletedAt: nowIso }, nowIso),
  };
}

/** Insert or update, which the existing row decides and not the word in the payload. Fields are validated before. */
export function decideUpsert(
  event: Happening,
  current: Student | null,
  fields: Partial<StudentFields>,
  nowIso: string,
): Decision {
  const living = current?.deletedAt === null ? current : null;
  const base = current ?? emptyStudent(event.recordId, nowIso);
  const changed = STUDENT_FIELDS.filter((field) => field in fields && fields[field] !== base[field]);
  if (living && changed.length === 0) return unchanged(event, living);
  return {
    result: { action_taken: living ? 'updated' : 'created', record_id: event.recordId, changed },
    write: stamp(event, { ...base, ...fields, deletedAt: null }, nowIso),
  };
}

/** The student takes its number from another record, which has another one in Zoho by now. */
export function takingNumber({ result, write }: Decision, from: string): Decision {
  return { result: { ...result, number_from: from }, write: write && { ...write, numberFrom: from } };
}

/**
 * The sentences of the guide: an e-mail must be there and be one, and must stay.
 *
 * @param isWhole false when a webhook carried the fields, which may have left some out
 */
export function validateStudent(
  fields: Partial<StudentFields>,
  current: Student | null,
  isWhole: boolean,
): void {
  const email = fields.academicEmail;
  const known = current !== null && current.academicEmail !== null;
  if (email === null || (email === undefined && isWhole && !known)) {
    throw new PermanentFailure(tell('EMAIL_MISSING'));
  }
  if (email === undefined && !known) {
    throw new PermanentFailure(tell('EMAIL_NOT_CARRIED'));
  }
  if (email !== undefined && emailKind(email) === 'malformed') {
    throw new PermanentFailure(tell('EMAIL_MALFORMED'));
  }
  if (fields.moodleUserId && readUserId(fields.moodleUserId).is === 'unreadable') {
    throw new PermanentFailure(tell('MOODLE_USER_ID_MALFORMED'));
  }
}

/** Nothing differs, but it is remembered: an older update that arrives later must still be seen as older. */
function unchanged(event: Happening, current: Student): Decision {
  const write = stamp(event, current, current.updatedAt);
  return { result: { action_taken: 'unchanged', record_id: event.recordId }, write };
}

function stamp(event: Happening, student: Student, nowIso: string): StudentChange {
  const appliedTimes = withTime(student.appliedTimes, event);
  return { ...student, appliedTimes, updatedAt: nowIso, lastEvent: event.id };
}

function withTime(applied: AppliedTimes, { occurred }: Happening): AppliedTimes {
  if (occurred.clock === null || applied[occurred.clock] === occurred.at) return applied;
  return { ...applied, [occurred.clock]: occurred.at };
}

const BLANK = Object.fromEntries(STUDENT_FIELDS.map((field) => [field, null])) as StudentFields;

function emptyStudent(zohoId: string, nowIso: string): Student {
  return {
    ...BLANK,
    zohoId,
    moodleIdInZoho: null,
    appliedTimes: {},
    deletedAt: null,
    createdAt: nowIso,
    updatedAt: nowIso,
    lastEvent: 0,
  };
}
