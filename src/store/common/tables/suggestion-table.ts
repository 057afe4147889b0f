import type { JsonObject } from '../../../log/event.ts';
import type { OperatorAction, Page } from '../../../log/readings.ts';
import type { Departure, LetterLimit, SuggestionList } from '../../../log/stores.ts';
import type { Reason } from '../../../sentences/tell.ts';
import {
  AUTOMATION,
  endingOf,
  type NewSuggestion,
  type Suggestion,
  type SuggestionChange,
  type SuggestionStatus,
  type Step as TicketStep,
} from '../../../tickets/suggestions/suggestion.ts';
import { insertAction } from '../actions.ts';
import type { Dialect, Reader } from '../dialect.ts';
import { type SQL, sql } from '../drizzle.ts';
import { change, first, ids, rows, type Step } from '../step.ts';
import { keepTicket } from './ticket-cards.ts';

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
/**
 * Letters sent without a person: those about the same message of the same ticket, and those to one recipient
 * lately.
 */
type LetterCount = { about: number; written: number };

/** The most decisions listed that failed to leave. */
const NOT_LEFT = 100;

/**
 * `orphanMs`: how long a suggestion being applied belongs to its own process before others may take it back;
 * 0 where there is only one process.
 */
export type SuggestionOptions = { dialect: Dialect; orphanMs: number };

/** The table of suggestions. Every write must happen in the caller's transaction. */
export class SuggestionTable {
  readonly #dialect: Dialect;
  readonly #orphanMs: number;

  constructor({ dialect, orphanMs }: SuggestionOptions) {
    this.#dialect = dialect;
    this.#orphanMs = orphanMs;
  }

  async list(
    reader: Reader,
    filter: { status?: SuggestionStatus; ticketId?: string },
    { limit, before }: Page,
  ): Promise<SuggestionList> {
    const matches = and([
      filter.status && sql`status = ${filter.status}`,
      filter.ticketId && sql`ticket_id = ${filter.ticketId}`,
    ]);
    const page = before === null ? matches : sql`${matches} AND id < ${before}`;
    const found = await reader.all<Row>(
      sql`SELECT * FROM ticket_suggestions WHERE ${page} ORDER BY id DESC LIMIT ${limit + 1}`,
    );
    const [counted] = await reader.all<{ total: number }>(
      sql`SELECT count(*) AS total FROM ticket_suggestions WHERE ${matches}`,
    );
    const next = found[limit];
    const nextBefore = next === undefined ? null : next.id + 1;
    return {
      suggestions: found.slice(0, limit).map(toSuggestion),
      nextBefore,
      total: Number(counted?.total),
    };
  }

  async find(reader: Reader, id: number): Promise<Suggestion | null> {
    return orNull((await reader.all<Row>(byId(id)))[0]);
  }

  async findEarlier(
    reader: Reader,
    ticketId: string,
    step: TicketStep,
    key: string,
  ): Promise<Suggestion | null> {
    const [row] = await reader.all<Row>(sql`
      SELECT * FROM ticket_suggestions WHERE ${sameThing(ticketId, step, key)}
      AND (status IN ('waiting', 'planned', 'applying', 'applied', 'dismissed') OR ${this.#begun(sql`result`)} = 'send')
      ORDER BY id DESC LIMIT 1`);
    return orNull(row);
  }

  async findNewest(
    reader: Reader,
    ticketId: string,
    step: TicketStep,
    key: string,
  ): Promise<Suggestion | null> {
    const [row] = await reader.all<Row>(
      sql`SELECT * FROM ticket_suggestions WHERE ${sameThing(ticketId, step, key)} ORDER BY id DESC LIMIT 1`,
    );
    return orNull(row);
  }

  *replaceWaiting(asked: SuggestionChange, nowIso: string): Step<void> {
    const { ticketId, waiting } = asked;
    const steps = new Map(waiting.map((suggestion) => [suggestion.step, suggestion]));
    const present = yield* rows<Row>(
      sql`SELECT * FROM ticket_suggestions WHERE ticket_id = ${ticketId} AND status IN ('waiting', 'planned') ORDER BY id`,
    );
    for (const { id, step, key, result } of present) {
      const equal = steps.get(step as TicketStep);
      if (equal?.key === key) {
        const guard = JSON.stringify(equal.guard);
        yield* change(sql`UPDATE ticket_suggestions SET guard = ${guard} WHERE id = ${id}`);
        steps.delete(equal.step);
      } else {
        const ending = endingOf(step as TicketStep, asked);
        const known = result === null ? {} : JSON.parse(result);
        yield* this.finish(id, 'stale', { ...known, ...ending }, nowIso);
      }
    }
    for (const suggestion of steps.values()) yield* this.#insert(suggestion, nowIso);
    if (asked.card !== undefined) yield* keepTicket(asked.card, nowIso);
  }

  *begin(suggestion: NewSuggestion, nowIso: string): Step<Suggestion> {
    const { ticketId, step, key } = suggestion;
    const [open] = yield* ids(sql`
      SELECT id FROM ticket_suggestions
      WHERE ${sameThing(ticketId, step, key)} AND status IN ('applying', 'planned', 'waiting')`);
    const id = open ?? (yield* this.#insert(suggestion, nowIso));
    const [proposal, guard] = [JSON.stringify(suggestion.proposal), JSON.stringify(suggestion.guard)];
    yield* change(
      sql`UPDATE ticket_suggestions SET proposal = ${proposal}, guard = ${guard} WHERE id = ${id}`,
    );
    yield* this.#take(id, nowIso, AUTOMATION);
    return toSuggestion((yield* first<Row>(byId(id))) as Row);
  }

  note(id: number, begun: JsonObject | null): Step<void> {
    const text = begun && JSON.stringify(begun);
    return change(sql`UPDATE ticket_suggestions SET result = ${text} WHERE id = ${id} AND proposal <> '{}'`);
  }

  *noteLetter(id: number, begun: JsonObject, { recipient, most, sinceMs }: LetterLimit): Step<boolean> {
    const since = new Date(sinceMs).toISOString();
    const json = (column: SQL, key: string) => this.#dialect.json(column, key);
    // A letter that was begun counts as sent: nobody knows that it was not.
    const counted = yield* first<LetterCount>(sql`
      SELECT count(*) FILTER (WHERE s.ticket_id = mine.ticket_id AND s.key = mine.key) AS about,
             count(*) FILTER (WHERE s.decided_at >= ${since} AND ${json(sql`s.proposal`, 'to')} = ${recipient}) AS written
      FROM ticket_suggestions s, ticket_suggestions mine
      WHERE mine.id = ${id} AND s.id <> ${id} AND s.step = 'reply'
        AND (s.decided_by = ${AUTOMATION} OR s.decided_by IS NULL)
        AND (${json(sql`s.result`, 'mode')} = 'sent' OR ${this.#begun(sql`s.result`)} = 'send')`);
    const { about, written } = counted as LetterCount;
    if (about > 0 || written >= most) return false;
    yield* this.note(id, begun);
    return true;
  }

  giveBack(id: number, trouble: Reason | null): Step<void> {
    const json = trouble && JSON.stringify(trouble);
    return change(sql`
      UPDATE ticket_suggestions
      SET status = 'waiting', decided_at = NULL, decided_by = NULL, apply_at = NULL, trouble = ${json}
      WHERE id = ${id} AND proposal <> '{}' AND status = 'applying'`);
  }

  /** A person's decision, which leaves later; false when the suggestion is not waiting. */
  *plan(id: number, by: OperatorAction, { applyAt, words }: Departure, nowIso: string): Step<boolean> {
    const planned = yield* ids(sql`
      UPDATE ticket_suggestions
      SET status = 'planned', apply_at = ${applyAt}, words = ${words}, decided_at = ${nowIso},
          decided_by = ${by.operator}, trouble = NULL
      WHERE id = ${id} AND status = 'waiting' RETURNING id`);
    if (planned.length === 1) yield* insertAction(by, nowIso);
    return planned.length === 1;
  }

  *planAgain(id: number, applyAt: string, trouble: Reason): Step<boolean> {
    const planned = yield* ids(sql`
      UPDATE ticket_suggestions
      SET status = 'planned', apply_at = ${applyAt}, trouble = ${JSON.stringify(trouble)}
      WHERE id = ${id} AND status = 'applying' AND proposal <> '{}'
        AND coalesce(${this.#begun(sql`result`)}, '') <> 'send'
      RETURNING id`);
    return planned.length === 1;
  }

  async notLeft(reader: Reader, since: string): Promise<Suggestion[]> {
    const found = await reader.all<Row>(sql`
      SELECT * FROM ticket_suggestions
      WHERE (status = 'waiting' AND trouble IS NOT NULL)
         OR (status IN ('failed', 'stale') AND decided_by <> ${AUTOMATION} AND decided_at >= ${since})
      ORDER BY id DESC LIMIT ${NOT_LEFT}`);
    return found.map(toSuggestion);
  }

  /** Waits again, as if nobody had decided; false when it has already left. */
  *takeBack(id: number, by: OperatorAction, nowIso: string): Step<boolean> {
    const back = yield* ids(sql`
      UPDATE ticket_suggestions
      SET status = 'waiting', apply_at = NULL, decided_at = NULL, decided_by = NULL, trouble = NULL
      WHERE id = ${id} AND status = 'planned' RETURNING id`);
    if (back.length === 1) yield* insertAction(by, nowIso);
    return back.length === 1;
  }

  /** Those that are due. */
  async due(reader: Reader, nowIso: string): Promise<Suggestion[]> {
    const found = await reader.all<Row>(sql`
      SELECT * FROM ticket_suggestions WHERE status = 'planned' AND apply_at <= ${nowIso} ORDER BY apply_at, id`);
    return found.map(toSuggestion);
  }

  /** Hands one that is due to the caller, and to no one else. */
  *depart(id: number, nowIso: string): Step<Suggestion | null> {
    // Its time stays, so that a suggestion left behind by a dead process still leaves.
    const row = yield* first<Row>(sql`
      UPDATE ticket_suggestions SET status = 'applying', result = coalesce(result, '{"begun":"apply"}')
      WHERE id = ${id} AND status = 'planned' AND apply_at <= ${nowIso} RETURNING *`);
    return orNull(row);
  }

  async nextDeparture(reader: Reader): Promise<string | null> {
    const [next] = await reader.all<{ apply_at: string | null }>(
      sql`SELECT min(apply_at) AS apply_at FROM ticket_suggestions WHERE status = 'planned'`,
    );
    return next?.apply_at ?? null;
  }

  moveGuard(ticketId: string, from: JsonObject, to: JsonObject): Step<void> {
    return change(sql`
      UPDATE ticket_suggestions SET guard = ${JSON.stringify(to)}
      WHERE ticket_id = ${ticketId} AND status IN ('waiting', 'planned') AND guard = ${JSON.stringify(from)}`);
  }

  /** Moves a waiting suggestion on and notes who did it; null when it is not waiting. */
  *decide(
    id: number,
    status: 'applying' | 'dismissed',
    by: OperatorAction,
    nowIso: string,
  ): Step<Suggestion | null> {
    if ((yield* first<Row>(byId(id)))?.status !== 'waiting') return null;
    if (status === 'applying') yield* this.#take(id, nowIso, by.operator);
    else
      yield* change(sql`
        UPDATE ticket_suggestions SET status = ${status}, decided_at = ${nowIso}, decided_by = ${by.operator}
        WHERE id = ${id}`);
    yield* insertAction(by, nowIso);
    return orNull(yield* first<Row>(byId(id)));
  }

  *dismiss(id: number, by: OperatorAction, nowIso: string): Step<boolean> {
    return (yield* this.decide(id, 'dismissed', by, nowIso)) !== null;
  }

  /** A suggestion erased meanwhile keeps no result, only the fact that it was applied. */
  finish(id: number, status: SuggestionStatus, result: JsonObject | null, nowIso: string): Step<void> {
    const text = result && JSON.stringify(result);
    return change(sql`
      UPDATE ticket_suggestions
      SET status = ${status}, result = CASE WHEN proposal = '{}' THEN NULL ELSE ${text} END,
          decided_at = coalesce(decided_at, ${nowIso}), decided_by = coalesce(decided_by, ${AUTOMATION}),
          apply_at = NULL, words = NULL, trouble = NULL
      WHERE id = ${id}`);
  }

  *recover(nowMs: number): Step<number> {
    const before = new Date(nowMs - this.#orphanMs).toISOString();
    const recovered = yield* ids(sql`
      UPDATE ticket_suggestions
      SET status = CASE WHEN apply_at IS NULL THEN 'waiting' ELSE 'planned' END,
          decided_at = CASE WHEN apply_at IS NULL THEN NULL ELSE decided_at END,
          decided_by = CASE WHEN apply_at IS NULL THEN NULL ELSE decided_by END
      WHERE status = 'applying' AND (${this.#orphanMs} = 0 OR coalesce(apply_at, decided_at) < ${before})
      RETURNING id`);
    return recovered.length;
  }

  /**
   * Marks it as begun, so that what an interrupted attempt left on the ticket can later be recognised as its
   * work.
   */
  #take(id: number, nowIso: string, by: string): Step<void> {
    return change(sql`
      UPDATE ticket_suggestions
      SET status = 'applying', decided_at = ${nowIso}, decided_by = ${by},
          result = coalesce(result, '{"begun":"apply"}'), apply_at = NULL, trouble = NULL
      WHERE id = ${id}`);
  }

  *#insert(suggestion: NewSuggestion, nowIso: string): Step<number> {
    const { eventRow, ticketId, step, key } = suggestion;
    const [proposal, guard] = [JSON.stringify(suggestion.proposal), JSON.stringify(suggestion.guard)];
    const [id] = yield* ids(sql`
      INSERT INTO ticket_suggestions (event_row, ticket_id, step, key, proposal, guard, status, created_at)
      VALUES (${eventRow}, ${ticketId}, ${step}, ${key}, ${proposal}, ${guard}, 'waiting', ${nowIso})
      RETURNING id`);
    return Number(id);
  }

  #begun(result: SQL): SQL {
    return this.#dialect.json(result, 'begun');
  }
}

function byId(id: number): SQL {
  return sql`SELECT * FROM ticket_suggestions WHERE id = ${id}`;
}

function sameThing(ticketId: string, step: TicketStep, key: string): SQL {
  return sql`ticket_id = ${ticketId} AND step = ${step} AND key = ${key}`;
}

function and(conditions: readonly (SQL | '' | undefined)[]): SQL {
  return sql.join([sql`1 = 1`, ...conditions.filter((one) => one !== undefined && one !== '')], sql` AND `);
}

function orNull(row: Row | undefined): Suggestion | null {
  return row === undefined ? null : toSuggestion(row);
}

function toSuggestion(row: Row): Suggestion {
  return {
    id: row.id,
    eventRow: row.event_row,
    ticketId: row.ticket_id,
    step: row.step as TicketStep,
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
    trouble: row.trouble === null ? null : JSON.parse(row.trouble),
  };
}
