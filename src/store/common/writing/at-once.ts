import { type ClaimedEvent, type NewEvent, type Said, UNVERIFIED } from '../../../log/event.ts';
import type { EndAtOnce } from '../../../log/ports.ts';
import type { Student, StudentChange } from '../../../students/student.ts';
import type { LogStatements } from './statements.ts';
import type { WriteTurn } from './turn.ts';

type Decision = NonNullable<ReturnType<EndAtOnce>>;
/** How an event ends when it needs nothing but our own tables. */
export type Ending = { result: string; student: Student | null };

/** The students as seen inside the transaction. */
export type StudentsInside = {
  get(zohoId: string): Student | null;
  /** False when the student would take what another living one holds. */
  save(student: StudentChange): boolean;
};

/** Ends events in the transaction that stores them: one row written once, one commit, nobody to wake. */
export class AtOnce {
  readonly #rule: EndAtOnce;
  readonly #students: StudentsInside;
  readonly #isOfDatabase: (error: unknown) => boolean;

  /** @param isOfDatabase whether an error came from the database, while the rule asked for a student */
  constructor(rule: EndAtOnce, students: StudentsInside, isOfDatabase: (error: unknown) => boolean) {
    this.#rule = rule;
    this.#students = students;
    this.#isOfDatabase = isOfDatabase;
  }

  /**
   * Null when the processor must take it: it needs something outside, must wait its turn, or is odd in any
   * way.
   */
  decide(sql: LogStatements, turn: WriteTurn, event: NewEvent): Ending | null {
    const { said, recordId, source } = event;
    if (said === undefined || event.verifiedBy === UNVERIFIED) return null;
    if (sql.findUnfinished.get(source, recordId) !== undefined) return null;
    try {
      const { module, eventType, occurred } = event;
      const arriving = { id: turn.nextId, module, eventType, recordId, occurred };
      const decision = this.#rule(arriving, said, turn.nowIso, (id) => this.#students.get(id));
      return decision && { result: JSON.stringify(decision.result), student: decision.write };
    } catch (error) {
      // A broken database affects everybody. Any other error concerns this event alone, and the processor
      // will report it.
      if (this.#isOfDatabase(error)) throw error;
      return null;
    }
  }

  /** The same for an event that waited and is now leased; `said` is what its payload says. */
  decideWaiting(event: ClaimedEvent, said: Said, nowIso: string): Decision | null {
    try {
      return this.#rule(event, said, nowIso, (id) => this.#students.get(id));
    } catch (error) {
      if (this.#isOfDatabase(error)) throw error;
      return null;
    }
  }

  /** False when the student would take what another one holds. */
  save({ student }: Ending): boolean {
    return student === null || this.#students.save(student);
  }
}
