import { SqliteError } from 'better-sqlite3';
import type { Student, StudentChange } from '../../../students/student.ts';
import {
  STUDENT_COLUMNS,
  type StudentRow,
  toStudent,
  toStudentValues,
} from '../../common/tables/student-store.ts';
import type { Connection } from '../connect.ts';

/**
 * The students inside a transaction. Prepared by hand: each event that ends as it is stored reads one and
 * writes one, and through drizzle the two cost 4 µs of the 34 that such an event takes.
 */
export class SqliteStudentTable {
  readonly #sql: ReturnType<typeof prepare>;

  constructor(db: Connection) {
    this.#sql = prepare(db);
  }

  get(zohoId: string): Student | null {
    const row = this.#sql.find.get(zohoId);
    return row === undefined ? null : toStudent(row);
  }

  /**
   * Stores the student as given. False when another living student has the number or the Moodle user: two
   * events of different records were decided at the same moment.
   */
  save({ numberFrom, ...student }: StudentChange): boolean {
    try {
      if (numberFrom !== undefined) this.#sql.giveUpNumber.run(numberFrom, student.studentNumber);
      this.#sql.save.run(...toStudentValues(student));
      return true;
    } catch (error) {
      if (error instanceof SqliteError && error.code === 'SQLITE_CONSTRAINT_UNIQUE') return false;
      throw error;
    }
  }
}

function prepare(db: Connection) {
  return {
    find: db.prepare<[string], StudentRow>(`SELECT * FROM students WHERE zoho_id = ?`),
    giveUpNumber: db.prepare<[string, string | null]>(
      `UPDATE students SET student_number = NULL WHERE zoho_id = ? AND student_number = ?`,
    ),
    save: db.prepare<(string | number | null)[]>(
      `INSERT INTO students (${STUDENT_COLUMNS.join(', ')})
       VALUES (${STUDENT_COLUMNS.map(() => '?').join(', ')})
       ON CONFLICT (zoho_id) DO UPDATE SET ${STUDENT_COLUMNS.slice(1)
         .map((column) => `${column} = excluded.${column}`)
         .join(', ')}`,
    ),
  };
}
