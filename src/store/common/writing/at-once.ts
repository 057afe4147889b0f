import { type ClaimedEvent, type NewEvent, type Said, UNVERIFIED } from '../../../log/event.ts';
import type { EndAtOnce } from '../../../log/ports.ts';
import type { Student, StudentChange } from '../../../students/student.ts';
import type { LogStatements } from './statements.ts';
import type { WriteTurn } from './turn.ts';

type Decision = NonNullable<ReturnType<EndAtOnce>>;
/** How an event ends that needs nothing but our own tables. */
export type Ending = { result: string; student: Student | null };

/** The students as the transaction sees them. */
export type StudentsInside = {
  get(zohoId: string): Student | null;
  /** False when the student would take what another living one holds. */
  save(student: StudentChange): boolean;
};

/** Ends events in the transaction that keeps them: one row written once, one commit, nothing to wake anybody for. */
export class AtOnce {
  readonly #rule: EndAtOnce;
  readonly #students: StudentsInside;
  readonly #isOfDatabase: (error: unknown) => boolean;

  /** @param isOfDatabase whether the database threw it, while the rule asked for a student */
  constructor(rule: EndAtOnce, students: StudentsInside, isOfDatabase: (error: unknown) => boolean) {
    this.#rule = rule;
    this.#students = students;
    this.#isOfDatabase = isOfDatabase;
  }

  /** Null when it is the processor's: it needs something outside, has to wait for its turn, or is odd in any way. */
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
      // A broken database is everybody's trouble. Anything else is of this event alone, and the processor will say it.
      if (this.#isOfDatabase(error)) throw error;
      return null;
    }
  }

  /** The same of one that waited and is under lease; `said` is what its payload says. */
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
