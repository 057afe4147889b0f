import { PermanentFailure } from '../../log/failures.ts';
import type { MoodleClient, MoodleUser } from '../../outside/moodle/client.ts';
import { tell } from '../../sentences/tell.ts';
import type { Student } from '../student.ts';
import { isMoodleEmail, numberAsUsername, usernamesFor } from './user.ts';
import { readUserId } from './user-id.ts';

export type MatchedBy = 'stored_id' | 'idnumber' | 'email' | 'username';
export type Match = { user: MoodleUser; by: MatchedBy };

/** A student whose Moodle user is looked for. */
export type Sought = {
  student: Student;
  /** The Moodle id that Zoho has just sent. It has to exist, unless it is the one we know from before. */
  sentId: string | null;
  /** The one we know from before; it may be gone. */
  rememberedId: string | null;
};

/** Where users are looked up. */
export type Directory = Pick<MoodleClient, 'getUsersByField'>;

/**
 * The Moodle user of a student: by the stored id, the ID number, the e-mail address, or the student number as username.
 * Whether it may be taken is another question. Throws PermanentFailure where a person has to decide.
 */
export async function findMatch(
  moodle: Directory,
  { student, sentId, rememberedId }: Sought,
  signal: AbortSignal,
): Promise<Match | null> {
  const stored = await findStored(moodle, sentId, rememberedId, signal);
  if (stored !== null) return { user: stored, by: 'stored_id' };
  const byNumber = await findOnly(moodle, 'idnumber', [student.zohoId], signal);
  if (byNumber !== null) return { user: byNumber, by: 'idnumber' };
  const byEmail = await findOnly(moodle, 'email', spellingsOf(student.academicEmail), signal);
  if (byEmail !== null) return { user: byEmail, by: 'email' };
  const username = numberAsUsername(student);
  const byUsername = await findOnly(moodle, 'username', username === null ? [] : [username], signal);
  return byUsername && { user: byUsername, by: 'username' };
}

/** The Moodle user of a student that was deleted: only one that is surely the student's. */
export async function findLinked(
  moodle: Directory,
  { student, rememberedId }: Sought,
  signal: AbortSignal,
): Promise<Match | null> {
  const stored = await findById(moodle, rememberedId, signal);
  if (stored !== null && recordNamedBy(stored, student) === null) return { user: stored, by: 'stored_id' };
  const user = await findOnly(moodle, 'idnumber', [student.zohoId], signal);
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

/**
 * The other CRM record whose id stands in the user's ID number. Schools use that for other things too; only a long
 * number, as Zoho's ids are, names a record.
 */
export function recordNamedBy({ idnumber }: MoodleUser, { zohoId }: Student): string | null {
  return idnumber !== null && idnumber !== zohoId && /^\d{15,}$/.test(idnumber) ? idnumber : null;
}

async function findStored(
  moodle: Directory,
  sentId: string | null,
  rememberedId: string | null,
  signal: AbortSignal,
): Promise<MoodleUser | null> {
  const [user] = await usersById(moodle, sentId ?? rememberedId, signal);
  // One that was there and was deleted is gone, whoever names it; one that never was is a mistake in Zoho.
  if (user === undefined && sentId !== null && sentId !== rememberedId) {
    throw new PermanentFailure(tell('MOODLE_USER_NOT_FOUND', { user: sentId }));
  }
  return user === undefined || user.isDeleted ? null : user;
}

async function findById(
  moodle: Directory,
  id: string | null,
  signal: AbortSignal,
): Promise<MoodleUser | null> {
  const [user] = await usersById(moodle, id, signal);
  return user === undefined || user.isDeleted ? null : user;
}

/** Moodle refuses to look for anything but a number. */
async function usersById(moodle: Directory, id: string | null, signal: AbortSignal): Promise<MoodleUser[]> {
  const read = id === null ? null : readUserId(id);
  return read?.is === 'id' ? moodle.getUsersByField('id', [read.id], signal) : [];
}

/** Some databases tell capital letters from small ones: as Zoho wrote it, and as most sites keep it. */
function spellingsOf(email: string | null): string[] {
  if (email === null || !isMoodleEmail(email)) return [];
  return [...new Set([email, email.toLowerCase()])];
}

/** Two users with one address (a setting of Moodle allows that) or one ID number: a guess would mix two people up. */
async function findOnly(
  moodle: Directory,
  field: 'idnumber' | 'email' | 'username',
  values: readonly string[],
  signal: AbortSignal,
): Promise<MoodleUser | null> {
  if (values.length === 0) return null;
  const users = await moodle.getUsersByField(field, values, signal);
  if (users.length > 1) {
    throw new PermanentFailure(tell('MOODLE_USERS_AMBIGUOUS', { count: users.length, field }));
  }
  return users[0] ?? null;
}
