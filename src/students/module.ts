/** The CRM module whose records become students. */
export const STUDENT_MODULE = 'BTEC_Students';

const OURS = lettersOf(STUDENT_MODULE);
/** The label of one record of it. */
const SINGULAR = OURS.replace(/s$/, '');
/** Wrong, missing or exchanged letters up to which a name is a slip of the pen. */
const SLIPS = 2;

/** The API name of our module for each way of writing it: `BTEC Students`, `btec_students`, `Btec-Student`. Others as they came. */
export function readModule(given: string): string {
  if (given === STUDENT_MODULE) return given;
  const letters = lettersOf(given);
  return letters === OURS || letters === SINGULAR ? STUDENT_MODULE : given;
}

/**
 * True for a name that was surely meant to be ours: one with a slip of the pen in it, or a part of it. Logged and passed
 * over like any other module, it would look well while no student ever arrives.
 */
export function isNearlyOurs(module: string): boolean {
  const letters = lettersOf(module);
  return letters === 'students' || letters === 'student' || distance(letters, OURS) <= SLIPS;
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** How many letters have to be put, taken away or replaced to make one text of the other; two that changed places count two. */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > SLIPS) return SLIPS + 1;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1];
    for (const [j, wanted] of [...other].entries()) {
      const replaced = Number(row[j]) + Number(letter !== wanted);
      next.push(Math.min(replaced, Number(row[j + 1]) + 1, Number(next[j]) + 1));
    }
    row = next;
  }
  return Number(row.at(-1));
}
