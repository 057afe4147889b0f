import type { Problem, ProblemStore } from '../log/problem.ts';
import type { People } from '../log/stores.ts';
import { subjectsOf } from '../subjects/subjects.ts';
import type { ShownProblem } from './pieces/problem-rows.ts';

/** How many names a list shows per problem. */
const NAMED = 4;

/** Problems with the first few people they concern. */
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
