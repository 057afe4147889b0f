import type { JsonObject } from '../log/event.ts';
import { readText } from './fields.ts';
import { STUDENT_MODULE } from './module.ts';
import type { Student } from './student.ts';

/** The field of a CRM record that holds the id of the Moodle user. */
const FIELD = 'Student_Moodle_ID';

/** The part of Zoho CRM that is needed to write a field back. */
export type CrmRecords = {
  getRecord(module: string, id: string, signal: AbortSignal): Promise<JsonObject | null>;
  update(module: string, id: string, fields: JsonObject, signal: AbortSignal): Promise<void>;
};
export type WriteBackResult = 'written' | 'unchanged' | 'off';

/**
 * Writes the id of a student's Moodle user to its CRM record, where that does not hold it yet.
 *
 * @param crm null while CRM_WRITE_BACK is off
 * @param record what the event says of the record; a field that it does not name is read from CRM
 */
export async function writeBack(
  crm: CrmRecords | null,
  { zohoId, moodleUserId, deletedAt }: Pick<Student, 'zohoId' | 'moodleUserId' | 'deletedAt'>,
  record: JsonObject,
  signal: AbortSignal,
): Promise<WriteBackResult> {
  if (crm === null) return 'off';
  // A deleted student has no record left to write to.
  if (moodleUserId === null || deletedAt !== null) return 'unchanged';
  const isSaid = readText(record, FIELD) !== undefined;
  const held = isSaid ? record : await crm.getRecord(STUDENT_MODULE, zohoId, signal);
  // The record went since; its deletion is an event of its own.
  if (held === null || readText(held, FIELD) === moodleUserId) return 'unchanged';
  await crm.update(STUDENT_MODULE, zohoId, { [FIELD]: moodleUserId }, signal);
  return 'written';
}
