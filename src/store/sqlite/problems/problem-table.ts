import type { ProblemState } from '../../../log/problem.ts';
import { problemKey, stateOf } from '../../../log/rules/problem.ts';
import type { Told } from '../../../log/told.ts';
import type { Connection } from '../connect.ts';

/** The event that ended, as far as its problem needs to know it. */
export type Ended = { id: number; source: string; record_id: string };
type Entry = { event_row: number; problem_id: number; state: ProblemState };
type Closing = { as: 'mended'; mendedBy: number | null } | ({ as: 'set_aside' } & Decision);
/** Why a person closed it. */
type Decision = { by: string; reason: string };

/** Problems and their events, changed inside the transaction in which an event ends. */
export class ProblemTable {
  readonly #sql: ReturnType<typeof prepare>;
  /** Whether any event needs somebody; null until this transaction asks. It saves a look-up for each event that goes well. */
  #isAnyOpen: boolean | null = null;

  constructor(db: Connection) {
    this.#sql = prepare(db);
  }

  /** At the beginning of a transaction: other processes write between two of them. */
  begin(): void {
    this.#isAnyOpen = null;
  }

  /** The event failed for good. */
  open({ id, source, record_id }: Ended, sentence: string, told: readonly Told[] | null, now: string): void {
    this.forget(id, now);
    const cause = problemKey(told, sentence);
    const code = told?.[0]?.code ?? null;
    const problem_id = Number(this.#sql.open.get({ cause, code, now }));
    this.#sql.addEntry.run({ event_row: id, problem_id, source, record_id, now });
    this.#isAnyOpen = true;
  }

  /** The event went well, and with it what failed of its record before. */
  mend({ id, source, record_id }: Ended, now: string): void {
    if (!this.#mayBeOpen()) return;
    // Events without a record have nothing in common.
    const earlier = record_id === '' ? [] : this.#sql.openOfRecord.all(source, record_id, id);
    for (const entry of earlier) this.#close(entry, { as: 'mended', mendedBy: id }, now);
    this.pass(id, now);
  }

  /** The event itself went well. */
  pass(id: number, now: string): void {
    const entry = this.#sql.entry.get(id);
    if (entry !== undefined && entry.state !== 'mended')
      this.#close(entry, { as: 'mended', mendedBy: id }, now);
  }

  /** The event is no part of any problem: it was emptied or deleted, or fails for another cause. */
  forget(id: number, now: string): void {
    const entry = this.#sql.entry.get(id);
    if (entry === undefined) return;
    if (entry.state === 'open') this.#close(entry, { as: 'mended', mendedBy: null }, now);
    this.#sql.deleteEntry.run(id);
    this.#sql.countOut.run(entry.problem_id);
    if (this.#sql.deleteEmpty.run(entry.problem_id).changes === 0) this.#restate(entry.problem_id, now);
  }

  /** Answers how many events of it were open; null when there is no such problem. */
  setAside(problem: number, event: number | null, decision: Decision, now: string): number | null {
    if (this.#sql.problem.get(problem) === undefined) return null;
    const entries = this.#sql.openOfProblem
      .all(problem)
      .filter(({ event_row }) => event === null || event_row === event);
    for (const entry of entries) this.#close(entry, { as: 'set_aside', ...decision }, now);
    if (entries.length > 0) this.#sql.decide.run({ id: problem, ...decision });
    return entries.length;
  }

  /** Answers how many events of it a person had set aside; null when there is no such problem. */
  reopen(problem: number, now: string): number | null {
    if (this.#sql.problem.get(problem) === undefined) return null;
    const count = this.#sql.reopenEntries.run(problem).changes;
    if (count > 0) this.#sql.reopen.run({ id: problem, count, now });
    return count;
  }

  #mayBeOpen(): boolean {
    this.#isAnyOpen ??= this.#sql.anyClosable.get() !== undefined;
    return this.#isAnyOpen;
  }

  #close({ event_row, problem_id, state }: Entry, closing: Closing, now: string): void {
    const {
      mendedBy = null,
      by = null,
      reason = null,
    } = closing as Partial<Decision> & { mendedBy?: number };
    this.#sql.closeEntry.run({ event_row, state: closing.as, mended_by: mendedBy, by, reason, now });
    if (state === 'open') this.#sql.countClosed.run(problem_id);
    this.#restate(problem_id, now);
  }

  #restate(id: number, now: string): void {
    const events = this.#sql.countsOf.get(id) as { open: number; setAside: number };
    this.#sql.restate.run({ id, state: stateOf(events), now });
  }
}

function prepare(db: Connection) {
  return {
    /** One that was closed begins again. */
    open: db
      .prepare<{ cause: string; code: string | null; now: string }, number>(`
        INSERT INTO problems (cause, code, state, opened_at, open_events, events, newest_at)
        VALUES (@cause, @code, 'open', @now, 1, 1, @now)
        ON CONFLICT (cause) DO UPDATE SET
          open_events = open_events + 1, events = events + 1, newest_at = excluded.newest_at,
          opened_at = CASE state WHEN 'open' THEN opened_at ELSE excluded.opened_at END,
          state = 'open', closed_at = NULL
        RETURNING id`)
      .pluck(),
    addEntry: db.prepare<{
      event_row: number;
      problem_id: number;
      source: string;
      record_id: string;
      now: string;
    }>(`
      INSERT INTO problem_events (event_row, problem_id, source, record_id, state, opened_at)
      VALUES (@event_row, @problem_id, @source, @record_id, 'open', @now)`),
    /** What was set aside closes as mended too, when it is tried again and goes well. */
    anyClosable: db
      .prepare<[], number>(`SELECT 1 FROM problems WHERE state IN ('open', 'set_aside') LIMIT 1`)
      .pluck(),
    entry: db.prepare<[number], Entry>(
      `SELECT event_row, problem_id, state FROM problem_events WHERE event_row = ?`,
    ),
    openOfRecord: db.prepare<[string, string, number], Entry>(`
      SELECT event_row, problem_id, state FROM problem_events
      WHERE source = ? AND record_id = ? AND state = 'open' AND event_row < ?`),
    openOfProblem: db.prepare<[number], Entry>(`
      SELECT event_row, problem_id, state FROM problem_events WHERE problem_id = ? AND state = 'open'`),
    closeEntry: db.prepare<{
      event_row: number;
      state: string;
      mended_by: number | null;
      by: string | null;
      reason: string | null;
      now: string;
    }>(`
      UPDATE problem_events
      SET state = @state, closed_at = @now, mended_by = @mended_by, decided_by = @by, reason = @reason
      WHERE event_row = @event_row`),
    deleteEntry: db.prepare<[number]>(`DELETE FROM problem_events WHERE event_row = ?`),
    reopenEntries: db.prepare<[number]>(`
      UPDATE problem_events SET state = 'open', closed_at = NULL, decided_by = NULL, reason = NULL
      WHERE problem_id = ? AND state = 'set_aside'`),
    problem: db.prepare<[number], number>(`SELECT 1 FROM problems WHERE id = ?`).pluck(),
    countClosed: db.prepare<[number]>(`UPDATE problems SET open_events = open_events - 1 WHERE id = ?`),
    countOut: db.prepare<[number]>(`UPDATE problems SET events = events - 1 WHERE id = ?`),
    countsOf: db.prepare<[number], { open: number; setAside: number }>(`
      SELECT open_events AS open,
             EXISTS (SELECT 1 FROM problem_events WHERE problem_id = problems.id AND state = 'set_aside') AS setAside
      FROM problems WHERE id = ?`),
    deleteEmpty: db.prepare<[number]>(`DELETE FROM problems WHERE id = ? AND events = 0`),
    restate: db.prepare<{ id: number; state: string; now: string }>(`
      UPDATE problems
      SET state = @state, closed_at = CASE @state WHEN 'open' THEN NULL ELSE coalesce(closed_at, @now) END
      WHERE id = @id`),
    decide: db.prepare<{ id: number } & Decision>(
      `UPDATE problems SET decided_by = @by, reason = @reason WHERE id = @id`,
    ),
    reopen: db.prepare<{ id: number; count: number; now: string }>(`
      UPDATE problems
      SET state = 'open', opened_at = CASE state WHEN 'open' THEN opened_at ELSE @now END, closed_at = NULL,
          decided_by = NULL, reason = NULL, open_events = open_events + @count
      WHERE id = @id`),
  };
}
