import type { JsonObject } from '../../log/event.ts';
import type { Departure, LetterLimit, OperatorAction, Page, SuggestionList } from '../../log/ports.ts';
import {
  AUTOMATION,
  endingOf,
  type NewSuggestion,
  type Step,
  type Suggestion,
  type SuggestionChange,
  type SuggestionStatus,
} from '../../tickets/suggestion.ts';
import type { Connection } from './connect.ts';

type Row = {
  id: number;
  event_row: number | null;
  ticket_id: string;
  step: string;
  key: string;
  proposal: string;
  guard: string;
  status: string;
  created_at: string;
  decided_at: string | null;
  decided_by: string | null;
  result: string | null;
  apply_at: string | null;
  words: string | null;
  trouble: string | null;
};
type Insert = Pick<Row, 'event_row' | 'ticket_id' | 'step' | 'key' | 'proposal' | 'guard' | 'created_at'>;
/** Letters without a person: about the same message of the same ticket, and to one recipient lately. */
type LetterCount = { about: number; written: number };
type Filter = { status: string | null; ticketId: string | null };

/** The table of suggestions. Every write belongs into a transaction of the caller. */
export class SuggestionTable {
  readonly #sql: ReturnType<typeof prepare>;

  constructor(db: Connection) {
    this.#sql = prepare(db);
  }

  list(filter: { status?: SuggestionStatus; ticketId?: string }, page: Page): SuggestionList {
    const where: Filter = { status: filter.status ?? null, ticketId: filter.ticketId ?? null };
    const rows = this.#sql.list.all({ ...where, before: page.before, limit: page.limit + 1 });
    const suggestions = rows.slice(0, page.limit).map(toSuggestion);
    const next = rows[page.limit];
    const nextBefore = next === undefined ? null : next.id + 1;
    return { suggestions, nextBefore, total: Number(this.#sql.count.get(where)) };
  }

  get(id: number): Suggestion | null {
    return orNull(this.#sql.get.get(id));
  }

  findEarlier(ticketId: string, step: Step, key: string): Suggestion | null {
    return orNull(this.#sql.findEarlier.get(ticketId, step, key));
  }

  findNewest(ticketId: string, step: Step, key: string): Suggestion | null {
    return orNull(this.#sql.findNewest.get(ticketId, step, key));
  }

  replaceWaiting(change: SuggestionChange, nowIso: string): void {
    const { ticketId, waiting } = change;
    const steps = new Map(waiting.map((suggestion) => [suggestion.step, suggestion]));
    for (const { id, step, key, result } of this.#sql.waitingOf.all(ticketId)) {
      const equal = steps.get(step as Step);
      if (equal?.key === key) {
        this.#sql.setGuard.run({ id, guard: JSON.stringify(equal.guard) });
        steps.delete(equal.step);
      } else {
        const reason = endingOf(step as Step, change);
        this.finish(id, 'stale', { ...(result === null ? {} : JSON.parse(result)), reason }, nowIso);
      }
    }
    for (const suggestion of steps.values()) this.#insert(suggestion, nowIso);
  }

  begin(suggestion: NewSuggestion, nowIso: string): Suggestion {
    const { ticketId, step, key } = suggestion;
    const id = this.#sql.findOpen.get(ticketId, step, key) ?? this.#insert(suggestion, nowIso);
    const [proposal, guard] = [JSON.stringify(suggestion.proposal), JSON.stringify(suggestion.guard)];
    this.#sql.rewrite.run({ id, proposal, guard });
    this.#sql.take.run({ id, at: nowIso, by: AUTOMATION });
    return this.get(id) as Suggestion;
  }

  /** A person's decision, which leaves later; false when it does not wait. */
  plan(id: number, by: OperatorAction, { applyAt, words }: Departure, nowIso: string): boolean {
    const isPlanned = this.#sql.plan.run({ id, applyAt, words, at: nowIso, by: by.operator }).changes === 1;
    if (isPlanned) this.#sql.insertAction.run({ ...by, at: nowIso, detail: JSON.stringify(by.detail) });
    return isPlanned;
  }

  /** It waits again, as if nobody had decided; false when it has left. */
  takeBack(id: number, by: OperatorAction, nowIso: string): boolean {
    const isBack = this.#sql.takeBack.run(id).changes === 1;
    if (isBack) this.#sql.insertAction.run({ ...by, at: nowIso, detail: JSON.stringify(by.detail) });
    return isBack;
  }

  /** Gives those whose time has come to the caller, and to no one else. */
  claimDue(nowIso: string): Suggestion[] {
    const ids = this.#sql.due.all(nowIso);
    return ids.flatMap((id) => (this.#sql.depart.run(id).changes === 1 ? [this.get(id) as Suggestion] : []));
  }

  nextDeparture(): string | null {
    return this.#sql.nextDeparture.get() ?? null;
  }

  note(id: number, begun: JsonObject | null): void {
    this.#sql.note.run({ id, result: begun && JSON.stringify(begun) });
  }

  noteLetter(id: number, begun: JsonObject, { recipient, most, sinceMs }: LetterLimit): boolean {
    const since = new Date(sinceMs).toISOString();
    const { about, written } = this.#sql.letters.get({ id, recipient, since, by: AUTOMATION }) as LetterCount;
    if (about > 0 || written >= most) return false;
    this.note(id, begun);
    return true;
  }

  giveBack(id: number, trouble: string | null): void {
    this.#sql.giveBack.run({ id, trouble });
  }

  moveGuard(ticketId: string, from: JsonObject, to: JsonObject): void {
    this.#sql.moveGuard.run({ ticketId, from: JSON.stringify(from), to: JSON.stringify(to) });
  }

  /** Moves a waiting one on and notes who did it; null when it does not wait. */
  decide(
    id: number,
    status: 'applying' | 'dismissed',
    by: OperatorAction,
    nowIso: string,
  ): Suggestion | null {
    if (this.get(id)?.status !== 'waiting') return null;
    const decision = { id, at: nowIso, by: by.operator };
    if (status === 'applying') this.#sql.take.run(decision);
    else this.#sql.move.run({ ...decision, status });
    this.#sql.insertAction.run({ ...by, at: nowIso, detail: JSON.stringify(by.detail) });
    return this.get(id);
  }

  finish(id: number, status: SuggestionStatus, result: JsonObject | null, nowIso: string): void {
    const text = result && JSON.stringify(result);
    this.#sql.finish.run({ id, status, result: text, at: nowIso, by: AUTOMATION });
  }

  recover(): number {
    return this.#sql.recover.run().changes;
  }

  #insert(suggestion: NewSuggestion, nowIso: string): number {
    const row: Insert = {
      event_row: suggestion.eventRow,
      ticket_id: suggestion.ticketId,
      step: suggestion.step,
      key: suggestion.key,
      proposal: JSON.stringify(suggestion.proposal),
      guard: JSON.stringify(suggestion.guard),
      created_at: nowIso,
    };
    return Number(this.#sql.insert.run(row).lastInsertRowid);
  }
}

function prepare(db: Connection) {
  const where = `(@status IS NULL OR status = @status) AND (@ticketId IS NULL OR ticket_id = @ticketId)`;
  return {
    list: db.prepare<Filter & { before: number | null; limit: number }, Row>(
      `SELECT * FROM ticket_suggestions WHERE ${where} AND (@before IS NULL OR id < @before) ORDER BY id DESC LIMIT @limit`,
    ),
    count: db.prepare<Filter, number>(`SELECT count(*) FROM ticket_suggestions WHERE ${where}`).pluck(),
    get: db.prepare<[number], Row>(`SELECT * FROM ticket_suggestions WHERE id = ?`),
    findEarlier: db.prepare<[string, string, string], Row>(
      `SELECT * FROM ticket_suggestions WHERE ticket_id = ? AND step = ? AND key = ?
       AND (status IN ('waiting', 'planned', 'applying', 'applied', 'dismissed') OR result ->> '$.begun' = 'send')
       ORDER BY id DESC LIMIT 1`,
    ),
    findNewest: db.prepare<[string, string, string], Row>(
      `SELECT * FROM ticket_suggestions WHERE ticket_id = ? AND step = ? AND key = ? ORDER BY id DESC LIMIT 1`,
    ),
    findOpen: db
      .prepare<[string, string, string], number>(
        `SELECT id FROM ticket_suggestions
         WHERE ticket_id = ? AND step = ? AND key = ? AND status IN ('applying', 'planned', 'waiting')`,
      )
      .pluck(),
    waitingOf: db.prepare<[string], Row>(
      `SELECT * FROM ticket_suggestions WHERE ticket_id = ? AND status IN ('waiting', 'planned') ORDER BY id`,
    ),
    insert: db.prepare<Insert>(
      `INSERT INTO ticket_suggestions (event_row, ticket_id, step, key, proposal, guard, status, created_at)
       VALUES (@event_row, @ticket_id, @step, @key, @proposal, @guard, 'waiting', @created_at)`,
    ),
    /** Marks it as begun: what is on the ticket after a cut-off attempt may then be known as its work. */
    take: db.prepare<{ id: number; at: string; by: string }>(
      `UPDATE ticket_suggestions
       SET status = 'applying', decided_at = @at, decided_by = @by, result = coalesce(result, '{"begun":"apply"}'),
           apply_at = NULL, words = NULL, trouble = NULL
       WHERE id = @id`,
    ),
    plan: db.prepare<{ id: number; applyAt: string; words: string | null; at: string; by: string }>(
      `UPDATE ticket_suggestions
       SET status = 'planned', apply_at = @applyAt, words = @words, decided_at = @at, decided_by = @by, trouble = NULL
       WHERE id = @id AND status = 'waiting'`,
    ),
    takeBack: db.prepare<[number]>(
      `UPDATE ticket_suggestions
       SET status = 'waiting', apply_at = NULL, words = NULL, decided_at = NULL, decided_by = NULL
       WHERE id = ? AND status = 'planned'`,
    ),
    due: db
      .prepare<[string], number>(
        `SELECT id FROM ticket_suggestions WHERE status = 'planned' AND apply_at <= ? ORDER BY apply_at, id`,
      )
      .pluck(),
    nextDeparture: db
      .prepare<[], string | null>(`SELECT min(apply_at) FROM ticket_suggestions WHERE status = 'planned'`)
      .pluck(),
    /** Its time stays, so that one which a dead process was applying leaves after all. */
    depart: db.prepare<[number]>(
      `UPDATE ticket_suggestions SET status = 'applying', result = coalesce(result, '{"begun":"apply"}')
       WHERE id = ? AND status = 'planned'`,
    ),
    rewrite: db.prepare<{ id: number; proposal: string; guard: string }>(
      `UPDATE ticket_suggestions SET proposal = @proposal, guard = @guard WHERE id = @id`,
    ),
    note: db.prepare<{ id: number; result: string | null }>(
      `UPDATE ticket_suggestions SET result = @result WHERE id = @id AND proposal <> '{}'`,
    ),
    giveBack: db.prepare<{ id: number; trouble: string | null }>(
      `UPDATE ticket_suggestions
       SET status = 'waiting', decided_at = NULL, decided_by = NULL, apply_at = NULL, words = NULL, trouble = @trouble
       WHERE id = @id AND proposal <> '{}'`,
    ),
    /** What was begun counts like what went out: nobody knows that it did not. */
    letters: db.prepare<{ id: number; recipient: string; since: string; by: string }, LetterCount>(
      `SELECT count(*) FILTER (WHERE s.ticket_id = mine.ticket_id AND s.key = mine.key) AS about,
              count(*) FILTER (WHERE s.decided_at >= @since AND s.proposal ->> '$.to' = @recipient) AS written
       FROM ticket_suggestions s, ticket_suggestions mine
       WHERE mine.id = @id AND s.id <> @id AND s.step = 'reply' AND (s.decided_by = @by OR s.decided_by IS NULL)
         AND (s.result ->> '$.mode' = 'sent' OR s.result ->> '$.begun' = 'send')`,
    ),
    move: db.prepare<{ id: number; status: string; at: string; by: string }>(
      `UPDATE ticket_suggestions SET status = @status, decided_at = @at, decided_by = @by WHERE id = @id`,
    ),
    setGuard: db.prepare<{ id: number; guard: string }>(
      `UPDATE ticket_suggestions SET guard = @guard WHERE id = @id`,
    ),
    moveGuard: db.prepare<{ ticketId: string; from: string; to: string }>(
      `UPDATE ticket_suggestions SET guard = @to WHERE ticket_id = @ticketId AND status IN ('waiting', 'planned') AND guard = @from`,
    ),
    /** One that was erased meanwhile keeps no result; that it was applied, it keeps. */
    finish: db.prepare<{ id: number; status: string; result: string | null; at: string; by: string }>(
      `UPDATE ticket_suggestions
       SET status = @status, result = CASE WHEN proposal = '{}' THEN NULL ELSE @result END,
           decided_at = coalesce(decided_at, @at), decided_by = coalesce(decided_by, @by),
           apply_at = NULL, words = NULL, trouble = NULL
       WHERE id = @id`,
    ),
    recover: db.prepare<[]>(
      `UPDATE ticket_suggestions
       SET status = CASE WHEN apply_at IS NULL THEN 'waiting' ELSE 'planned' END,
           decided_at = CASE WHEN apply_at IS NULL THEN NULL ELSE decided_at END,
           decided_by = CASE WHEN apply_at IS NULL THEN NULL ELSE decided_by END
       WHERE status = 'applying'`,
    ),
    insertAction: db.prepare<{
      at: string;
      operator: string;
      action: string;
      target: string;
      detail: string;
    }>(`
      INSERT INTO operator_actions (at, operator, action, target, detail)
      VALUES (@at, @operator, @action, @target, @detail)`),
  };
}

function orNull(row: Row | undefined): Suggestion | null {
  return row === undefined ? null : toSuggestion(row);
}

function toSuggestion(row: Row): Suggestion {
  return {
    id: row.id,
    eventRow: row.event_row,
    ticketId: row.ticket_id,
    step: row.step as Step,
    key: row.key,
    proposal: JSON.parse(row.proposal),
    guard: JSON.parse(row.guard),
    status: row.status as SuggestionStatus,
    createdAt: row.created_at,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
    result: row.result === null ? null : JSON.parse(row.result),
    applyAt: row.apply_at,
    words: row.words,
    trouble: row.trouble,
  };
}
