import type { SQL } from './drizzle.ts';

/**
 * A piece of work inside one transaction, written once for every engine: it yields a query and receives its
 * rows. One engine answers at once, because its transaction must not outlive a turn of the event loop;
 * another sends the query over a network and waits. An `async` function could only do the second.
 */
export type Step<T> = Generator<SQL, T, readonly unknown[]>;

/** The rows of a query. Their type is whatever the query selects, which no compiler checks. */
export function* rows<Row>(query: SQL): Step<Row[]> {
  return (yield query) as Row[];
}

export function* first<Row>(query: SQL): Step<Row | undefined> {
  const [row] = yield* rows<Row>(query);
  return row;
}

/** Runs a change and returns the ids that it returns. */
export function* ids(query: SQL): Step<number[]> {
  const changed = yield* rows<{ id: number }>(query);
  return changed.map(({ id }) => id);
}

/** A change for which nobody needs the number of rows. */
export function* change(query: SQL): Step<void> {
  yield query;
}

/** For an engine that answers at once. */
export function runAtOnce<T>(step: Step<T>, answer: (query: SQL) => readonly unknown[]): T {
  let next = step.next([]);
  while (!next.done) next = step.next(answer(next.value));
  return next.value;
}

/** For an engine that must be awaited. */
export async function runInTurn<T>(
  step: Step<T>,
  answer: (query: SQL) => Promise<readonly unknown[]>,
): Promise<T> {
  let next = step.next([]);
  while (!next.done) next = step.next(await answer(next.value));
  return next.value;
}
