import type { Reading } from '../../../log/ports.ts';
import type {
  ProblemCounts,
  ProblemDecision,
  ProblemEntry,
  ProblemEvent,
  ProblemList,
  ProblemState,
  ProblemStore,
} from '../../../log/problem.ts';
import type { OperatorAction } from '../../../log/readings.ts';
import { insertAction } from '../actions.ts';
import type { Log, Writing } from '../log.ts';
import { ProblemQueries } from '../reading/problem-queries.ts';
import type { Step } from '../step.ts';

type ReadLog = Log & Pick<Reading, 'summaries'>;

/** The problems; every write happens in a transaction of the log. */
export class LoggedProblemStore implements ProblemStore {
  readonly #queries: ProblemQueries;
  readonly #log: ReadLog;

  constructor(log: ReadLog) {
    this.#queries = new ProblemQueries(log);
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
    const entries = await this.#queries.entries(id, page);
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
    return this.#decide(by, ({ nowIso, problems }) => problems.setAside(id, event, decision, nowIso));
  }

  reopen(id: number, by: OperatorAction): Promise<ProblemDecision> {
    return this.#decide(by, ({ nowIso, problems }) => problems.reopen(id, nowIso));
  }

  #decide(by: OperatorAction, work: (writing: Writing) => Step<number | null>): Promise<ProblemDecision> {
    return this.#log.write(function* (writing): Step<ProblemDecision> {
      const events = yield* work(writing);
      if (events === null) return { is: 'not_found' };
      if (events === 0) return { is: 'other_state' };
      yield* insertAction(by, writing.nowIso, { ...by.detail, events });
      return { is: 'done', events };
    });
  }
}
