import type { Pool } from 'pg';
import type { Clock } from '../../clock.ts';
import type { Appended, ClaimedEvent, NewEvent, Source } from '../../log/event.ts';
import type { ClaimOptions, EventStore, Outcome, Settled } from '../../log/ports.ts';
import type { OperatorAction, Totals, Trouble } from '../../log/readings.ts';
import { LONGEST_PAUSE_MS } from '../../log/retry-policy.ts';
import type { BulkOptions, Erased, Person } from '../../log/upkeep.ts';
import { addTo, nothing } from '../common/counters.ts';
import { type SQL, sql } from '../common/drizzle.ts';
import { EngineLog } from '../common/engine-log.ts';
import type { Writing } from '../common/log.ts';
import { change, ids, type Step } from '../common/step.ts';
import { rowsAsJson } from '../common/storable.ts';
import { type ClaimedRow, toClaimed } from '../common/writing/claimed.ts';
import { toIso } from '../common/writing/turn.ts';
import { PoolReader } from './asking/queries.ts';
import { Wording } from './asking/wording.ts';
import { claimQuery } from './claim.ts';
import { Commits } from './commit/commits.ts';
import { PostgresTurn, type TurnOptions } from './commit/turn.ts';
import { conditionOf } from './condition.ts';
import { POSTGRES } from './dialect.ts';
import { Wake } from './wake.ts';

/** Sorts after every lease's end. */
const FOR_EVER = '9999';
/** What other instances committed is looked for this often where no news of it came, in ms. */
const LOOK_MS = 5_000;

export type PostgresOptions = TurnOptions & {
  pool: Pool;
  /** One connection, straight to the server, over which news is heard. */
  listening: Pool;
  clock: Clock;
  /** This instance, among all that share the database. */
  instance: string;
};

/** The log in PostgreSQL, which any number of instances share. */
export class PostgresEventStore extends EngineLog implements EventStore {
  readonly #pool: Pool;
  readonly #listening: Pool;
  readonly #slot: number;
  readonly #wording: Wording;
  readonly #reader: PoolReader;
  readonly #commits: Commits;
  readonly #wake: Wake;
  readonly #totals: Totals = nothing();
  #listener: () => void = nobody;
  #onChange: (ids: ReadonlySet<number>) => void = nobody;
  #cancelLook: () => void = nobody;

  constructor(options: PostgresOptions) {
    const { pool, listening, clock, slot, instance } = options;
    super({ dialect: POSTGRES, clock });
    this.#pool = pool;
    this.#listening = listening;
    this.#slot = slot;
    this.#wording = new Wording();
    this.#reader = new PoolReader(pool, this.#wording);
    this.#commits = new Commits(
      { pool, wording: this.#wording },
      () => new PostgresTurn(options),
      (turn) => this.#committed(turn),
    );
    this.#wake = new Wake({ pool, listening, clock, from: instance }, ({ pending, rows }) => {
      if (pending) this.#listener();
      this.#onChange(new Set(rows));
    });
  }

  all<Row>(query: SQL): Promise<Row[]> {
    return this.#reader.all(query);
  }

  write<T>(work: (writing: Writing) => Step<T>): Promise<T> {
    return this.#commits.write(work);
  }

  append(events: readonly NewEvent[]): Promise<Appended[]> {
    return this.#commits.append(events);
  }

  async claim(options: ClaimOptions): Promise<ClaimedEvent[]> {
    const nowMs = this.clock.now();
    const now = toIso(nowMs);
    const rows = await this.#reader.all<ClaimedRow>(
      claimQuery(options, now, toIso(nowMs + options.leaseMs), this.#slot),
    );
    if (rows.length > 0) this.#changed(rows.map(({ id }) => id));
    return rows.map((row) => toClaimed(row, options.leaseToken, now));
  }

  settle(event: ClaimedEvent, outcome: Outcome): Promise<Settled> {
    return this.#commits.settle(event, outcome);
  }

  /** Under the lock of the hub, as whatever else changes several rows: in an order of its own it could meet a commit halfway. */
  async renew(events: readonly ClaimedEvent[], leaseMs: number): Promise<number> {
    if (events.length === 0) return 0;
    const until = toIso(this.clock.now() + leaseMs);
    const held = events.map(({ id, leaseToken }) => ({ id, token: leaseToken }));
    const renewed = await this.write(() =>
      ids(sql`
      UPDATE integration_events_log AS log SET lease_until = ${until}, next_attempt_at = ${until}
      FROM json_to_recordset(${rowsAsJson(held)}::json) AS held(id bigint, token text)
      WHERE log.id = held.id AND log.lease_token = held.token RETURNING log.id`),
    );
    return renewed.length;
  }

  async recover({ maxAttempts, everything }: { maxAttempts: number; everything: boolean }): Promise<number> {
    const nowMs = this.clock.now();
    // What a wrong clock planned further ahead than any pause is long would wait for years, and its lane with it.
    const latest = toIso(nowMs + LONGEST_PAUSE_MS);
    const due = await this.#reader.all(sql`
      SELECT id FROM integration_events_log
      WHERE lane_head = 1 AND source IN ('zoho', 'zoho_desk') AND next_attempt_at > ${latest} LIMIT 1`);
    if (due.length > 0) await this.#commits.write(({ nowIso }) => pullPlanned(latest, nowIso));
    return this.#commits.recover(maxAttempts, everything ? FOR_EVER : toIso(nowMs));
  }

  async newerWaiting({ source, recordId, id }: ClaimedEvent): Promise<string[]> {
    const rows = await this.#reader.all<{ event_type: string }>(sql`
      SELECT event_type FROM integration_events_log
      WHERE source = ${source} AND record_id = ${recordId} AND processed_at IS NULL AND id > ${id}
      ORDER BY id LIMIT 100`);
    return rows.map(({ event_type }) => event_type);
  }

  async nextDueAt(sources: readonly Source[]): Promise<number | null> {
    if (sources.length === 0) return null;
    const firsts = sources.map(
      (source) => sql`
        SELECT (SELECT min(next_attempt_at) FROM integration_events_log
                WHERE lane_head = 1 AND source = ${source}) AS due`,
    );
    const [row] = await this.#reader.all<{ due: string | null }>(
      sql`SELECT min(due) AS due FROM (${sql.join(firsts, sql` UNION ALL `)}) AS firsts`,
    );
    return row?.due ? Date.parse(row.due) : null;
  }

  onPending(listener: () => void): void {
    this.#listener = listener;
  }

  async watchOthers(): Promise<void> {
    await this.#wake.listen();
    this.#look();
  }

  async totals(): Promise<Totals> {
    return this.#totals;
  }

  /** Old versions of the rows stay in the files until a vacuum, and in the server's own backups. */
  async erase(person: Person, by: OperatorAction, options: BulkOptions = {}): Promise<Erased> {
    const erasure = await this.eraser.erase(person, by, options);
    return { ...erasure, left_in: [] };
  }

  onChange(listener: ((ids: ReadonlySet<number>) => void) | null): void {
    this.#onChange = listener ?? nobody;
  }

  condition(): Promise<Trouble[]> {
    return conditionOf(this.#reader, this.#wording);
  }

  /** Autovacuum gives it to what comes. */
  protected async giveSpaceBack(): Promise<void> {}

  heartbeat(): Promise<void> {
    const slot = this.#slot;
    return this.write(({ nowIso }) =>
      change(sql`
        INSERT INTO heartbeat (id, at) VALUES (${slot}, ${nowIso})
        ON CONFLICT (id) DO UPDATE SET at = excluded.at`),
    );
  }

  async close(): Promise<void> {
    this.#cancelLook();
    await this.#commits.idle();
    await this.#wake.close();
    await Promise.all([this.#pool.end(), this.#listening.end()]);
  }

  #committed(turn: PostgresTurn): void {
    addTo(this.#totals, turn.counters.totals);
    if (turn.hasNewPending) this.#listener();
    if (turn.changed.size > 0) this.#onChange(turn.changed);
    if (turn.hasNewPending || turn.changed.size > 0) this.#wake.tell(turn.hasNewPending, turn.changed);
  }

  #changed(ids: readonly number[]): void {
    this.#onChange(new Set(ids));
    this.#wake.tell(false, ids);
  }

  /** The net under the news: it may be lost with a connection. */
  #look(): void {
    this.#cancelLook();
    this.#cancelLook = this.clock.after(LOOK_MS, () => {
      this.#listener();
      this.#look();
    });
  }
}

function pullPlanned(latest: string, nowIso: string): Step<void> {
  return change(sql`
    UPDATE integration_events_log
    SET next_attempt_at = ${nowIso}, lease_until = CASE status WHEN 'pending' THEN NULL ELSE ${nowIso} END
    WHERE lane_head = 1 AND source IN ('zoho', 'zoho_desk') AND next_attempt_at > ${latest}`);
}

function nobody(): void {}
