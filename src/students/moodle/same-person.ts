import type { Student } from '../student.ts';

/**
 * Whether two records are surely of one person, as when Zoho merges two or one is made again. The number decides; an
 * address alone does not, because brothers and sisters share one: it counts where nothing else speaks against it.
 */
export function isSamePerson(one: Student, other: Student): boolean {
  if (agree(one.studentNumber, other.studentNumber)) return true;
  if (!agree(one.academicEmail, other.academicEmail)) return false;
  const [name, otherName] = [nameOf(one), nameOf(other)];
  if (agree(name, otherName)) return true;
  return !differ(name, otherName) && !differ(one.studentNumber, other.studentNumber);
}

function nameOf({ displayName, firstName, lastName }: Student): string | null {
  return displayName ?? ([firstName, lastName].filter((part) => part !== null).join(' ') || null);
}

function agree(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && fold(one) === fold(other);
}

function differ(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && fold(one) !== fold(other);
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
