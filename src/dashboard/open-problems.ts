import type { EventSummary } from '../log/event.ts';
import type { Problem, ProblemStore } from '../log/problem.ts';

/**
 * The problems that these events of one record opened and nothing has closed. The newest events are enough: a
 * later success would have closed what came before it.
 */
export async function openProblemsOf(
  problems: Pick<ProblemStore, 'ofEvents' | 'get'>,
  events: readonly EventSummary[],
): Promise<Problem[]> {
  const entries = await problems.ofEvents(events.map(({ id }) => id));
  const open = new Set(entries.filter(({ state }) => state === 'open').map(({ problem }) => problem));
  const found = await Promise.all([...open].map((id) => problems.get(id)));
  return found.filter((problem) => problem !== null);
}
