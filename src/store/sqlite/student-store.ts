import { SqliteError } from 'better-sqlite3';
import type { RecentStudents, StudentList, StudentStore } from '../../log/ports.ts';
import {
  STUDENT_FIELDS,
  type Student,
  type StudentChange,
  type StudentField,
  snakeCase,
} from '../../students/student.ts';
import type { Connection } from './connect.ts';
import { likePattern } from './like.ts';

type StudentRow = Record<string, string | number | null>;

/** Column by column what a student's row holds; snake case is what people read in the sqlite3 shell. */
const FIELD_COLUMNS = STUDENT_FIELDS.map((field) => [field, snakeCase(field)] as const);
const COLUMNS = [
  'zoho_id',
  ...FIELD_COLUMNS.map(([, column]) => column),
  'moodle_id_in_zoho',
  'applied_times',
  'deleted_at',
  'created_at',
  'updated_at',
  'last_event',
];

export class SqliteStudentStore implements StudentStore {
  readonly #sql: ReturnType<typeof prepare>;

  constructor(db: Connection) {
    this.#sql = prepare(db);
  }

  async find(zohoId: string): Promise<Student | null> {
    return this.get(zohoId);
  }

  /** For a decision inside a transaction. */
  get(zohoId: string): Student | null {
    return toStudent(this.#sql.find.get(zohoId));
  }

  async findByNumber(studentNumber: string): Promise<Student | null> {
    return toStudent(this.#sql.findByNumber.get(studentNumber));
  }

  async findByMoodleUser(moodleUserId: string): Promise<Student[]> {
    return this.#sql.findByMoodleUser.all(moodleUserId).map((row) => toStudent(row) as Student);
  }

  async list(
    filter: { q?: string; deleted: boolean },
    page: { limit: number; after: string | null },
  ): Promise<StudentList> {
    const parameters = { like: likePattern(filter.q ?? ''), deleted: Number(filter.deleted) };
    const rows = this.#sql.list.all({ ...parameters, after: page.after ?? '', limit: page.limit + 1 });
    const students = rows.slice(0, page.limit).map((row) => toStudent(row) as Student);
    const nextAfter = rows.length > page.limit ? (students.at(-1)?.zohoId ?? null) : null;
    return { students, nextAfter, total: Number(this.#sql.count.get(parameters)) };
  }

  async recent(
    filter: { q?: string; deleted: boolean },
    { limit, before }: { limit: number; before: number | null },
  ): Promise<RecentStudents> {
    const parameters = { like: likePattern(filter.q ?? ''), deleted: Number(filter.deleted) };
    const newest = before ?? Number.MAX_SAFE_INTEGER;
    const rows = this.#sql.recent.all({ ...parameters, before: newest, limit: limit + 1 });
    const students = rows.slice(0, limit).map((row) => toStudent(row) as Student);
    const last = rows.length > limit ? students.at(-1) : undefined;
    const nextBefore = last?.lastEvent ?? null;
    return { students, nextBefore, total: Number(this.#sql.count.get(parameters)) };
  }

  /**
   * Stores the student as it is given, inside the caller's transaction. False when another living student has the
   * number or the Moodle user: two events of different records were decided at the same moment.
   */
  save({ numberFrom, ...student }: StudentChange): boolean {
    try {
      if (numberFrom !== undefined) this.#sql.giveUpNumber.run(numberFrom, student.studentNumber);
      this.#sql.save.run(...toRow(student));
      return true;
    } catch (error) {
      if (error instanceof SqliteError && error.code === 'SQLITE_CONSTRAINT_UNIQUE') return false;
      throw error;
    }
  }

  /** Inside the caller's transaction. The Moodle user that the student was linked to, null when there is no link. */
  release(zohoId: string, nowIso: string): string | null {
    const userId = this.#sql.moodleUserOf.get(zohoId) ?? null;
    if (userId !== null) this.#sql.release.run(nowIso, zohoId);
    return userId;
  }
}

function prepare(db: Connection) {
  const match = `(@deleted = 1 OR deleted_at IS NULL)
    AND (@like = '%%' OR zoho_id LIKE @like ESCAPE '\\' OR student_number LIKE @like ESCAPE '\\'
         OR academic_email LIKE @like ESCAPE '\\' OR display_name LIKE @like ESCAPE '\\'
         OR first_name LIKE @like ESCAPE '\\' OR last_name LIKE @like ESCAPE '\\')`;
  type Filter = { like: string; deleted: number };
  return {
    find: db.prepare<[string], StudentRow>(`SELECT * FROM students WHERE zoho_id = ?`),
    findByNumber: db.prepare<[string], StudentRow>(
      `SELECT * FROM students WHERE student_number = ? AND deleted_at IS NULL`,
    ),
    findByMoodleUser: db.prepare<[string], StudentRow>(
      `SELECT * FROM students WHERE moodle_user_id = ? ORDER BY deleted_at IS NOT NULL, deleted_at DESC`,
    ),
    moodleUserOf: db
      .prepare<[string], string | null>(`SELECT moodle_user_id FROM students WHERE zoho_id = ?`)
      .pluck(),
    release: db.prepare<[string, string]>(
      `UPDATE students SET moodle_user_id = NULL, updated_at = ? WHERE zoho_id = ?`,
    ),
    list: db.prepare<Filter & { after: string; limit: number }, StudentRow>(
      `SELECT * FROM students WHERE zoho_id > @after AND ${match} ORDER BY zoho_id LIMIT @limit`,
    ),
    /** Sorted before the rows are read whole. Without an index: a school has thousands of students, not millions, and each event would pay for it. */
    recent: db.prepare<Filter & { before: number; limit: number }, StudentRow>(
      `SELECT * FROM students WHERE zoho_id IN
         (SELECT zoho_id FROM students WHERE last_event < @before AND ${match} ORDER BY last_event DESC LIMIT @limit)
       ORDER BY last_event DESC`,
    ),
    count: db.prepare<Filter, number>(`SELECT count(*) FROM students WHERE ${match}`).pluck(),
    giveUpNumber: db.prepare<[string, string | null]>(
      `UPDATE students SET student_number = NULL WHERE zoho_id = ? AND student_number = ?`,
    ),
    save: db.prepare<(string | number | null)[]>(
      `INSERT INTO students (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})
       ON CONFLICT (zoho_id) DO UPDATE SET ${COLUMNS.slice(1)
         .map((column) => `${column} = excluded.${column}`)
         .join(', ')}`,
    ),
  };
}

/** In the order of COLUMNS: by name, binding costs more than the insert. */
function toRow(student: Student): (string | number | null)[] {
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

function toStudent(row: StudentRow | undefined): Student | null {
  if (row === undefined) return null;
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
