import type { Clock } from '../../clock.ts';
import type { Appended, ClaimedEvent, NewEvent, Source } from '../../log/event.ts';
import type { ClaimOptions, EndAtOnce, EventStore, Outcome, Settled } from '../../log/ports.ts';
import type { Integrity, OperatorAction, Totals, Trouble } from '../../log/readings.ts';
import type { Told } from '../../log/told.ts';
import type { BulkOptions, Erased, Leftover, Person, Pruned, PruneOptions } from '../../log/upkeep.ts';
import { inEnglish, tell } from '../../sentences/tell.ts';
import type { SQL } from '../common/drizzle.ts';
import { EngineLog } from '../common/engine-log.ts';
import { GroupCommit } from '../common/group-commit.ts';
import type { Writing } from '../common/log.ts';
import type { Step } from '../common/step.ts';
import { ProblemTable } from '../common/tables/problem-table.ts';
import type { Rest } from '../common/upkeep/resting-log.ts';
import { appendDelivery } from '../common/writing/append.ts';
import { AtOnce } from '../common/writing/at-once.ts';
import { type LocalTables, recoverExpired, settleEvent } from '../common/writing/settle.ts';
import { toIso } from '../common/writing/turn.ts';
import { Claiming } from './commit/claiming.ts';
import { ProblemsInside } from './commit/problems-inside.ts';
import { Queries } from './commit/run-step.ts';
import { Turn } from './commit/turn.ts';
import { SqliteWriting } from './commit/writing.ts';
import type { Connection } from './connect.ts';
import { SQLITE } from './dialect.ts';
import { holdsOldPages } from './file/old-pages.ts';
import { OtherWriters } from './file/other-writers.ts';
import { WatchedFile } from './file/watched-file.ts';
import { DAMAGED } from './integrity/damaged.ts';
import { prepareStatements, type Statements } from './statements/prepare.ts';
import { isOfEngine, translated } from './unavailable.ts';
import { Checkpointer } from './wal/checkpointer.ts';

/** How long a clock jump is reported after it was noticed, in ms. */
const DAY_MS = 86_400_000;
const CLOCK_JUMPED = trouble('CLOCK', tell('CLOCK_JUMPED'));
const OLD_PAGES = trouble('OLD_PAGES', tell('OLD_PAGES'));
const DAMAGED_FILE = trouble('DAMAGED', DAMAGED);

/** Other processes do not say which rows they changed. */
const NO_ROWS: ReadonlySet<number> = new Set();
/** Free pages given back in one transaction. */
const PAGES = 500;

export type StoreOptions = {
  /**
   * Awaited after each write of long work, for a process beside the service: a lock that is retaken at once
   * is never free when the service wants it, and the service would refuse its senders.
   */
  rest?: Rest | undefined;
  /** Ends events that need nothing outside as they are stored; without it the processor takes all of them. */
  endAtOnce?: EndAtOnce | undefined;
  /** A check of the whole file, which may finish long after the start. */
  integrity?: Promise<Integrity> | undefined;
  /** The initial content of a log in memory. */
  image?: Buffer | undefined;
};

/**
 * The log in one SQLite file. One process writes; all writes of one turn of its event loop share a
 * transaction, and every read sees only what is committed, because no transaction outlives a turn.
 */
export class SqliteEventStore extends EngineLog implements EventStore {
  readonly #db: Connection;
  readonly #statements: Statements;
  readonly #steps: Queries;
  readonly #tables: LocalTables;
  readonly #turn: Turn;
  readonly #writing: Writing;
  readonly #commit: GroupCommit;
  readonly #claiming: Claiming;
  readonly #checkpointer: Checkpointer;
  readonly #watched: WatchedFile;
  readonly #others: OtherWriters;
  /** When a clock jump was last noticed, in epoch ms. */
  #clockMs = Number.NaN;
  #listener: () => void = nobody;
  #onChange: (ids: ReadonlySet<number>) => void = nobody;

  constructor(
    db: Connection,
    tables: LocalTables,
    clock: Clock,
    { rest, endAtOnce, integrity }: StoreOptions = {},
  ) {
    super({ dialect: SQLITE, clock, rest });
    this.#db = db;
    this.#statements = prepareStatements(db);
    this.#steps = new Queries(db);
    this.#tables = tables;
    const problems = new ProblemsInside(new ProblemTable(), this.#steps);
    const atOnce = endAtOnce ? new AtOnce(endAtOnce, tables.students, isOfEngine) : null;
    this.#turn = new Turn(this.#statements, problems, clock, atOnce);
    this.#writing = new SqliteWriting(this.#statements, this.#turn, problems.table);
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
    this.#claiming = new Claiming({
      statements: this.#statements,
      turn: this.#turn,
      tables,
      commit: this.#commit,
      onClockJump: (nowMs) => {
        this.#clockMs = nowMs;
      },
    });
    this.#others = new OtherWriters(db, clock);
  }

  all<Row>(query: SQL): Promise<Row[]> {
    return this.#steps.all(query);
  }

  /** Its writes share the transactions of the log. */
  write<T>(work: (writing: Writing) => Step<T>): Promise<T> {
    return this.#commit.run(() => this.#steps.run(work(this.#writing)));
  }

  append(events: readonly NewEvent[]): Promise<Appended[]> {
    return this.#commit.run(() => appendDelivery(this.#statements, this.#turn, events));
  }

  claim(options: ClaimOptions): Promise<ClaimedEvent[]> {
    return this.#claiming.claim(options);
  }

  settle(event: ClaimedEvent, outcome: Outcome): Promise<Settled> {
    return this.#commit.run(() => settleEvent(this.#statements, this.#turn, this.#tables, event, outcome));
  }

  renew(events: readonly ClaimedEvent[], leaseMs: number): Promise<number> {
    return this.#commit.run(() => {
      const until = toIso(this.#turn.nowMs + leaseMs);
      const renewals = events.map(({ id, leaseToken }) =>
        this.#statements.renew.run({ id, token: leaseToken, until }),
      );
      return renewals.reduce((held, { changes }) => held + changes, 0);
    });
  }

  recover({ maxAttempts, everything }: { maxAttempts: number; everything: boolean }): Promise<number> {
    return this.#commit.run(() => recoverExpired(this.#statements, this.#turn, maxAttempts, everything));
  }

  async newerWaiting({ source, recordId, id }: ClaimedEvent): Promise<string[]> {
    return this.#statements.newerWaiting.all(source, recordId, id);
  }

  async nextDueAt(sources: readonly Source[]): Promise<number | null> {
    const times = sources.map((source) => this.#statements.nextDue.get(source) ?? null);
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

  async totals(): Promise<Totals> {
    return this.#turn.counters.totals;
  }

  async erase(person: Person, by: OperatorAction, options: BulkOptions = {}): Promise<Erased> {
    const erasure = await this.eraser.erase(person, by, options);
    return { ...erasure, left_in: await this.#leaveNothing() };
  }

  /** Nothing deleted remains on the disk, except in the leftovers that this returns. */
  async #leaveNothing(): Promise<Leftover[]> {
    const isEmpty = await this.#checkpointer.empty();
    return [
      ...(isEmpty ? [] : ['journal' as const]),
      ...(holdsOldPages(this.#db) ? ['old_pages' as const] : []),
    ];
  }

  override async prune(before: string, by: OperatorAction, options: PruneOptions = {}): Promise<Pruned> {
    const pruned = await this.pruner.prune(before, by, options);
    if (!options.signal?.aborted) await this.#leaveNothing();
    return pruned;
  }

  /** The file keeps a freed page until it is given back; webhooks get their turn between two batches. */
  protected async giveSpaceBack(): Promise<void> {
    const free = () => Number(this.#db.pragma('freelist_count', { simple: true }));
    for (let left = free(); left > 0; left -= PAGES)
      await this.#commit.run(() => this.#db.pragma(`incremental_vacuum(${PAGES})`));
  }

  onChange(listener: ((ids: ReadonlySet<number>) => void) | null): void {
    this.#onChange = listener ?? nobody;
    this.#turn.changed = listener && new Set();
  }

  async condition(): Promise<Trouble[]> {
    const nowMs = this.clock.now();
    return [
      ...(this.#watched.isDamaged ? [DAMAGED_FILE] : []),
      ...(Math.abs(nowMs - this.#clockMs) < DAY_MS ? [CLOCK_JUMPED] : []),
      ...(holdsOldPages(this.#db) ? [OLD_PAGES] : []),
    ];
  }

  heartbeat(): Promise<void> {
    return this.#commit.run(() => {
      this.#statements.heartbeat.run(this.#turn.nowIso);
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

function trouble(code: string, told: Told): Trouble {
  return { code, message: inEnglish(told), told: [told] };
}

function nobody(): void {}
