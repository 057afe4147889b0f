import type { RecentStudents, StudentList, StudentStore } from '../../../log/stores.ts';
import { STUDENT_FIELDS, type Student, type StudentField, snakeCase } from '../../../students/student.ts';
import { type SQL, sql } from '../drizzle.ts';
import { likePattern } from '../like.ts';
import type { Log } from '../log.ts';

export type StudentRow = Record<string, string | number | null>;

/** The columns of a student's row; in snake case, because people read them in a database shell. */
const FIELD_COLUMNS = STUDENT_FIELDS.map((field) => [field, snakeCase(field)] as const);
export const STUDENT_COLUMNS = [
  'zoho_id',
  ...FIELD_COLUMNS.map(([, column]) => column),
  'moodle_id_in_zoho',
  'applied_times',
  'deleted_at',
  'created_at',
  'updated_at',
  'last_event',
];

type Filter = { q?: string; deleted: boolean };

/** Queries about students outside a transaction. */
export class LoggedStudentStore implements StudentStore {
  readonly #log: Pick<Log, 'all' | 'dialect'>;

  constructor(log: Pick<Log, 'all' | 'dialect'>) {
    this.#log = log;
  }

  async find(zohoId: string): Promise<Student | null> {
    const [student] = await this.#students(sql`SELECT * FROM students WHERE zoho_id = ${zohoId}`);
    return student ?? null;
  }

  async findByNumber(studentNumber: string): Promise<Student | null> {
    const [student] = await this.#students(
      sql`SELECT * FROM students WHERE student_number = ${studentNumber} AND deleted_at IS NULL`,
    );
    return student ?? null;
  }

  findByMoodleUser(moodleUserId: string): Promise<Student[]> {
    return this.#students(sql`
      SELECT * FROM students WHERE moodle_user_id = ${moodleUserId}
      ORDER BY deleted_at IS NOT NULL, deleted_at DESC`);
  }

  async list(
    filter: Filter,
    { limit, after }: { limit: number; after: string | null },
  ): Promise<StudentList> {
    const found = await this.#students(sql`
      SELECT * FROM students WHERE zoho_id > ${after ?? ''} AND ${this.#matches(filter)}
      ORDER BY zoho_id LIMIT ${limit + 1}`);
    const students = found.slice(0, limit);
    const nextAfter = found.length > limit ? (students.at(-1)?.zohoId ?? null) : null;
    return { students, nextAfter, total: await this.#count(filter) };
  }

  /**
   * Sorted before whole rows are read. No index: a school has thousands of students, not millions, and every
   * event would pay for it.
   */
  async recent(
    filter: Filter,
    { limit, before }: { limit: number; before: number | null },
  ): Promise<RecentStudents> {
    const found = await this.#students(sql`
      SELECT * FROM students WHERE zoho_id IN
        (SELECT zoho_id FROM students WHERE last_event < ${before ?? Number.MAX_SAFE_INTEGER}
           AND ${this.#matches(filter)} ORDER BY last_event DESC LIMIT ${limit + 1})
      ORDER BY last_event DESC`);
    const students = found.slice(0, limit);
    const nextBefore = found.length > limit ? (students.at(-1)?.lastEvent ?? null) : null;
    return { students, nextBefore, total: await this.#count(filter) };
  }

  async #students(query: SQL): Promise<Student[]> {
    const found = await this.#log.all<StudentRow>(query);
    return found.map(toStudent);
  }

  async #count(filter: Filter): Promise<number> {
    const [counted] = await this.#log.all<{ total: number }>(
      sql`SELECT count(*) AS total FROM students WHERE ${this.#matches(filter)}`,
    );
    return Number(counted?.total);
  }

  #matches({ q = '', deleted }: Filter): SQL {
    const living = deleted ? sql`1 = 1` : sql`deleted_at IS NULL`;
    if (q === '') return living;
    const columns = [
      'zoho_id',
      'student_number',
      'academic_email',
      'display_name',
      'first_name',
      'last_name',
    ];
    const found = columns.map((column) => this.#log.dialect.like(sql.raw(column), likePattern(q)));
    return sql`${living} AND (${sql.join(found, sql` OR `)})`;
  }
}

/** In the order of STUDENT_COLUMNS: binding by name costs more than the insert. */
export function toStudentValues(student: Student): (string | number | null)[] {
  return [
    student.zohoId,
    ...FIELD_COLUMNS.map(([field]) => student[field]),
    student.moodleIdInZoho,
    JSON.stringify(student.appliedTimes),
    student.deletedAt,
    student.createdAt,
    student.updatedAt,
    student.lastEvent,
  ];
}

export function toStudent(row: StudentRow): Student {
  const fields = {} as Record<StudentField, string | null>;
  for (const [field, column] of FIELD_COLUMNS) fields[field] = row[column] as string | null;
  return {
    ...fields,
    zohoId: row.zoho_id as string,
    moodleIdInZoho: row.moodle_id_in_zoho as string | null,
    appliedTimes: JSON.parse(row.applied_times as string),
    deletedAt: row.deleted_at as string | null,
    createdAt: row.created_at as string,
    updatedAt: row.updated_at as string,
    lastEvent: row.last_event as number,
  };
}
