import { decodeHTMLStrict } from 'entities/decode';
import { emailKind } from '../../inbound/email.ts';
import { PermanentFailure } from '../../log/failures.ts';
import type { MoodleUser, NewUser, UserChange } from '../../outside/moodle/client.ts';
import { tell } from '../../sentences/tell.ts';
import type { Student } from '../student.ts';

/** What Moodle should hold of a student: everything but the username, which is given once. */
export type WantedUser = Omit<NewUser, 'username'>;

/** The size of Moodle's columns for names, usernames and addresses, in characters. */
const MAX_LENGTH = 100;

/** Whether Moodle would take the address; it refuses even to look for another one. */
export function isMoodleEmail(text: string): boolean {
  return emailKind(text) === 'sound' && text.length <= MAX_LENGTH;
}

/** Throws PermanentFailure when there is no e-mail address that Moodle would take. */
export function wantedUser(student: Student): WantedUser {
  const email = student.academicEmail ?? '';
  if (!isMoodleEmail(email)) {
    throw new PermanentFailure(tell('MOODLE_EMAIL_REFUSED'));
  }
  const parts = clean(student.displayName).split(' ');
  // Moodle takes no blank name, and many a person has one name only.
  const instead = clean(student.studentNumber) || localPart(email);
  return {
    firstname: clean(student.firstName) || parts.slice(0, 1).join() || instead,
    lastname: clean(student.lastName) || parts.slice(1).join(' ') || instead,
    // Where the database tells capitals from small letters, an address in small letters is found by everyone.
    email: email.toLowerCase(),
    idnumber: student.zohoId,
  };
}

/**
 * Signs of tags and control characters are refused by Moodle. Forms that write to CRM leave entities of HTML in names. A
 * character is cut off whole: half an emoji is no text.
 */
function clean(name: string | null): string {
  const text = decodeHTMLStrict(name ?? '')
    .replace(/[<>]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return [...text].slice(0, MAX_LENGTH).join('').trim();
}

/**
 * Usernames for a new user, the best one first; the last can be nobody else's. Never from a name, which is often
 * Arabic and would be cleaned to nothing.
 */
export function usernamesFor(student: Student): string[] {
  const local = cleanUsername(localPart(student.academicEmail ?? ''));
  const number = cleanUsername(student.studentNumber ?? '');
  const own = [local.slice(0, MAX_LENGTH - student.zohoId.length - 1), student.zohoId];
  const names = [local, number, own.filter((part) => part !== '').join('.')];
  return [...new Set(names.filter((name) => /[a-z0-9]/.test(name)))];
}

/** The username under which a school may have entered the student by hand: the number, if it can be one. */
export function numberAsUsername({ studentNumber }: Student): string | null {
  const number = (studentNumber ?? '').toLowerCase();
  return number !== '' && cleanUsername(number) === number ? number : null;
}

/** What Moodle makes of a username without the setting for extended ones; it refuses one that this would change. */
function cleanUsername(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^-._@a-z0-9]/g, '')
    .slice(0, MAX_LENGTH);
}

function localPart(email: string): string {
  return email.slice(0, email.lastIndexOf('@'));
}

/** The keys to write. What is hidden from us stays as it is, and so does an ID number that the school gave. */
export function changesOf(user: MoodleUser, wanted: WantedUser): UserChange {
  const { firstname, lastname, email, idnumber } = wanted;
  return {
    ...(user.firstName !== firstname && user.firstName !== null && { firstname }),
    ...(user.lastName !== lastname && user.lastName !== null && { lastname }),
    ...(user.email !== null && user.email.toLowerCase() !== email && { email }),
    ...(user.idnumber === null && { idnumber }),
  };
}
