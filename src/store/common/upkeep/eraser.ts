import { setImmediate } from 'node:timers/promises';
import type { OperatorAction } from '../../../log/readings.ts';
import { mentionOf } from '../../../log/rules/mention.ts';
import type { BulkOptions, Erasure, Person } from '../../../log/upkeep.ts';
import { insertAction } from '../actions.ts';
import { type SQL, sql } from '../drizzle.ts';
import { likePattern } from '../like.ts';
import type { Held, Log, Writing } from '../log.ts';
import { change, first, rows, type Step } from '../step.ts';

/** Rows searched at a time, and events erased in one transaction: webhooks get their turn in between. */
const SLICE = 2_000;
const BATCH = 200;
/** What remains of an event that was still to be processed: that it ended, and why. */
const ENDED = '{"action_taken":"erased"}';

type Targets = { records: string[]; events: number[]; suggestions: number[]; tickets: string[] };
/** A row that may name the person, and all its texts. */
type Mentioning = { id: number; text: string };
type Row = Held & { status: string; delivery_of: number | null };
/** A table whose texts are searched: one expression for all of them, and the columns that may hold a name. */
type Searched = { table: SQL; text: SQL; columns: readonly SQL[] };

/**
 * Empties everything that the log, the students and the suggestions hold about one person. Ids, times and
 * statuses stay, so that a repeat is still recognised and the counts hold.
 */
export class Eraser {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** What `erase` would empty. */
  async plan(person: Person, options: BulkOptions): Promise<Erasure> {
    const { records, events, suggestions } = await this.#find(person, options);
    let ended = 0;
    for (const id of events)
      if (
        await this.#finds(sql`
          SELECT id FROM integration_events_log WHERE id = ${id} AND status IN ('pending', 'processing')`)
      )
        ended += 1;
    let students = 0;
    for (const id of records)
      if (await this.#finds(sql`SELECT zoho_id FROM students WHERE zoho_id = ${id}`)) students += 1;
    return { students, events: events.length, ended, suggestions: suggestions.length };
  }

  async erase(person: Person, by: OperatorAction, options: BulkOptions): Promise<Erasure> {
    const { dialect } = this.#log;
    const targets = await this.#find(person, options);
    const done = await this.#log.write((writing) => eraseBeside(writing, targets, by));
    for (let start = 0; start < targets.events.length; start += BATCH) {
      const batch = targets.events.slice(start, start + BATCH);
      const ended = await this.#log.write((writing) => eraseEvents(writing, batch));
      done.events += batch.length;
      done.ended += ended;
      options.onProgress?.(done.events, targets.events.length);
    }
    const isLeft = dialect.anyListed(
      sql`log_ids`,
      (id) => sql`EXISTS (SELECT 1 FROM integration_events_log WHERE id = ${id} AND erased = 0)`,
    );
    const forgetSearches = () => this.#forgetSearches(person.email);
    await this.#log.write(function* () {
      // The tokens and addresses of held deliveries that have no events left.
      yield* change(sql`DELETE FROM held_deliveries WHERE NOT ${isLeft}`);
      yield* forgetSearches();
    });
    return done;
  }

  /** A replay is recorded with its filter, and somebody may have searched for the person's address. */
  *#forgetSearches(email: string | null): Step<void> {
    if (email === null) return;
    const mention = mentionOf(email);
    const columns = [sql`target`, sql`detail`];
    const noted = yield* rows<Mentioning>(sql`
      SELECT id, concat_ws(' ', target, detail) AS text FROM operator_actions
      WHERE ${this.#anyLike(columns, email)}`);
    for (const { id, text } of noted)
      if (mention.test(text))
        yield* change(sql`UPDATE operator_actions SET target = 'erased', detail = '{}' WHERE id = ${id}`);
  }

  async #find({ recordId, email }: Person, { onProgress }: BulkOptions): Promise<Targets> {
    const records = new Set(recordId === null ? [] : [recordId]);
    const events = new Set<number>();
    const suggestions = new Set<number>();
    if (email !== null) {
      const students = await this.#log.all<{ zoho_id: string }>(
        sql`SELECT zoho_id FROM students WHERE ${this.#log.dialect.sameWord(sql`academic_email`, email)}`,
      );
      for (const { zoho_id } of students) records.add(zoho_id);
      const bytes = this.#log.dialect.textOf(sql`raw_body`);
      const ofEvents = {
        table: sql`integration_events_log`,
        text: sql`concat_ws(' ', payload, result, error_message, ${bytes})`,
        columns: [sql`payload`, sql`result`, sql`error_message`, bytes],
      };
      const ofSuggestions = {
        table: sql`ticket_suggestions`,
        text: sql`concat_ws(' ', proposal, guard, result)`,
        columns: [sql`proposal`, sql`guard`, sql`result`],
      };
      await this.#search(ofEvents, email, events, onProgress);
      await this.#search(ofSuggestions, email, suggestions, onProgress);
    }
    for (const record of records)
      await this.#addTo(
        events,
        sql`SELECT id FROM integration_events_log WHERE record_id = ${record} AND erased = 0`,
      );
    const tickets = await this.#addTickets(email, events, suggestions);
    return {
      records: [...records],
      events: [...events].sort((a, b) => a - b),
      suggestions: [...suggestions],
      tickets,
    };
  }

  /**
   * A ticket that names the person anywhere is the person's: its other events and suggestions are about them
   * too.
   */
  async #addTickets(email: string | null, events: Set<number>, suggestions: Set<number>): Promise<string[]> {
    const tickets = new Set(email === null ? [] : await this.#ticketsNaming(email));
    const add = async (query: SQL) => {
      for (const { ticket } of await this.#log.all<{ ticket: string }>(query)) tickets.add(ticket);
    };
    for (const id of events)
      await add(sql`
        SELECT record_id AS ticket FROM integration_events_log
        WHERE id = ${id} AND source = 'zoho_desk' AND record_id <> ''`);
    for (const id of suggestions)
      await add(sql`SELECT ticket_id AS ticket FROM ticket_suggestions WHERE id = ${id}`);
    for (const ticket of tickets) {
      await this.#addTo(
        events,
        sql`SELECT id FROM integration_events_log
            WHERE record_id = ${ticket} AND source = 'zoho_desk' AND erased = 0`,
      );
      await this.#addTo(
        suggestions,
        sql`SELECT id FROM ticket_suggestions WHERE ticket_id = ${ticket} AND proposal <> '{}'`,
      );
    }
    return [...tickets];
  }

  async #ticketsNaming(email: string): Promise<string[]> {
    const mention = mentionOf(email);
    const text = sql`concat_ws(' ', subject, customer, conversation)`;
    const found = await this.#log.all<{ id: string; text: string }>(
      sql`SELECT ticket_id AS id, ${text} AS text FROM tickets WHERE ${this.#anyLike([text], email)}`,
    );
    return found.filter((ticket) => mention.test(ticket.text)).map(({ id }) => id);
  }

  /** Every text of a table, a slice at a time: no index covers what is inside a payload. */
  async #search(
    { table, text, columns }: Searched,
    email: string,
    found: Set<number>,
    onProgress: BulkOptions['onProgress'],
  ): Promise<void> {
    const mention = mentionOf(email);
    const named = this.#anyLike(columns, email);
    const [newest] = await this.#log.all<{ id: number }>(
      sql`SELECT coalesce(max(id), 0) AS id FROM ${table}`,
    );
    const end = Number(newest?.id);
    for (let start = 1; start <= end; start += SLICE) {
      const last = Math.min(end, start + SLICE - 1);
      const slice = await this.#log.all<Mentioning>(
        sql`SELECT id, ${text} AS text FROM ${table} WHERE id BETWEEN ${start} AND ${last} AND ${named}`,
      );
      for (const row of slice) if (mention.test(row.text)) found.add(row.id);
      onProgress?.(last, end);
      await setImmediate();
    }
  }

  #anyLike(columns: readonly SQL[], email: string): SQL {
    const pattern = likePattern(email);
    const named = columns.map((column) => this.#log.dialect.like(column, pattern));
    return sql`(${sql.join(named, sql` OR `)})`;
  }

  async #addTo(found: Set<number>, query: SQL): Promise<void> {
    for (const { id } of await this.#log.all<{ id: number }>(query)) found.add(id);
  }

  async #finds(query: SQL): Promise<boolean> {
    return (await this.#log.all(query)).length > 0;
  }
}

/** The student, the suggestions, and a note of which operator did this. */
function* eraseBeside({ nowIso }: Writing, targets: Targets, by: OperatorAction): Step<Erasure> {
  let students = 0;
  for (const id of targets.records) {
    const deleted = yield* rows(sql`DELETE FROM students WHERE zoho_id = ${id} RETURNING zoho_id`);
    students += deleted.length;
  }
  for (const id of targets.suggestions) yield* eraseSuggestion(id, by.operator, nowIso);
  for (const id of targets.tickets) yield* change(sql`DELETE FROM tickets WHERE ticket_id = ${id}`);
  const suggestions = targets.suggestions.length;
  const detail = { ...by.detail, students, events: targets.events.length, suggestions };
  yield* insertAction(by, nowIso, detail);
  return { students, events: 0, ended: 0, suggestions };
}

/**
 * The key stays, so that what was answered once is not answered again. One that is being applied ends too;
 * otherwise its ticket would wait for it for ever.
 */
function eraseSuggestion(id: number, by: string, nowIso: string): Step<void> {
  return change(sql`
    UPDATE ticket_suggestions
    SET proposal = '{}', guard = '{}', result = NULL, words = NULL, trouble = NULL,
        decided_at = CASE WHEN status IN ('waiting', 'planned', 'applying') THEN ${nowIso} ELSE decided_at END,
        decided_by = CASE WHEN status IN ('waiting', 'planned', 'applying') THEN ${by} ELSE decided_by END,
        status = CASE WHEN status IN ('waiting', 'planned', 'applying') THEN 'stale' ELSE status END
    WHERE id = ${id}`);
}

/** Returns how many of them were still to be processed. */
function* eraseEvents(writing: Writing, ids: readonly number[]): Step<number> {
  let ended = 0;
  for (const id of ids) {
    // A time field that holds no valid time may hold anything.
    const row = yield* first<Row>(sql`
      UPDATE integration_events_log
      SET erased = 1, payload = '', raw_body = NULL, result = NULL, error_message = NULL, error_details = NULL,
          signal_key = NULL,
          occurred_at = CASE WHEN occurred_clock IS NULL THEN NULL ELSE occurred_at END
      WHERE id = ${id}
      RETURNING id, source, module, record_id, attempts, status, delivery_of`);
    if (row === undefined) continue;
    // The bytes of a delivery are stored on its first event and cover the others too.
    if (row.delivery_of !== null)
      yield* change(sql`UPDATE integration_events_log SET raw_body = NULL WHERE id = ${row.delivery_of}`);
    yield* change(sql`
      UPDATE event_attempts SET error_message = NULL, error_details = NULL
      WHERE log_id = ${id} AND error_message IS NOT NULL`);
    yield* writing.problems.forget(id, writing.nowIso);
    writing.touch(id);
    if (row.status !== 'pending' && row.status !== 'processing') continue;
    // Whoever is working on it loses the lease, and with it the right to store anything.
    yield* writing.end(row, ENDED);
    writing.counters.move(row, row.status, 'completed');
    writing.hasNewPending = true;
    ended += 1;
  }
  return ended;
}
