import { PermanentFailure } from '../../log/failures.ts';
import type { MoodleUser, SiteInfo } from '../../outside/moodle/client.ts';
import { GUEST } from '../../outside/moodle/look-ups.ts';
import { tell } from '../../sentences/tell.ts';
import type { Student } from '../student.ts';
import { recordNamedBy } from './match.ts';
import { isSamePerson } from './same-person.ts';

/** Who is linked to which Moodle user, as our own table knows it. */
export type Links = {
  find(zohoId: string): Promise<Student | null>;
  /** The students with this Moodle user: the living one, and those that were deleted. */
  findByMoodleUser(moodleUserId: string): Promise<Student[]>;
};

/** Throws PermanentFailure for the users that are nobody's: that of the token itself, and the guest. */
export function requirePersonal({ id, username }: MoodleUser, site: SiteInfo): void {
  if (id === site.userId) {
    throw new PermanentFailure(tell('MOODLE_USER_OF_TOKEN', { user: id }));
  }
  if (id === GUEST.id || username === GUEST.username) {
    throw new PermanentFailure(tell('MOODLE_USER_IS_GUEST', { user: id }));
  }
}

/** The other living student that is linked to the user. */
export async function otherHolder(links: Links, userId: string, student: Student): Promise<Student | null> {
  const holders = await links.findByMoodleUser(userId);
  return holders.find(({ zohoId, deletedAt }) => zohoId !== student.zohoId && deletedAt === null) ?? null;
}

/**
 * Whether a student may have a user: the record that it passes on from, null when it was nobody's. Throws
 * PermanentFailure, with both records named, when it is somebody else's.
 */
export async function predecessorOf(
  links: Links,
  user: MoodleUser,
  student: Student,
): Promise<string | null> {
  const holders = await links.findByMoodleUser(user.id);
  const others = holders.filter(({ zohoId }) => zohoId !== student.zohoId);
  const holder = others.find(({ deletedAt }) => deletedAt === null);
  if (holder !== undefined) throw heldByAnother(user.id, holder, student);
  const named = recordNamedBy(user, student);
  if (named !== null) {
    const known = await links.find(named);
    if (known === null || known.deletedAt === null) throw ofAnotherRecord(user, named);
    return passOn(user, known, student);
  }
  // The school's own ID number names no record; whom it was linked to, our table knows.
  const isOurs = user.idnumber === student.zohoId || others.length < holders.length;
  const [former] = isOurs ? [] : others;
  return former === undefined ? null : passOn(user, former, student);
}

/** A link whose student was deleted passes on to a new record of the same person, and of nobody else. */
function passOn(user: MoodleUser, former: Student, student: Student): string {
  if (isSamePerson(former, student)) return former.zohoId;
  throw new PermanentFailure(
    tell('MOODLE_USER_OF_DELETED', {
      user: user.id,
      former: former.zohoId,
      record: student.zohoId,
      id: student.zohoId,
      old: former.zohoId,
    }),
  );
}

export function heldByAnother(userId: string, holder: Student, student: Student): PermanentFailure {
  return new PermanentFailure(
    tell('MOODLE_USER_LINKED', {
      user: userId,
      holder: holder.zohoId,
      record: student.zohoId,
      wrong: holder.zohoId,
    }),
  );
}

function ofAnotherRecord(user: MoodleUser, named: string): PermanentFailure {
  return new PermanentFailure(tell('MOODLE_USER_OF_OTHER_RECORD', { user: user.id, number: named }));
}
