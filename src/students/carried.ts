import { isObject, parseJsonText } from '../inbound/body.ts';
import { listKeys } from '../inbound/describe.ts';
import type { ClaimedEvent, JsonObject, Said } from '../log/event.ts';
import type { Told } from '../log/told.ts';
import { tell } from '../sentences/tell.ts';
import { fillsField, readStudentFields } from './fields.ts';
import { carriesMore, findRecord } from './receive/envelope.ts';
import type { Student } from './student.ts';

/** What happened, in words that need no look at the record. */
const OPERATIONS: ReadonlySet<string> = new Set(['insert', 'update', 'delete']);

/** The record that the body carries; null when it says nothing of the student, be it that nothing was filled in. */
export function carriedBy(event: ClaimedEvent): JsonObject | null {
  const record = findRecord(parseJsonText(event.payload));
  return record !== null && fillsField(record) ? record : null;
}

/** The same in our own names, for a decision that needs no look elsewhere; a delete says all by itself. */
export function saidBy(event: ClaimedEvent): Said | null {
  if (event.eventType === 'delete') return {};
  const record = carriedBy(event);
  return record && (readStudentFields(record) as Said);
}

/** False where CRM has to be asked what happened, or what the student's address is. */
export function saysAll(event: ClaimedEvent, record: JsonObject, before: Student | null): boolean {
  const hasEmail = readStudentFields(record).academicEmail !== undefined || Boolean(before?.academicEmail);
  return OPERATIONS.has(event.eventType) && hasEmail;
}

/** The sentence for an event that has to be completed from CRM where there is no way to CRM. */
export function carriedTooLittle({ payload }: ClaimedEvent): Told {
  const body = parseJsonText(payload);
  const record = findRecord(body);
  if (!isObject(body) || !carriesMore(body, record)) return tell('CARRIED_ONLY_ID');
  const keys = listKeys(record ?? body);
  return tell('CARRIED_NOTHING_KNOWN', { keys });
}
