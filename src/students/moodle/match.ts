import { PermanentFailure } from '../../log/failures.ts';
import type { MoodleClient, MoodleUser } from '../../outside/moodle/client.ts';
import type { Student } from '../student.ts';
import { numberAsUsername, usernamesFor } from './user.ts';

export type MatchedBy = 'stored_id' | 'idnumber' | 'email' | 'username';
export type Match = { user: MoodleUser; by: MatchedBy };

/** A student whose Moodle user is looked for. */
export type Sought = {
  student: Student;
  /** The Moodle id that Zoho has just sent. It has to exist. */
  sentId: string | null;
  /** The one we know from before; it may be gone. */
  rememberedId: string | null;
};

/** Where users are looked up. */
export type Directory = Pick<MoodleClient, 'getUsersByField'>;

/**
 * The Moodle user of a student: by the stored id, the ID number, the e-mail address, or the student number as username.
 * Throws PermanentFailure where a person has to decide.
 */
export async function findMatch(
  moodle: Directory,
  { student, sentId, rememberedId }: Sought,
  signal: AbortSignal,
): Promise<Match | null> {
  const stored = await findStored(moodle, sentId, rememberedId, signal);
  if (stored !== null) return ours(stored, 'stored_id', student);
  const byNumber = await findOnly(moodle, 'idnumber', student.zohoId, signal);
  if (byNumber !== null) return { user: byNumber, by: 'idnumber' };
  const byEmail = await findOnly(moodle, 'email', student.academicEmail, signal);
  if (byEmail !== null) return ours(byEmail, 'email', student);
  const byUsername = await findOnly(moodle, 'username', numberAsUsername(student), signal);
  return byUsername && ours(byUsername, 'username', student);
}

/** The Moodle user of a student that was deleted: only one that is surely the student's. */
export async function findLinked(
  moodle: Directory,
  { student, rememberedId }: Sought,
  signal: AbortSignal,
): Promise<Match | null> {
  const stored = await findById(moodle, rememberedId, signal);
  if (stored !== null && !isOfAnother(stored, student)) return { user: stored, by: 'stored_id' };
  const user = await findOnly(moodle, 'idnumber', student.zohoId, signal);
  return user && { user, by: 'idnumber' };
}

/** Of the usernames that a student could get those that nobody has. */
export async function freeUsernames(
  moodle: Directory,
  student: Student,
  signal: AbortSignal,
): Promise<string[]> {
  const names = usernamesFor(student);
  const users = await moodle.getUsersByField('username', names, signal);
  const taken = new Set(users.map(({ username }) => username));
  return names.filter((name) => !taken.has(name));
}

async function findStored(
  moodle: Directory,
  sentId: string | null,
  rememberedId: string | null,
  signal: AbortSignal,
): Promise<MoodleUser | null> {
  const user = await findById(moodle, sentId ?? rememberedId, signal);
  if (user === null && sentId !== null) {
    throw new PermanentFailure(
      `Moodle_User_ID not found in Moodle: it has no user ${sentId}. Correct or empty the field on the student in Zoho CRM, then save.`,
    );
  }
  return user;
}

/** Moodle refuses to look for anything but a number. */
async function findById(
  moodle: Directory,
  id: string | null,
  signal: AbortSignal,
): Promise<MoodleUser | null> {
  return id !== null && /^[1-9]\d{0,17}$/.test(id) ? findOnly(moodle, 'id', id, signal) : null;
}

/** Two users with one address (a setting of Moodle allows that) or one ID number: a guess would mix two people up. */
async function findOnly(
  moodle: Directory,
  field: 'id' | 'idnumber' | 'email' | 'username',
  value: string | null,
  signal: AbortSignal,
): Promise<MoodleUser | null> {
  if (value === null) return null;
  const users = await moodle.getUsersByField(field, [value], signal);
  if (users.length > 1) {
    throw new PermanentFailure(
      `Moodle has ${users.length} users with the same ${field} as this student. Leave it on the right one only, then replay this event.`,
    );
  }
  return users[0] ?? null;
}

function ours(user: MoodleUser, by: MatchedBy, student: Student): Match {
  if (isOfAnother(user, student)) {
    throw new PermanentFailure(
      `The Moodle user ${user.id} belongs to another CRM record: its ID number is ${user.idnumber}. Correct the ID number in Moodle, or the e-mail, number or Moodle id of one of the two students in Zoho CRM.`,
    );
  }
  return { user, by };
}

/** Schools use the ID number for other things too; only a long number, as Zoho's ids are, names a record. */
function isOfAnother({ idnumber }: MoodleUser, { zohoId }: Student): boolean {
  return idnumber !== null && idnumber !== zohoId && /^\d{15,}$/.test(idnumber);
}
