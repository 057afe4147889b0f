import { isObject, parseJsonText } from '../inbound/body.ts';
import { listKeys } from '../inbound/describe.ts';
import type { ClaimedEvent, JsonObject } from '../log/event.ts';
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

/** False where CRM has to be asked what happened, or what the student's address is. */
export function saysAll(event: ClaimedEvent, record: JsonObject, before: Student | null): boolean {
  const hasEmail = readStudentFields(record).academicEmail !== undefined || Boolean(before?.academicEmail);
  return OPERATIONS.has(event.eventType) && hasEmail;
}

/** The sentence for an event that has to be completed from CRM where there is no way to CRM. */
export function carriedTooLittle({ payload }: ClaimedEvent): string {
  const body = parseJsonText(payload);
  const record = findRecord(body);
  if (!isObject(body) || !carriesMore(body, record))
    return 'The webhook carried only the record id. Set ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET and ZOHO_REFRESH_TOKEN so that the record can be read from Zoho CRM, or add the fields to the body of the webhook; then replay this event.';
  const keys = listKeys(record ?? body);
  return `The webhook carried no field of the student that is known here, only ${keys}. Set ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET and ZOHO_REFRESH_TOKEN so that the record can be read from Zoho CRM, or add the fields to the body of the webhook; then replay this event.`;
}
