import type { Clock } from '../clock.ts';
import { readOccurrence } from '../inbound/times.ts';
import { isUnfilledId } from '../inbound/unfilled.ts';
import type { ClaimedEvent, JsonObject } from '../log/event.ts';
import { PermanentFailure } from '../log/failures.ts';
import type { Reading } from '../log/ports.ts';
import type { Handler } from '../log/processor.ts';
import type { StudentStore } from '../log/stores.ts';
import { reasonOf, tell } from '../sentences/tell.ts';
import { carriedBy, carriedTooLittle, saysAll } from './carried.ts';
import {
  type Decision,
  decideDelete,
  decideUpsert,
  isSuperseded,
  superseded,
  takingNumber,
  validateStudent,
} from './decide.ts';
import { readStudentFields } from './fields.ts';
import { isNearlyOurs, STUDENT_MODULE } from './module.ts';
import { heldByAnother, otherHolder } from './moodle/ownership.ts';
import { numberFrom } from './number.ts';
import { type Decided, type Outreach, reachOut } from './outreach.ts';
import { readRecordId } from './receive/record-id.ts';
import type { Student, StudentChange, StudentFields } from './student.ts';

/** Reads a record from Zoho CRM as it is now; null when Zoho does not have it. */
export type ReadRecord = (module: string, id: string, signal: AbortSignal) => Promise<JsonObject | null>;

type Collaborators = {
  students: StudentStore;
  /** Where the events of other records stand. */
  log: Pick<Reading, 'list' | 'get'>;
  clock: Clock;
  /** Completes events that carry too little; null without CRM credentials. */
  readRecord: ReadRecord | null;
  /** Null when Moodle is not connected. */
  outreach: Outreach | null;
};

/**
 * Turns one student event into a decision for our own table, and reaches out. Our own table is not written here but by
 * the store when everything else is done, so that a failed event changes no student.
 */
export function createStudentHandler({ students, log, clock, readRecord, outreach }: Collaborators): Handler {
  return async function handleStudent(event, signal) {
    const nowIso = new Date(clock.now()).toISOString();
    const decided = withWordOfZoho(await decide(event, nowIso, signal));
    if (outreach === null) await requireFreeUser(decided.decision.write, students);
    const { result, write } = outreach ? await reachOut(outreach, decided, nowIso, signal) : decided.decision;
    return { result, write: write && { is: 'student', student: write } };
  };

  async function decide(event: ClaimedEvent, nowIso: string, signal: AbortSignal): Promise<Decided> {
    if (event.module !== STUDENT_MODULE) return { decision: ignored(event), before: null, record: {} };
    requireRecordId(event);
    const before = await students.find(event.recordId);
    const carried = carriedBy(event);
    const isDelete = event.eventType === 'delete';
    if ((carried !== null || isDelete) && isSuperseded(event, before))
      return isRestored(event, before) ? restore(event, before, nowIso, signal) : outdated(event, before);
    if (isDelete) return { decision: decideDelete(event, before, nowIso), before, record: {} };
    const isEnough = carried !== null && (readRecord === null || saysAll(event, carried, before));
    const known = isEnough ? { record: carried, isRead: false } : await read(event, signal);
    return apply({ event, before, ...known }, nowIso, signal);
  }

  /** Restored from the recycle bin, a record keeps the time that it had before it was deleted. */
  async function restore(
    event: ClaimedEvent,
    before: Student | null,
    nowIso: string,
    signal: AbortSignal,
  ): Promise<Decided> {
    const record = await look(event, signal);
    if (record === null) return outdated(event, before);
    return apply({ event, before, record, isRead: true }, nowIso, signal);
  }

  async function apply(
    { event, before, record, isRead }: Known,
    nowIso: string,
    signal: AbortSignal,
  ): Promise<Decided> {
    const fields = fieldsOf(record);
    validateStudent(fields, before, isRead);
    const number = 'studentNumber' in fields ? fields.studentNumber : before?.studentNumber;
    const sources = { students, log, readRecord };
    const from = await numberFrom(event, number, before?.deletedAt !== null, sources, signal);
    // A record that was read just now is the newest there is, and its own time says how new.
    const occurred = isRead ? readOccurrence(record.Modified_Time, 'record', clock.now()) : event.occurred;
    const decision = decideUpsert({ ...event, occurred }, before, fields, nowIso);
    return { decision: from === null ? decision : takingNumber(decision, from), before, record };
  }

  /** The record as it is in CRM; null when it is not there, or CRM cannot be asked. */
  async function look(event: ClaimedEvent, signal: AbortSignal): Promise<JsonObject | null> {
    return readRecord === null ? null : readRecord(STUDENT_MODULE, event.recordId, signal);
  }

  async function read(event: ClaimedEvent, signal: AbortSignal) {
    if (readRecord === null) throw new PermanentFailure(carriedTooLittle(event));
    const record = await look(event, signal);
    if (record === null) {
      throw new PermanentFailure(tell('CRM_NO_RECORD', { record: event.recordId, module: event.module }));
    }
    return { record, isRead: true };
  }

  /** Where Moodle itself is asked, an empty Moodle id in Zoho is no news. */
  function fieldsOf(record: JsonObject): Partial<StudentFields> {
    const { moodleUserId, ...others } = readStudentFields(record);
    if (moodleUserId === undefined || (moodleUserId === null && outreach !== null)) return others;
    return { ...others, moodleUserId };
  }
}

/** Keeps what Zoho itself says of the Moodle id, so that a field which is emptied there can be told from one never filled. */
function withWordOfZoho({ decision, before, record }: Decided): Decided {
  const said = readStudentFields(record).moodleUserId;
  const { write } = decision;
  if (write === null || said === undefined) return { decision, before, record };
  return { decision: { ...decision, write: { ...write, moodleIdInZoho: said } }, before, record };
}

/** Where Moodle is not asked, the id that Zoho names is all there is; one account is still one student's. */
async function requireFreeUser(write: StudentChange | null, students: StudentStore): Promise<void> {
  if (write === null || write.moodleUserId === null || write.deletedAt !== null) return;
  const holder = await otherHolder(students, write.moodleUserId, write);
  if (holder !== null) throw heldByAnother(write.moodleUserId, holder, write);
}

/** What is known of a record, and whether it was read from CRM just now. */
type Known = { event: ClaimedEvent; before: Student | null; record: JsonObject; isRead: boolean };

function isRestored(event: ClaimedEvent, before: Student | null): boolean {
  return event.eventType !== 'delete' && before !== null && before.deletedAt !== null;
}

function outdated(event: ClaimedEvent, before: Student | null): Decided {
  return { decision: superseded(event), before, record: {} };
}

function ignored(event: ClaimedEvent): Decision {
  if (isNearlyOurs(event.module)) {
    throw new PermanentFailure(tell('MODULE_NEARLY', { module: event.module, ours: STUDENT_MODULE }));
  }
  const reason = reasonOf(tell('MODULE_LOGGED_ONLY', { module: event.module, acted: STUDENT_MODULE }));
  return { result: { action_taken: 'ignored', record_id: event.recordId, ...reason }, write: null };
}

function requireRecordId({ recordId }: ClaimedEvent): void {
  const read = readRecordId(recordId);
  if (read.is === 'id') return;
  if (read.is === 'none') {
    throw new PermanentFailure(tell('RECORD_ID_MISSING'));
  }
  if (isUnfilledId(recordId)) {
    throw new PermanentFailure(tell('MERGE_FIELD_UNFILLED', { field: recordId }));
  }
  throw new PermanentFailure(tell('RECORD_ID_BAD', { record: recordId, reason: read.reason }));
}
