import type { OperatorAction, Reading } from '../../../log/ports.ts';
import type {
  ProblemCounts,
  ProblemDecision,
  ProblemEntry,
  ProblemEvent,
  ProblemList,
  ProblemState,
  ProblemStore,
} from '../../../log/problem.ts';
import type { Connection } from '../connect.ts';
import type { Statements } from '../statements.ts';
import type { Turn } from '../turn.ts';
import { ProblemQueries } from './problem-queries.ts';
import type { ProblemTable } from './problem-table.ts';

type Log = { write<T>(work: (turn: Turn) => T): Promise<T> } & Pick<Reading, 'summaries'>;

/** The problems, with every write in a transaction of the log. */
export class SqliteProblemStore implements ProblemStore {
  readonly #table: ProblemTable;
  readonly #queries: ProblemQueries;
  readonly #sql: Statements;
  readonly #log: Log;

  constructor(db: Connection, table: ProblemTable, sql: Statements, log: Log) {
    this.#table = table;
    this.#queries = new ProblemQueries(db);
    this.#sql = sql;
    this.#log = log;
  }

  async list(
    filter: { state?: ProblemState },
    page: { limit: number; offset: number },
  ): Promise<ProblemList> {
    return this.#queries.list(filter, page);
  }

  async get(id: number) {
    return this.#queries.get(id);
  }

  async events(id: number, page: { limit: number; offset: number }): Promise<ProblemEvent[]> {
    const entries = this.#queries.entries(id, page);
    const events = await this.#log.summaries(entries.map(({ event_id }) => event_id));
    const known = new Map(events.map((event) => [event.id, event]));
    return entries.flatMap(({ event_id, ...entry }) => {
      const event = known.get(event_id);
      return event === undefined ? [] : [{ ...entry, event }];
    });
  }

  async ofEvents(ids: readonly number[]): Promise<ProblemEntry[]> {
    return this.#queries.ofEvents(ids);
  }

  async counts(): Promise<ProblemCounts> {
    return this.#queries.counts();
  }

  setAside(id: number, by: OperatorAction, event: number | null): Promise<ProblemDecision> {
    const decision = { by: by.operator, reason: String(by.detail.reason) };
    return this.#decide(by, ({ nowIso }) => this.#table.setAside(id, event, decision, nowIso));
  }

  reopen(id: number, by: OperatorAction): Promise<ProblemDecision> {
    return this.#decide(by, ({ nowIso }) => this.#table.reopen(id, nowIso));
  }

  #decide(by: OperatorAction, work: (turn: Turn) => number | null): Promise<ProblemDecision> {
    return this.#log.write((turn) => {
      const events = work(turn);
      if (events === null) return { is: 'not_found' };
      if (events === 0) return { is: 'other_state' };
      this.#sql.insertAction.run({
        ...by,
        at: turn.nowIso,
        detail: JSON.stringify({ ...by.detail, events }),
      });
      return { is: 'done', events };
    });
  }
}
