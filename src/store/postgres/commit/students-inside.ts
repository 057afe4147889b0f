import type { Student, StudentChange } from '../../../students/student.ts';
import { toStudent } from '../../common/tables/student-store.ts';
import type { Read } from './known.ts';

/** The students that a transaction works on, in memory until it writes them. */
export class StudentsInMemory {
  /** Those that the table holds already, as they are now. */
  readonly changed = new Map<string, Student>();
  /** Those that it does not hold yet. */
  readonly added = new Map<string, Student>();
  /** Somebody gives up a number or a Moodle user, which another may take in the same moment. */
  frees = false;
  readonly #students: Map<string, Student>;
  readonly #askedNumbers: ReadonlySet<string>;
  readonly #askedMoodleUsers: ReadonlySet<string>;

  constructor({ students, askedNumbers, askedMoodleUsers }: Read) {
    this.#students = new Map(students.map((row) => [String(row.zoho_id), toStudent(row)]));
    this.#askedNumbers = askedNumbers;
    this.#askedMoodleUsers = askedMoodleUsers;
  }

  get(zohoId: string): Student | null {
    return this.#students.get(zohoId) ?? null;
  }

  /** False when another living student has the number or the Moodle user, or nobody asked who has it. */
  save({ numberFrom, ...student }: StudentChange): boolean {
    const giver = numberFrom === undefined ? null : this.get(numberFrom);
    const gives = giver !== null && giver.studentNumber === student.studentNumber;
    const before = this.get(student.zohoId);
    const isFree = (
      value: string | null,
      held: string | null | undefined,
      asked: ReadonlySet<string>,
      of: (other: Student) => string | null,
    ) => {
      if (value === null || student.deletedAt !== null) return true;
      if (!asked.has(value)) return value === held && before?.deletedAt === null;
      return ![...this.#students.values()].some(
        (other) =>
          other.zohoId !== student.zohoId &&
          other.deletedAt === null &&
          of(other) === value &&
          !(gives && other === giver),
      );
    };
    const isNumberFree = isFree(
      student.studentNumber,
      before?.studentNumber,
      this.#askedNumbers,
      (other) => other.studentNumber,
    );
    const isUserFree = isFree(
      student.moodleUserId,
      before?.moodleUserId,
      this.#askedMoodleUsers,
      (other) => other.moodleUserId,
    );
    if (!isNumberFree || !isUserFree) return false;
    if (gives) this.#keep({ ...giver, studentNumber: null });
    this.#keep(student);
    return true;
  }

  #keep(student: Student): void {
    const before = this.#students.get(student.zohoId);
    const gives = (held: string | null | undefined, now: string | null) =>
      held !== undefined && held !== null && held !== now;
    this.frees ||=
      gives(before?.studentNumber, student.studentNumber) ||
      gives(before?.moodleUserId, student.moodleUserId);
    this.#students.set(student.zohoId, student);
    const isAdded = before === undefined || this.added.has(student.zohoId);
    (isAdded ? this.added : this.changed).set(student.zohoId, student);
  }
}
