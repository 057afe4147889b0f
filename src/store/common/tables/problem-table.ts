import type { ProblemState } from '../../../log/problem.ts';
import { problemKey, stateOf } from '../../../log/rules/problem.ts';
import type { Told } from '../../../log/told.ts';
import { sql } from '../drizzle.ts';
import { change, first, rows, type Step } from '../step.ts';

/** What a problem needs to know about the event that ended. */
type Ended = { id: number; source: string; record_id: string };
type Entry = { event_row: number; problem_id: number; state: ProblemState };
type Closing = { as: 'mended'; mendedBy: number | null } | ({ as: 'set_aside' } & Decision);
/** Why a person closed it. */
type Decision = { by: string; reason: string };

/** Problems and their events, changed inside the transaction that ends an event. */
export class ProblemTable {
  /**
   * Whether any event needs somebody; null until this transaction asks. It saves a look-up for each event
   * that succeeds.
   */
  #isAnyOpen: boolean | null = null;

  /** At the start of a transaction: other processes may have written since the last one. */
  begin(): void {
    this.#isAnyOpen = null;
  }

  /** The event failed for good. If its problem was closed, the problem reopens. */
  *open(
    { id, source, record_id }: Ended,
    sentence: string,
    told: readonly Told[] | null,
    now: string,
  ): Step<void> {
    yield* this.forget(id, now);
    const cause = problemKey(told, sentence);
    const code = told?.[0]?.code ?? null;
    const opened = yield* first<{ id: number }>(sql`
      INSERT INTO problems (cause, code, state, opened_at, open_events, events, newest_at)
      VALUES (${cause}, ${code}, 'open', ${now}, 1, 1, ${now})
      ON CONFLICT (cause) DO UPDATE SET
        open_events = problems.open_events + 1, events = problems.events + 1, newest_at = excluded.newest_at,
        opened_at = CASE problems.state WHEN 'open' THEN problems.opened_at ELSE excluded.opened_at END,
        state = 'open', closed_at = NULL
      RETURNING id`);
    yield* change(sql`
      INSERT INTO problem_events (event_row, problem_id, source, record_id, state, opened_at)
      VALUES (${id}, ${opened?.id}, ${source}, ${record_id}, 'open', ${now})`);
    this.#isAnyOpen = true;
  }

  /** The event succeeded, which also mends earlier failures of its record. */
  *mend({ id, source, record_id }: Ended, now: string): Step<void> {
    if (!(yield* this.#mayBeOpen())) return;
    // Events without a record have nothing in common.
    const earlier =
      record_id === ''
        ? []
        : yield* rows<Entry>(sql`
            SELECT event_row, problem_id, state FROM problem_events
            WHERE source = ${source} AND record_id = ${record_id} AND state = 'open' AND event_row < ${id}`);
    for (const entry of earlier) yield* this.#close(entry, { as: 'mended', mendedBy: id }, now);
    yield* this.pass(id, now);
  }

  /** The event itself succeeded. */
  *pass(id: number, now: string): Step<void> {
    const entry = yield* entryOf(id);
    if (entry !== undefined && entry.state !== 'mended')
      yield* this.#close(entry, { as: 'mended', mendedBy: id }, now);
  }

  /**
   * The event no longer belongs to any problem: it was emptied or deleted, or now fails for another cause.
   */
  *forget(id: number, now: string): Step<void> {
    const entry = yield* entryOf(id);
    if (entry === undefined) return;
    if (entry.state === 'open') yield* this.#close(entry, { as: 'mended', mendedBy: null }, now);
    yield* change(sql`DELETE FROM problem_events WHERE event_row = ${id}`);
    yield* change(sql`UPDATE problems SET events = events - 1 WHERE id = ${entry.problem_id}`);
    const emptied = yield* rows(
      sql`DELETE FROM problems WHERE id = ${entry.problem_id} AND events = 0 RETURNING id`,
    );
    if (emptied.length === 0) yield* restate(entry.problem_id, now);
  }

  /** Returns how many of its events were open; null when there is no such problem. */
  *setAside(problem: number, event: number | null, decision: Decision, now: string): Step<number | null> {
    if (!(yield* isThere(problem))) return null;
    const open = yield* rows<Entry>(sql`
      SELECT event_row, problem_id, state FROM problem_events WHERE problem_id = ${problem} AND state = 'open'`);
    const entries = open.filter(({ event_row }) => event === null || event_row === event);
    for (const entry of entries) yield* this.#close(entry, { as: 'set_aside', ...decision }, now);
    const { by, reason } = decision;
    if (entries.length > 0)
      yield* change(sql`UPDATE problems SET decided_by = ${by}, reason = ${reason} WHERE id = ${problem}`);
    return entries.length;
  }

  /** Returns how many of its events a person had set aside; null when there is no such problem. */
  *reopen(problem: number, now: string): Step<number | null> {
    if (!(yield* isThere(problem))) return null;
    const reopened = yield* rows(sql`
      UPDATE problem_events SET state = 'open', closed_at = NULL, decided_by = NULL, reason = NULL
      WHERE problem_id = ${problem} AND state = 'set_aside' RETURNING event_row`);
    if (reopened.length > 0)
      yield* change(sql`
        UPDATE problems
        SET state = 'open', opened_at = CASE state WHEN 'open' THEN opened_at ELSE ${now} END, closed_at = NULL,
            decided_by = NULL, reason = NULL, open_events = open_events + ${reopened.length}
        WHERE id = ${problem}`);
    return reopened.length;
  }

  /** An event that was set aside also closes as mended when it is tried again and succeeds. */
  *#mayBeOpen(): Step<boolean> {
    if (this.#isAnyOpen === null) {
      const found = yield* rows(sql`SELECT 1 FROM problems WHERE state IN ('open', 'set_aside') LIMIT 1`);
      this.#isAnyOpen = found.length > 0;
    }
    return this.#isAnyOpen;
  }

  *#close({ event_row, problem_id, state }: Entry, closing: Closing, now: string): Step<void> {
    const mendedBy = closing.as === 'mended' ? closing.mendedBy : null;
    const { by, reason } = closing.as === 'mended' ? { by: null, reason: null } : closing;
    yield* change(sql`
      UPDATE problem_events
      SET state = ${closing.as}, closed_at = ${now}, mended_by = ${mendedBy}, decided_by = ${by}, reason = ${reason}
      WHERE event_row = ${event_row}`);
    if (state === 'open')
      yield* change(sql`UPDATE problems SET open_events = open_events - 1 WHERE id = ${problem_id}`);
    yield* restate(problem_id, now);
  }
}

function entryOf(id: number): Step<Entry | undefined> {
  return first<Entry>(sql`SELECT event_row, problem_id, state FROM problem_events WHERE event_row = ${id}`);
}

function* isThere(problem: number): Step<boolean> {
  return (yield* rows(sql`SELECT 1 FROM problems WHERE id = ${problem}`)).length > 0;
}

function* restate(id: number, now: string): Step<void> {
  const counted = yield* first<{ open: number; set_aside: number }>(sql`
    SELECT open_events AS open,
           (SELECT count(*) FROM problem_events WHERE problem_id = problems.id AND state = 'set_aside') AS set_aside
    FROM problems WHERE id = ${id}`);
  const state = stateOf({ open: Number(counted?.open), setAside: Number(counted?.set_aside) });
  const closedAt = state === 'open' ? sql`NULL` : sql`coalesce(closed_at, ${now})`;
  yield* change(sql`UPDATE problems SET state = ${state}, closed_at = ${closedAt} WHERE id = ${id}`);
}
