import type { Clock } from '../../clock.ts';
import type { EventDetail, EventSummary } from '../../log/event.ts';
import type {
  ActionList,
  EventFilter,
  EventList,
  Failures,
  MinuteCount,
  OldestWaiting,
  OperatorAction,
  Page,
  Stats,
  StatsFilter,
} from '../../log/readings.ts';
import type {
  BulkOptions,
  BulkReplay,
  BulkReplayOptions,
  Erasure,
  ExportedEvent,
  Person,
  Pruned,
  PruneOptions,
  Replayed,
  ReplayPlan,
} from '../../log/upkeep.ts';
import type { Dialect } from './dialect.ts';
import type { SQL } from './drizzle.ts';
import type { Log, Writing } from './log.ts';
import { ActionQueries } from './reading/actions.ts';
import { OverviewQueries } from './reading/overview.ts';
import { EventQueries } from './reading/queries.ts';
import type { Step } from './step.ts';
import { Eraser } from './upkeep/eraser.ts';
import { Pruner } from './upkeep/pruner.ts';
import { releaseStudent } from './upkeep/release-student.ts';
import { Replayer } from './upkeep/replay.ts';
import { type Rest, RestingLog } from './upkeep/resting-log.ts';

/** Whole events read at a time. */
const WHOLE_ROWS = 500;

/**
 * What every engine gets once it can read and write: queries for people, and upkeep for operators and timers.
 */
export abstract class EngineLog implements Log {
  readonly dialect: Dialect;
  protected readonly clock: Clock;
  protected readonly eraser: Eraser;
  protected readonly pruner: Pruner;
  readonly #queries: EventQueries;
  readonly #overview: OverviewQueries;
  readonly #actions: ActionQueries;
  readonly #replayer: Replayer;

  constructor({ dialect, clock, rest }: { dialect: Dialect; clock: Clock; rest?: Rest | undefined }) {
    this.dialect = dialect;
    this.clock = clock;
    this.#queries = new EventQueries(this, dialect);
    this.#overview = new OverviewQueries(this);
    this.#actions = new ActionQueries(this);
    const log = rest === undefined ? this : new RestingLog(this, rest);
    this.#replayer = new Replayer(this.#queries, log);
    this.eraser = new Eraser(log);
    this.pruner = new Pruner(this.#queries, log, () => this.giveSpaceBack());
  }

  abstract all<Row>(query: SQL): Promise<Row[]>;
  abstract write<T>(work: (writing: Writing) => Step<T>): Promise<T>;
  /** What happens to the space that pruning freed. */
  protected abstract giveSpaceBack(): Promise<void>;

  list(filter: EventFilter, page: Page): Promise<EventList> {
    return this.#queries.list(filter, page);
  }

  get(id: number): Promise<EventDetail | null> {
    return this.#queries.get(id);
  }

  stats(filter: StatsFilter): Promise<Stats> {
    return this.#queries.stats(filter);
  }

  modules(): Promise<string[]> {
    return this.#queries.modules();
  }

  summaries(ids: readonly number[]): Promise<EventSummary[]> {
    return this.#queries.summaries(ids);
  }

  failures(): Promise<Failures> {
    return this.#overview.failures();
  }

  actions(page: Page): Promise<ActionList> {
    return this.#actions.list(page);
  }

  oldestWaiting(): Promise<OldestWaiting | null> {
    return this.#overview.oldestWaiting();
  }

  activity(): Promise<MinuteCount[]> {
    return this.#overview.activity(this.clock.now());
  }

  async read(filter: EventFilter, after: number): Promise<{ events: ExportedEvent[]; next: number | null }> {
    const span = await this.#queries.span(filter);
    const first = Math.max(span.first, after + 1);
    const last = Math.min(span.last, first + WHOLE_ROWS - 1);
    const events = await this.#queries.wholeRows(filter, { first, last });
    return { events, next: last < span.last ? last : null };
  }

  replay(id: number, by: OperatorAction): Promise<Replayed> {
    return this.#replayer.one(id, by);
  }

  planReplay(filter: EventFilter): Promise<ReplayPlan> {
    return this.#replayer.plan(filter);
  }

  replayMatching(
    filter: EventFilter,
    by: OperatorAction,
    options: BulkReplayOptions = {},
  ): Promise<BulkReplay> {
    return this.#replayer.matching(filter, by, options);
  }

  planErasure(person: Person, options: BulkOptions = {}): Promise<Erasure> {
    return this.eraser.plan(person, options);
  }

  release(zohoId: string, by: OperatorAction): Promise<string | null> {
    return this.write((writing) => releaseStudent(writing, zohoId, by));
  }

  planPrune(before: string): Promise<Pruned> {
    return this.pruner.plan(before);
  }

  prune(before: string, by: OperatorAction, options: PruneOptions = {}): Promise<Pruned> {
    return this.pruner.prune(before, by, options);
  }
}
