import type { EndAtOnce } from '../log/ports.ts';
import type { Settings } from '../settings.ts';
import { decideDelete, decideUpsert, isSuperseded, validateStudent } from './decide.ts';
import { STUDENT_MODULE } from './module.ts';
import { readRecordId } from './receive/record-id.ts';
import type { StudentFields } from './student.ts';

/** Whether a complete student event is done with our own table: nobody has to be told in Moodle. */
export function needsNothingOutside({ MOODLE_BASE_URL }: Pick<Settings, 'MOODLE_BASE_URL'>): boolean {
  return MOODLE_BASE_URL === '';
}

/**
 * Decides a student event while it is being kept, by the rules of the handler. It gives up, or throws, where anything is
 * out of the ordinary: the handler then looks further, or finds the sentence for it. A number or a Moodle user that
 * another student holds is found by the indexes of the table when the student is written.
 */
export const endStudentAtOnce: EndAtOnce = (event, said, nowIso, findStudent) => {
  const { module, eventType, recordId } = event;
  if (module !== STUDENT_MODULE || readRecordId(recordId).is !== 'id') return null;
  if (eventType !== 'insert' && eventType !== 'update' && eventType !== 'delete') return null;
  const before = findStudent(recordId);
  if (isSuperseded(event, before)) return null;
  if (eventType === 'delete') return decideDelete(event, before, nowIso);
  // Restored, or only late: CRM knows.
  if (before !== null && before.deletedAt !== null) return null;
  const fields: Partial<StudentFields> = said;
  validateStudent(fields, before, false);
  const { result, write } = decideUpsert(event, before, fields, nowIso);
  const { moodleUserId } = fields;
  if (write === null || moodleUserId === undefined) return { result, write };
  return { result, write: { ...write, moodleIdInZoho: moodleUserId } };
};
