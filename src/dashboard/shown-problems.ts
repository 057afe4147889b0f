import type { Problem, ProblemStore } from '../log/problem.ts';
import type { People } from '../log/stores.ts';
import type { ShownProblem } from './pieces/problem-rows.ts';
import { subjectsOf } from './subjects.ts';

/** Names that are told of a problem in a list. */
const NAMED = 4;

/** Problems with the first of the people they are about. */
export async function shownProblems(
  { problems, people }: { problems: Pick<ProblemStore, 'events'>; people: People },
  list: readonly Problem[],
): Promise<ShownProblem[]> {
  const events = await Promise.all(list.map(({ id }) => problems.events(id, { limit: NAMED, offset: 0 })));
  const subjects = await subjectsOf(
    people,
    events.flat().map(({ event }) => event),
  );
  return list.map((problem, index) => ({ problem, events: events[index] ?? [], subjects }));
}
