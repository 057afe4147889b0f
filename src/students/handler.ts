import type { Clock } from '../clock.ts';
import { parseJsonText } from '../inbound/body.ts';
import { readOccurrence } from '../inbound/times.ts';
import { isUnfilled } from '../inbound/unfilled.ts';
import type { ClaimedEvent, JsonObject } from '../log/event.ts';
import { PermanentFailure } from '../log/failures.ts';
import type { StudentStore } from '../log/ports.ts';
import type { Handler } from '../log/processor.ts';
import {
  type Decision,
  decideDelete,
  decideUpsert,
  isSuperseded,
  superseded,
  validateStudent,
} from './decide.ts';
import { readStudentFields } from './fields.ts';
import { STUDENT_MODULE } from './module.ts';
import { heldByAnother, otherHolder } from './moodle/ownership.ts';
import { type Decided, type Outreach, reachOut } from './outreach.ts';
import { findRecord } from './receive/envelope.ts';
import type { StudentChange, StudentFields } from './student.ts';

/** Reads a record from Zoho CRM as it is now; null when Zoho does not have it. */
export type ReadRecord = (module: string, id: string, signal: AbortSignal) => Promise<JsonObject | null>;

/**
 * Turns one student event into a decision for our own table, and reaches out. Our own table is not written here but by
 * the store when everything else is done, so that a failed event changes no student.
 *
 * @param readRecord completes events that carry only an id; null without CRM credentials
 * @param outreach null when Moodle is not connected
 */
export function createStudentHandler(
  students: StudentStore,
  clock: Clock,
  readRecord: ReadRecord | null,
  outreach: Outreach | null,
): Handler {
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
    const alone = (decision: Decision) => ({ decision, before, record: {} });
    const carried = findRecord(parseJsonText(event.payload));
    const isComplete = carried !== null || event.eventType === 'delete';
    if (isComplete && isSuperseded(event, before)) return alone(superseded(event));
    if (event.eventType === 'delete') return alone(decideDelete(event, before, nowIso));
    const record = carried ?? (await fetchRecord(event, readRecord, signal));
    const fields = fieldsOf(record);
    validateStudent(fields, before);
    const number = 'studentNumber' in fields ? fields.studentNumber : before?.studentNumber;
    await requireFreeNumber(event.recordId, number, students);
    // A record that was read just now is the newest there is, and its own time says how new.
    const occurred = carried ? event.occurred : readOccurrence(record.Modified_Time, 'record', clock.now());
    return { decision: decideUpsert({ ...event, occurred }, before, fields, nowIso), before, record };
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

function ignored(event: ClaimedEvent): Decision {
  const reason = `Module ${event.module} is logged only; the service acts on ${STUDENT_MODULE}.`;
  return { result: { action_taken: 'ignored', record_id: event.recordId, reason }, write: null };
}

function requireRecordId(event: ClaimedEvent): void {
  if (event.recordId === '') {
    throw new PermanentFailure('The record id is missing. Add it to the body of the webhook in Zoho CRM.');
  }
  if (isUnfilled(event.recordId)) {
    throw new PermanentFailure(
      `Zoho did not fill in the merge field ${event.recordId}. Choose the record id from the list of merge fields in the webhook's body.`,
    );
  }
}

async function fetchRecord(
  event: ClaimedEvent,
  readRecord: ReadRecord | null,
  signal: AbortSignal,
): Promise<JsonObject> {
  if (readRecord === null) {
    throw new PermanentFailure(
      'The webhook carried only the record id. Set ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET and ZOHO_REFRESH_TOKEN so that the record can be read from Zoho CRM, or add the fields to the body of the webhook; then replay this event.',
    );
  }
  const record = await readRecord(event.module, event.recordId, signal);
  if (record === null) {
    throw new PermanentFailure(
      `Zoho CRM has no record ${event.recordId} in ${event.module}. It was deleted meanwhile, or the id is of another module.`,
    );
  }
  return record;
}

async function requireFreeNumber(
  recordId: string,
  number: string | null | undefined,
  students: StudentStore,
): Promise<void> {
  if (!number) return;
  const owner = await students.findByNumber(number);
  if (owner !== null && owner.zohoId !== recordId) {
    throw new PermanentFailure(
      `Student_ID_Number ${number} is already used by record ${owner.zohoId}. Give one of the two another number in Zoho CRM.`,
    );
  }
}
