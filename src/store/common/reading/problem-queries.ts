import {
  PROBLEM_STATES,
  type Problem,
  type ProblemCounts,
  type ProblemEntry,
  type ProblemList,
  type ProblemState,
} from '../../../log/problem.ts';
import type { Dialect, Reader } from '../dialect.ts';
import { type SQL, sql } from '../drizzle.ts';

type Page = { limit: number; offset: number };
type ProblemRow = Omit<Problem, 'error_details'> & { error_details: string | null };

const ENTRY =
  sql.raw(`event_row AS event_id, problem_id AS problem, state, opened_at, closed_at, mended_by, decided_by,
  reason`);

/**
 * What went wrong with the event. Once the event succeeds or is tried again, its row no longer says so, but
 * the failed attempt still does. Newest first; erasing empties both.
 */
const SENTENCE = sql.raw(
  ['error_message', 'error_details']
    .map(
      (column) => `coalesce(log.${column}, (
        SELECT a.${column} FROM event_attempts AS a WHERE a.log_id = log.id AND a.outcome = 'failed'
        ORDER BY a.id DESC LIMIT 1)) AS ${column}`,
    )
    .join(', '),
);

/**
 * The newest event of a problem in one state, which the index gives at once. Sorting all its events took 1 ms for each
 * problem of a hundred events, and grew with the log.
 */
function newest(state: ProblemState): SQL {
  return sql`(SELECT max(e.event_row) FROM problem_events AS e WHERE e.problem_id = problem.id AND e.state = ${state})`;
}

/** What people read about problems; every query is bounded. */
export class ProblemQueries {
  readonly #log: Reader & { readonly dialect: Dialect };

  constructor(log: Reader & { readonly dialect: Dialect }) {
    this.#log = log;
  }

  async list({ state }: { state?: ProblemState }, page: Page): Promise<ProblemList> {
    const counts = await this.counts();
    const total =
      state === undefined ? PROBLEM_STATES.reduce((sum, each) => sum + counts[each], 0) : counts[state];
    const matches = state === undefined ? sql`1 = 1` : sql`problem.state = ${state}`;
    const problems = await this.#select(matches, page);
    const next = page.offset + page.limit;
    return { problems, next: next < total ? next : null, total };
  }

  async get(id: number): Promise<Problem | null> {
    const [problem] = await this.#select(sql`problem.id = ${id}`, { limit: 1, offset: 0 });
    return problem ?? null;
  }

  entries(id: number, { limit, offset }: Page): Promise<ProblemEntry[]> {
    return this.#log.all<ProblemEntry>(sql`
      SELECT ${ENTRY} FROM problem_events WHERE problem_id = ${id}
      ORDER BY state = 'open' DESC, event_row DESC LIMIT ${limit} OFFSET ${offset}`);
  }

  ofEvents(ids: readonly number[]): Promise<ProblemEntry[]> {
    const isOne = this.#log.dialect.isOneOf(sql`event_row`, ids);
    return this.#log.all<ProblemEntry>(
      sql`SELECT ${ENTRY} FROM problem_events WHERE ${isOne} ORDER BY event_row`,
    );
  }

  async counts(): Promise<ProblemCounts> {
    const found = await this.#log.all<{ state: ProblemState; found: number }>(
      sql`SELECT state, count(*) AS found FROM problems GROUP BY state`,
    );
    const counts: ProblemCounts = { open: 0, mended: 0, set_aside: 0 };
    for (const row of found) counts[row.state] = row.found;
    return counts;
  }

  /** Each with its newest event, chosen among those that still need somebody where there are any. */
  async #select(condition: SQL, { limit, offset }: Page): Promise<Problem[]> {
    const found = await this.#log.all<ProblemRow>(sql`
      SELECT problem.id, problem.state, problem.code, ${SENTENCE}, problem.opened_at,
             problem.closed_at, problem.decided_by, problem.reason, problem.open_events, problem.events,
             log.id AS newest_event, problem.newest_at
      FROM problems AS problem
      INNER JOIN integration_events_log AS log ON log.id = coalesce(${newest('open')}, (
        SELECT max(closed.newest) FROM (
          SELECT ${newest('mended')} AS newest UNION ALL SELECT ${newest('set_aside')}) AS closed))
      WHERE ${condition}
      ORDER BY problem.newest_at DESC, problem.id DESC LIMIT ${limit} OFFSET ${offset}`);
    return found.map(({ error_details, ...problem }) => ({
      ...problem,
      error_details: error_details === null ? null : JSON.parse(error_details),
    }));
  }
}
