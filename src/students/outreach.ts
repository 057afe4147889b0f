import type { JsonObject } from '../log/event.ts';
import type { Decision } from './decide.ts';
import { readStudentFields } from './fields.ts';
import type { MoodleStudents } from './moodle/sync.ts';
import type { Student } from './student.ts';
import { type CrmRecords, writeBack } from './write-back.ts';

/** The systems that a student is brought to, after our own table. */
export type Outreach = {
  moodle: Pick<MoodleStudents, 'sync'>;
  /** Null while CRM_WRITE_BACK is off. */
  crm: CrmRecords | null;
};

/** A decision for our own table, and what it was made from. */
export type Decided = { decision: Decision; before: Student | null; record: JsonObject };

/** Brings the decided student to Moodle, then tells CRM which user it is; the user's id becomes part of the student. */
export async function reachOut(
  { moodle, crm }: Outreach,
  { decision, before, record }: Decided,
  nowIso: string,
  signal: AbortSignal,
): Promise<Decision> {
  const { write: student, result } = decision;
  if (student === null) return decision;
  const sentId = readStudentFields(record).moodleUserId ?? null;
  // Emptied in Zoho, where it was filled before: that takes the link back.
  const isTakenBack = before !== null && before.moodleIdInZoho !== null && student.moodleIdInZoho === null;
  const rememberedId = isTakenBack ? null : (before?.moodleUserId ?? null);
  const inMoodle = await moodle.sync({ student, before, sentId, rememberedId }, signal);
  const moodleUserId = inMoodle.user_id;
  const write = {
    ...student,
    moodleUserId,
    ...(moodleUserId !== student.moodleUserId && { updatedAt: nowIso }),
  };
  const inCrm = await writeBack(crm, write, record, signal);
  const moodleIdInZoho = inCrm === 'written' ? moodleUserId : write.moodleIdInZoho;
  const said = { ...result, moodle: inMoodle, crm_write_back: inCrm };
  return { result: said, write: { ...write, moodleIdInZoho } };
}
