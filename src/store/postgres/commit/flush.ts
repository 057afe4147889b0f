import { change, type Step } from '../../common/step.ts';
import { type Part, tell } from '../asking/fixed.ts';
import type { Ledger } from './ledger.ts';
import {
  type Counted,
  changeRows,
  countParts,
  giveUp,
  insertActions,
  insertAttempts,
  insertRows,
  insertStudents,
  promote,
  pullDue,
  replaceRows,
  updateStudents,
} from './parts.ts';
import type { StudentsInMemory } from './students-inside.ts';

/**
 * Writes what a ledger noted: as a rule in one statement, of which one part never sees another. What has to be free before
 * somebody else takes it is freed by a statement before it.
 */
export function* flush(
  ledger: Ledger,
  students: StudentsInMemory,
  counted: Counted,
  slot: number,
): Step<void> {
  const { added, changed, bodies, promoted, attempts, actions, pulledDue } = ledger;
  const addedStudents = [...students.added.values()];
  const changedStudents = [...students.changed.values()];
  const replaced = [...changed.values()].flatMap((row) => {
    const body = bodies.get(row.id);
    return body === undefined ? [] : [{ ...row, ...body }];
  });
  const others = [...changed.values()].filter(({ id }) => !bodies.has(id));
  if (pulledDue !== null) yield* change(tell([pullDue(pulledDue)]));
  if (others.length > 0) yield* change(tell([changeRows(others)]));
  if (replaced.length > 0) yield* change(tell([replaceRows(replaced)]));
  if (students.frees) yield* change(tell([giveUp(changedStudents)]));
  const parts: Part[] = [];
  if (added.length > 0) parts.push(insertRows(added));
  if (promoted.size > 0) parts.push(promote(promoted));
  if (attempts.length > 0) parts.push(insertAttempts(attempts));
  if (actions.length > 0) parts.push(insertActions(actions));
  if (addedStudents.length > 0) parts.push(insertStudents(addedStudents));
  if (changedStudents.length > 0) parts.push(updateStudents(changedStudents));
  parts.push(...countParts(counted, slot));
  if (parts.length > 0) yield* change(tell(parts));
}
