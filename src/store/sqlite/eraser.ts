import { setImmediate } from 'node:timers/promises';
import type { BulkOptions, Erasure, OperatorAction, Person } from '../../log/ports.ts';
import { mentionOf } from '../../log/rules/mention.ts';
import type { Connection } from './connect.ts';
import { likePattern } from './like.ts';
import type { Held, Statements } from './statements.ts';
import type { Turn } from './turn.ts';

/** Rows searched in one go, and events erased in one transaction: webhooks get their turn in between. */
const SLICE = 2_000;
const BATCH = 200;
/** What is kept of an event that was still to be processed: its end, and why it has one. */
const ENDED = '{"action_taken":"erased"}';

type Log = { write<T>(work: (turn: Turn) => T): Promise<T> };
type Targets = { records: string[]; events: number[]; suggestions: number[]; tickets: string[] };
/** A row that may name the person, and all its texts. */
type Mentioning = { id: number; text: string };
type Row = Held & { status: string; delivery_of: number | null };

/**
 * Empties what the log, the students and the suggestions hold of one person. Ids, times and statuses stay, so that a
 * repeat is still known as one and the counts hold.
 */
export class Eraser {
  readonly #sql: ReturnType<typeof prepare>;
  readonly #hot: Statements;
  readonly #log: Log;

  constructor(db: Connection, hot: Statements, log: Log) {
    this.#sql = prepare(db);
    this.#hot = hot;
    this.#log = log;
  }

  /** What `erase` would empty. */
  async plan(person: Person, options: BulkOptions): Promise<Erasure> {
    const { records, events, suggestions } = await this.#find(person, options);
    const ended = events.filter((id) => this.#sql.isUnfinished.get(id) !== undefined).length;
    const students = records.filter((id) => this.#sql.findStudent.get(id) !== undefined).length;
    return { students, events: events.length, ended, suggestions: suggestions.length };
  }

  async erase(person: Person, by: OperatorAction, options: BulkOptions): Promise<Erasure> {
    const targets = await this.#find(person, options);
    const done = await this.#log.write((turn) => this.#eraseBeside(targets, by, turn));
    for (let start = 0; start < targets.events.length; start += BATCH) {
      const batch = targets.events.slice(start, start + BATCH);
      const ended = await this.#log.write((turn) => this.#eraseEvents(batch, turn));
      done.events += batch.length;
      done.ended += ended;
      options.onProgress?.(done.events, targets.events.length);
    }
    await this.#log.write(() => {
      this.#sql.forgetDeliveries.run();
      if (person.email !== null) this.#forgetSearches(person.email);
    });
    return done;
  }

  /** A replay is noted with its filter, in which a person may have searched for the address. */
  #forgetSearches(email: string): void {
    const mention = mentionOf(email);
    for (const { id, text } of this.#sql.actionsNaming.all({ like: likePattern(email) }))
      if (mention.test(text)) this.#sql.eraseAction.run(id);
  }

  /** The student, the suggestions, and the note that an operator did this. */
  #eraseBeside(targets: Targets, by: OperatorAction, turn: Turn): Erasure {
    const deleted = targets.records.map((id) => this.#sql.deleteStudent.run(id).changes);
    const students = deleted.reduce((sum, changes) => sum + changes, 0);
    for (const id of targets.suggestions)
      this.#sql.eraseSuggestion.run({ id, by: by.operator, now: turn.nowIso });
    for (const id of targets.tickets) this.#sql.deleteTicket.run(id);
    const suggestions = targets.suggestions.length;
    const detail = { ...by.detail, students, events: targets.events.length, suggestions };
    this.#hot.insertAction.run({ ...by, at: turn.nowIso, detail: JSON.stringify(detail) });
    return { students, events: 0, ended: 0, suggestions };
  }

  /** Answers how many of them were still to be processed. */
  #eraseEvents(ids: readonly number[], turn: Turn): number {
    let ended = 0;
    for (const id of ids) {
      const row = this.#sql.find.get(id);
      if (row === undefined) continue;
      this.#sql.erase.run(id);
      this.#sql.eraseDelivery.run(row.delivery_of);
      this.#sql.eraseAttempts.run(id);
      turn.problems.forget(id, turn.nowIso);
      turn.touch(id);
      if (row.status !== 'pending' && row.status !== 'processing') continue;
      this.#end(row, turn);
      ended += 1;
    }
    return ended;
  }

  /** Whoever works on it loses its lease, and with it the right to store anything. */
  #end(row: Row, turn: Turn): void {
    const { id, source, record_id } = row;
    this.#hot.finish.run({
      id,
      status: 'completed',
      result: ENDED,
      error: null,
      code: null,
      details: null,
      started: null,
      now: turn.nowIso,
    });
    turn.counters.move(row, row.status, 'completed');
    if (this.#hot.findUnfinished.get(source, record_id) !== undefined)
      this.#hot.promote.run(source, record_id);
    turn.hasNewPending = true;
  }

  async #find({ recordId, email }: Person, { onProgress }: BulkOptions): Promise<Targets> {
    const records = new Set(recordId === null ? [] : [recordId]);
    const events = new Set<number>();
    const suggestions = new Set<number>();
    if (email !== null) {
      for (const id of this.#sql.studentsByEmail.all(email)) records.add(id);
      await this.#search(this.#sql.mentioning, this.#sql.lastEvent, email, events, onProgress);
      await this.#search(this.#sql.suggesting, this.#sql.lastSuggestion, email, suggestions, onProgress);
    }
    for (const record of records) for (const id of this.#sql.ofRecord.all(record)) events.add(id);
    const tickets = this.#addTickets(email, events, suggestions);
    return {
      records: [...records],
      events: [...events].sort((a, b) => a - b),
      suggestions: [...suggestions],
      tickets,
    };
  }

  /** A ticket that names the person anywhere is the person's: its other events and suggestions tell of it too. */
  #addTickets(email: string | null, events: Set<number>, suggestions: Set<number>): string[] {
    const tickets = new Set(email === null ? [] : this.#ticketsNaming(email));
    for (const id of events) for (const ticket of this.#sql.ticketOf.all(id)) tickets.add(ticket);
    for (const id of suggestions) {
      for (const ticket of this.#sql.ticketSuggestedFor.all(id)) tickets.add(ticket);
    }
    for (const ticket of tickets) {
      for (const id of this.#sql.eventsOfTicket.all(ticket)) events.add(id);
      for (const id of this.#sql.ofTicket.all(ticket)) suggestions.add(id);
    }
    return [...tickets];
  }

  #ticketsNaming(email: string): string[] {
    const mention = mentionOf(email);
    const rows = this.#sql.ticketsNaming.all({ like: likePattern(email) });
    return rows.filter(({ text }) => mention.test(text)).map(({ id }) => id);
  }

  /** Every text of a table, a slice at a time: no index knows what is inside a payload. */
  async #search(
    query: { iterate(span: { first: number; last: number; like: string }): Iterable<Mentioning> },
    newest: { get(): number | undefined },
    email: string,
    found: Set<number>,
    onProgress: BulkOptions['onProgress'],
  ): Promise<void> {
    const like = likePattern(email);
    const mention = mentionOf(email);
    const end = Number(newest.get());
    for (let first = 1; first <= end; first += SLICE) {
      const last = Math.min(end, first + SLICE - 1);
      for (const { id, text } of query.iterate({ first, last, like })) if (mention.test(text)) found.add(id);
      onProgress?.(last, end);
      await setImmediate();
    }
  }
}

function prepare(db: Connection) {
  const ids = <Parameters extends unknown[]>(source: string) =>
    db.prepare<Parameters, number>(source).pluck();
  const texts = (source: string) => db.prepare<[string | number], string>(source).pluck();
  type Search = { first: number; last: number; like: string };
  return {
    ofRecord: ids<[string]>(`SELECT id FROM integration_events_log WHERE record_id = ? AND erased = 0`),
    mentioning: db.prepare<Search, Mentioning>(`
      SELECT id, concat_ws(' ', payload, result, error_message, CAST(raw_body AS TEXT)) AS text FROM integration_events_log
      WHERE id BETWEEN @first AND @last
        AND (payload LIKE @like ESCAPE '\\' OR result LIKE @like ESCAPE '\\' OR error_message LIKE @like ESCAPE '\\'
             OR CAST(raw_body AS TEXT) LIKE @like ESCAPE '\\')`),
    suggesting: db.prepare<Search, Mentioning>(`
      SELECT id, concat_ws(' ', proposal, guard, result) AS text FROM ticket_suggestions
      WHERE id BETWEEN @first AND @last
        AND (proposal LIKE @like ESCAPE '\\' OR guard LIKE @like ESCAPE '\\' OR result LIKE @like ESCAPE '\\')`),
    ofTicket: ids<[string]>(`SELECT id FROM ticket_suggestions WHERE ticket_id = ? AND proposal <> '{}'`),
    ticketsNaming: db.prepare<{ like: string }, { id: string; text: string }>(`
      SELECT ticket_id AS id, concat_ws(' ', subject, customer, conversation) AS text FROM tickets
      WHERE concat_ws(' ', subject, customer, conversation) LIKE @like ESCAPE '\\'`),
    deleteTicket: db.prepare<[string]>(`DELETE FROM tickets WHERE ticket_id = ?`),
    lastEvent: ids<[]>(`SELECT coalesce(max(id), 0) FROM integration_events_log`),
    lastSuggestion: ids<[]>(`SELECT coalesce(max(id), 0) FROM ticket_suggestions`),
    isUnfinished: ids<[number]>(
      `SELECT id FROM integration_events_log WHERE id = ? AND status IN ('pending', 'processing')`,
    ),
    studentsByEmail: texts(`SELECT zoho_id FROM students WHERE academic_email = ? COLLATE NOCASE`),
    findStudent: texts(`SELECT zoho_id FROM students WHERE zoho_id = ?`),
    ticketOf: texts(
      `SELECT record_id FROM integration_events_log WHERE id = ? AND source = 'zoho_desk' AND record_id <> ''`,
    ),
    ticketSuggestedFor: texts(`SELECT ticket_id FROM ticket_suggestions WHERE id = ?`),
    eventsOfTicket: ids<[string]>(`
      SELECT id FROM integration_events_log
      WHERE record_id = ? AND source = 'zoho_desk' AND erased = 0`),
    find: db.prepare<[number], Row>(`
      SELECT id, source, module, record_id, attempts, status, delivery_of FROM integration_events_log WHERE id = ?`),
    /** What stands in the place of a time, and is none, may be anything. */
    erase: db.prepare<[number]>(`
      UPDATE integration_events_log
      SET erased = 1, payload = '', raw_body = NULL, result = NULL, error_message = NULL,
          error_details = NULL, signal_key = NULL,
          occurred_at = CASE WHEN occurred_clock IS NULL THEN NULL ELSE occurred_at END
      WHERE id = ?`),
    /** The bytes of a delivery stand on its first event and hold the others too. */
    eraseDelivery: db.prepare<[number | null]>(
      `UPDATE integration_events_log SET raw_body = NULL WHERE id = ?`,
    ),
    eraseAttempts: db.prepare<[number]>(
      `UPDATE event_attempts SET error_message = NULL, error_details = NULL
       WHERE log_id = ? AND error_message IS NOT NULL`,
    ),
    actionsNaming: db.prepare<{ like: string }, Mentioning>(`
      SELECT id, concat_ws(' ', target, detail) AS text FROM operator_actions
      WHERE target LIKE @like ESCAPE '\\' OR detail LIKE @like ESCAPE '\\'`),
    eraseAction: db.prepare<[number]>(
      `UPDATE operator_actions SET target = 'erased', detail = '{}' WHERE id = ?`,
    ),
    deleteStudent: db.prepare<[string]>(`DELETE FROM students WHERE zoho_id = ?`),
    /** The tokens and addresses of held deliveries, none of whose events is left. */
    forgetDeliveries: db.prepare<[]>(`
      DELETE FROM held_deliveries
      WHERE NOT EXISTS (SELECT 1 FROM json_each(log_ids) AS waiting
                        JOIN integration_events_log AS log ON log.id = waiting.value
                        WHERE log.erased = 0)`),
    /**
     * Its key stays: what was answered once is not answered again. One that is being applied ends too, or its ticket would
     * wait for it for ever.
     */
    eraseSuggestion: db.prepare<{ id: number; by: string; now: string }>(`
      UPDATE ticket_suggestions
      SET proposal = '{}', guard = '{}', result = NULL, words = NULL, trouble = NULL,
          decided_at = CASE WHEN status IN ('waiting', 'planned', 'applying') THEN @now ELSE decided_at END,
          decided_by = CASE WHEN status IN ('waiting', 'planned', 'applying') THEN @by ELSE decided_by END,
          status = CASE WHEN status IN ('waiting', 'planned', 'applying') THEN 'stale' ELSE status END
      WHERE id = @id`),
  };
}
