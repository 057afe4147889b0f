import { SqliteError } from 'better-sqlite3';
import type { Clock } from '../../clock.ts';
import type {
  Appended,
  ClaimedEvent,
  EventDetail,
  EventSummary,
  NewEvent,
  Occurrence,
  Source,
} from '../../log/event.ts';
import {
  type BulkOptions,
  type BulkReplay,
  type BulkReplayOptions,
  type ClaimOptions,
  type EndAtOnce,
  type Erased,
  type Erasure,
  type EventFilter,
  type EventList,
  type EventStore,
  type ExportedEvent,
  type Failures,
  type Integrity,
  type Leftover,
  type MinuteCount,
  type OldestWaiting,
  type OperatorAction,
  type Outcome,
  type Page,
  type Person,
  type Pruned,
  type PruneOptions,
  type Replayed,
  type ReplayPlan,
  type Settled,
  type Stats,
  type StatsFilter,
  StoreUnavailable,
  type Totals,
  type Trouble,
} from '../../log/ports.ts';
import { GroupCommit } from '../common/group-commit.ts';
import { appendDelivery } from './append.ts';
import { AtOnce } from './at-once.ts';
import type { Connection } from './connect.ts';
import { mendDueTimes } from './due-times.ts';
import { Eraser } from './eraser.ts';
import { DAMAGED } from './integrity/damaged.ts';
import { holdsOldPages } from './old-pages.ts';
import { OtherWriters } from './other-writers.ts';
import { OverviewQueries } from './overview.ts';
import { Pruner } from './pruner.ts';
import { EventQueries } from './queries.ts';
import { Replayer } from './replay.ts';
import { type Rest, RestingLog } from './resting-log.ts';
import { type LocalTables, recoverExpired, settleEvent } from './settle.ts';
import { type ClaimedRow, prepareStatements, type Statements } from './statements.ts';
import { Turn, toIso } from './turn.ts';
import { Checkpointer } from './wal/checkpointer.ts';
import { WatchedFile } from './watched-file.ts';

/** How long a jump of the clock is told after it was noticed, in ms. */
const DAY_MS = 86_400_000;
const CLOCK_JUMPED: Trouble = {
  code: 'CLOCK',
  message:
    'The clock of this machine jumped: events that were planned by the wrong time are tried now, and times that were written meanwhile stay wrong. Check the time service of the machine (NTP).',
};

const OLD_PAGES: Trouble = {
  code: 'OLD_PAGES',
  message:
    'An earlier version made this database, and its file may still hold bytes of what was erased or deleted since. When the service may rest for some minutes, stop it and run "npm run cli -- prune --compact".',
};

const DAMAGED_FILE: Trouble = { code: 'DAMAGED', message: DAMAGED };

/** Other processes do not say which rows they changed. */
const NO_ROWS: ReadonlySet<number> = new Set();
/** Whole events that are read in one go. */
const WHOLE_ROWS = 500;

export type StoreOptions = {
  /**
   * Awaited after each write of a long work, for a process beside the service: a lock that is taken again at once is
   * never free when the service asks for it, and its senders are refused.
   */
  rest?: Rest | undefined;
  /** Ends events that need nothing outside as they are kept; without it all of them go to the processor. */
  endAtOnce?: EndAtOnce | undefined;
  /** A look through the file, which may end long after the start. */
  integrity?: Promise<Integrity> | undefined;
};

/**
 * The log in one SQLite file. One process writes; every write of a turn of its event loop shares a transaction,
 * and every read sees what is committed, because no transaction outlives a turn.
 */
export class SqliteEventStore implements EventStore {
  readonly #db: Connection;
  /** For the stores beside the log, which share its statements and its transactions. */
  readonly statements: Statements;
  readonly #queries: EventQueries;
  readonly #tables: LocalTables;
  readonly #turn: Turn;
  readonly #commit: GroupCommit;
  readonly #checkpointer: Checkpointer;
  readonly #watched: WatchedFile;
  readonly #overview: OverviewQueries;
  readonly #replayer: Replayer;
  readonly #eraser: Eraser;
  readonly #others: OtherWriters;
  readonly #pruner: Pruner;
  readonly #clock: Clock;
  /** When a clock that jumped was noticed last, in epoch ms. */
  #clockMs = Number.NaN;
  #listener: () => void = nobody;
  #onChange: (ids: ReadonlySet<number>) => void = nobody;

  constructor(
    db: Connection,
    tables: LocalTables,
    clock: Clock,
    { rest, endAtOnce, integrity }: StoreOptions = {},
  ) {
    this.#db = db;
    this.statements = prepareStatements(db);
    this.#queries = new EventQueries(db);
    this.#overview = new OverviewQueries(db);
    this.#tables = tables;
    this.#clock = clock;
    const atOnce = endAtOnce ? new AtOnce(endAtOnce, tables.students) : null;
    this.#turn = new Turn(this.statements, tables.problems, clock, atOnce);
    const watched = new WatchedFile(db);
    this.#watched = watched;
    void integrity?.then(({ is }) => is === 'damaged' && watched.noteDamage());
    this.#checkpointer = new Checkpointer(db, clock, () => watched.mayCopy());
    const transaction = db.transaction((work: () => void) => {
      watched.require();
      const before = watched.changes;
      this.#turn.begin();
      work();
      this.#turn.counters.write(this.#turn.nowMs);
      watched.stamp(before);
    });
    this.#commit = new GroupCommit((work) => {
      translated(() => transaction.immediate(work), watched);
      watched.require();
      this.#turn.committed();
      this.#checkpointer.committed();
      if (this.#turn.hasNewPending) this.#listener();
      if (this.#turn.changed?.size) this.#onChange(this.#turn.changed);
    });
    const log = rest === undefined ? this : new RestingLog(this, rest);
    this.#replayer = new Replayer(this.statements, this.#queries, log);
    this.#eraser = new Eraser(db, this.statements, log);
    this.#others = new OtherWriters(db, clock);
    this.#pruner = new Pruner(db, this.statements, this.#queries, log);
  }

  /** For the tables beside the log: their writes share its transactions. */
  write<T>(work: (turn: Turn) => T): Promise<T> {
    return this.#commit.run(() => work(this.#turn));
  }

  append(events: readonly NewEvent[]): Promise<Appended[]> {
    return this.#commit.run(() => appendDelivery(this.statements, this.#turn, events));
  }

  claim({ limits, leaseToken, leaseMs }: ClaimOptions): Promise<ClaimedEvent[]> {
    return this.#commit.run(() => {
      const { nowIso, nowMs, counters } = this.#turn;
      const mended = mendDueTimes(this.statements, this.#turn, leaseMs);
      if (mended > 0 || this.#turn.wasSetBack) this.#clockMs = nowMs;
      this.#turn.wasSetBack = false;
      const until = toIso(nowMs + leaseMs);
      const rows = this.statements.claim.all({ token: leaseToken, until, now: nowIso, ...limits });
      for (const row of rows) {
        counters.move(row, 'pending', 'processing');
        this.#turn.touch(row.id);
      }
      // RETURNING promises no order.
      return rows.sort((a, b) => a.id - b.id).map((row) => toClaimed(row, leaseToken, nowIso));
    });
  }

  settle(event: ClaimedEvent, outcome: Outcome): Promise<Settled> {
    return this.#commit.run(() => settleEvent(this.statements, this.#turn, this.#tables, event, outcome));
  }

  renew(events: readonly ClaimedEvent[], leaseMs: number): Promise<number> {
    return this.#commit.run(() => {
      const until = toIso(this.#turn.nowMs + leaseMs);
      const renewals = events.map(({ id, leaseToken }) =>
        this.statements.renew.run({ id, token: leaseToken, until }),
      );
      return renewals.reduce((held, { changes }) => held + changes, 0);
    });
  }

  recover({ maxAttempts, everything }: { maxAttempts: number; everything: boolean }): Promise<number> {
    return this.#commit.run(() => recoverExpired(this.statements, this.#turn, maxAttempts, everything));
  }

  async newerWaiting({ source, recordId, id }: ClaimedEvent): Promise<string[]> {
    return this.statements.newerWaiting.all(source, recordId, id);
  }

  async nextDueAt(sources: readonly Source[]): Promise<number | null> {
    const times = sources.map((source) => this.statements.nextDue.get(source) ?? null);
    const [first] = times.filter((time) => time !== null).sort();
    return first === undefined ? null : Date.parse(first);
  }

  onPending(listener: () => void): void {
    this.#listener = listener;
  }

  async watchOthers(): Promise<void> {
    this.#others.watch(() => {
      this.#listener();
      this.#onChange(NO_ROWS);
    });
  }

  list(filter: EventFilter, page: Page): Promise<EventList> {
    return this.#queries.list(filter, page);
  }

  async get(id: number): Promise<EventDetail | null> {
    return this.#queries.get(id);
  }

  stats(filter: StatsFilter): Promise<Stats> {
    return this.#queries.stats(filter);
  }

  async modules(): Promise<string[]> {
    return this.#queries.modules();
  }

  async summaries(ids: readonly number[]): Promise<EventSummary[]> {
    return this.#queries.summaries(ids);
  }

  failures(): Promise<Failures> {
    return this.#overview.failures();
  }

  async oldestWaiting(): Promise<OldestWaiting | null> {
    return this.#overview.oldestWaiting();
  }

  async activity(): Promise<MinuteCount[]> {
    return this.#overview.activity(this.#clock.now());
  }

  async totals(): Promise<Totals> {
    return this.#turn.counters.totals;
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
    return this.#eraser.plan(person, options);
  }

  async erase(person: Person, by: OperatorAction, options: BulkOptions = {}): Promise<Erased> {
    const erasure = await this.#eraser.erase(person, by, options);
    return { ...erasure, left_in: await this.#leaveNothing() };
  }

  /** What was deleted stands nowhere on the disk any more, but in what this answers. */
  async #leaveNothing(): Promise<Leftover[]> {
    const isEmpty = await this.#checkpointer.empty();
    return [
      ...(isEmpty ? [] : ['journal' as const]),
      ...(holdsOldPages(this.#db) ? ['old_pages' as const] : []),
    ];
  }

  release(zohoId: string, by: OperatorAction): Promise<string | null> {
    return this.#commit.run(() => {
      const { nowIso } = this.#turn;
      const userId = this.#tables.students.release(zohoId, nowIso);
      if (userId === null) return null;
      const detail = JSON.stringify({ ...by.detail, moodle_user_id: userId });
      this.statements.insertAction.run({ ...by, at: nowIso, detail });
      return userId;
    });
  }

  async planPrune(before: string): Promise<Pruned> {
    return this.#pruner.plan(before);
  }

  async prune(before: string, by: OperatorAction, options: PruneOptions = {}): Promise<Pruned> {
    const pruned = await this.#pruner.prune(before, by, options);
    if (!options.signal?.aborted) await this.#leaveNothing();
    return pruned;
  }

  async read(filter: EventFilter, after: number): Promise<{ events: ExportedEvent[]; next: number | null }> {
    const span = this.#queries.span(filter);
    const first = Math.max(span.first, after + 1);
    const last = Math.min(span.last, first + WHOLE_ROWS - 1);
    const events = this.#queries.wholeRows(filter, { first, last });
    return { events, next: last < span.last ? last : null };
  }

  onChange(listener: ((ids: ReadonlySet<number>) => void) | null): void {
    this.#onChange = listener ?? nobody;
    this.#turn.changed = listener && new Set();
  }

  async condition(): Promise<Trouble[]> {
    const nowMs = this.#clock.now();
    return [
      ...(this.#watched.isDamaged ? [DAMAGED_FILE] : []),
      ...(Math.abs(nowMs - this.#clockMs) < DAY_MS ? [CLOCK_JUMPED] : []),
      ...(holdsOldPages(this.#db) ? [OLD_PAGES] : []),
    ];
  }

  heartbeat(): Promise<void> {
    return this.#commit.run(() => {
      this.statements.heartbeat.run(this.#turn.nowIso);
    });
  }

  async close(): Promise<void> {
    this.#others.stop();
    await this.#checkpointer.close();
    try {
      if (!this.#watched.isRestored && !this.#watched.isDamaged) this.#db.pragma('optimize');
    } catch {
      // On a full disk the statistics stay old; closing matters more.
    }
    this.#db.close();
    this.#watched.close();
  }
}

function nobody(): void {}

function toClaimed(row: ClaimedRow, leaseToken: string, startedAt: string): ClaimedEvent {
  return {
    id: row.id,
    source: row.source as Source,
    eventId: row.event_id,
    module: row.module,
    eventType: row.event_type,
    recordId: row.record_id,
    occurred: { at: row.occurred_at, clock: row.occurred_clock } as Occurrence,
    payload: row.payload,
    createdAt: row.created_at,
    attempt: row.attempts,
    leaseToken,
    startedAt,
  };
}

/** The engine's own failures (full, locked, broken) become StoreUnavailable; ours stay what they are. */
function translated(work: () => void, watched: WatchedFile): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof SqliteError) || error.code.startsWith('SQLITE_CONSTRAINT')) throw error;
    if (error.code.startsWith('SQLITE_CORRUPT')) watched.noteDamage();
    throw new StoreUnavailable(`the database answered ${error.code}`, { cause: error });
  }
}
