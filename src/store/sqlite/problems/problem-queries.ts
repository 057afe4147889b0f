import {
  PROBLEM_STATES,
  type Problem,
  type ProblemCounts,
  type ProblemEntry,
  type ProblemList,
  type ProblemState,
} from '../../../log/problem.ts';
import type { Connection } from '../connect.ts';
import { and, asc, type BetterSQLite3Database, desc, drizzle, eq, inArray, sql } from '../drizzle.ts';
import { problemEvents as entry, eventsLog as log, problems as problem } from '../schema.ts';

/** The newest event of a problem, of those that still need somebody where there are any. */
const newestEvent = sql<number>`(
  SELECT e.event_row FROM problem_events AS e WHERE e.problem_id = ${problem.id}
  ORDER BY e.state = 'open' DESC, e.event_row DESC LIMIT 1)`;

const problemColumns = {
  id: problem.id,
  state: problem.state,
  code: problem.code,
  error_message: log.errorMessage,
  error_details: log.errorDetails,
  opened_at: problem.openedAt,
  closed_at: problem.closedAt,
  decided_by: problem.decidedBy,
  reason: problem.reason,
  open_events: problem.openEvents,
  events: problem.events,
  newest_event: log.id,
  newest_at: problem.newestAt,
};
const entryColumns = {
  event_id: entry.eventRow,
  problem: entry.problemId,
  state: entry.state,
  opened_at: entry.openedAt,
  closed_at: entry.closedAt,
  mended_by: entry.mendedBy,
  decided_by: entry.decidedBy,
  reason: entry.reason,
};

/** What people read of the problems; each query is bounded. */
export class ProblemQueries {
  readonly #db: BetterSQLite3Database;

  constructor(connection: Connection) {
    this.#db = drizzle(connection);
  }

  list(
    { state }: { state?: ProblemState },
    { limit, offset }: { limit: number; offset: number },
  ): ProblemList {
    const counts = this.counts();
    const total =
      state === undefined ? PROBLEM_STATES.reduce((sum, each) => sum + counts[each], 0) : counts[state];
    const problems = this.#select(state === undefined ? undefined : eq(problem.state, state), limit, offset);
    return { problems, next: offset + limit < total ? offset + limit : null, total };
  }

  get(id: number): Problem | null {
    return this.#select(eq(problem.id, id), 1, 0)[0] ?? null;
  }

  entries(id: number, { limit, offset }: { limit: number; offset: number }): ProblemEntry[] {
    return this.#db
      .select(entryColumns)
      .from(entry)
      .where(eq(entry.problemId, id))
      .orderBy(desc(sql`${entry.state} = 'open'`), desc(entry.eventRow))
      .limit(limit)
      .offset(offset)
      .all() as ProblemEntry[];
  }

  ofEvents(ids: readonly number[]): ProblemEntry[] {
    return this.#db
      .select(entryColumns)
      .from(entry)
      .where(inArray(entry.eventRow, [...ids]))
      .orderBy(asc(entry.eventRow))
      .all() as ProblemEntry[];
  }

  counts(): ProblemCounts {
    const rows = this.#db
      .select({ state: problem.state, count: sql<number>`count(*)` })
      .from(problem)
      .groupBy(problem.state)
      .all();
    const counts: ProblemCounts = { open: 0, mended: 0, set_aside: 0 };
    for (const { state, count } of rows) counts[state as ProblemState] = count;
    return counts;
  }

  #select(condition: ReturnType<typeof eq> | undefined, limit: number, offset: number): Problem[] {
    return this.#db
      .select(problemColumns)
      .from(problem)
      .innerJoin(log, eq(log.id, newestEvent))
      .where(and(condition))
      .orderBy(desc(problem.newestAt), desc(problem.id))
      .limit(limit)
      .offset(offset)
      .all() as Problem[];
  }
}
