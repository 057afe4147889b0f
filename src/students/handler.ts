import type { Clock } from '../clock.ts';
import { parseJsonText } from '../events/body.ts';
import type { ClaimedEvent, JsonObject } from '../events/event.ts';
import { PermanentFailure } from '../events/failures.ts';
import type { Handler } from '../events/processor.ts';
import type { StudentStore } from '../events/store.ts';
import {
  type Decision,
  decideDelete,
  decideUpsert,
  isSuperseded,
  superseded,
  validateStudent,
} from './decide.ts';
import { findRecord } from './envelope.ts';
import { isUnfilled, readStudentFields } from './fields.ts';
import { STUDENT_MODULE } from './module.ts';

/** Turns one student event into a decision. Reads the local table only; the store writes what is decided. */
export function createStudentHandler(students: StudentStore, clock: Clock): Handler {
  return async function handleStudent(event): Promise<Decision> {
    if (event.module !== STUDENT_MODULE) return ignored(event);
    requireRecordId(event);
    const current = await students.find(event.recordId);
    if (isSuperseded(event, current)) return superseded(event);
    const nowIso = new Date(clock.now()).toISOString();
    if (event.eventType === 'delete') return decideDelete(event, current, nowIso);
    const fields = readStudentFields(requireRecord(event));
    validateStudent(fields, current);
    const number = 'studentNumber' in fields ? fields.studentNumber : current?.studentNumber;
    await requireFreeNumber(event.recordId, number, students);
    return decideUpsert(event, current, fields, nowIso);
  };
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

function requireRecord(event: ClaimedEvent): JsonObject {
  const record = findRecord(parseJsonText(event.payload));
  if (record === null) {
    throw new PermanentFailure(
      'The webhook carried only the record id. Set ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET and ZOHO_REFRESH_TOKEN so that the record can be read from Zoho CRM, or add the fields to the body of the webhook; then replay this event.',
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
