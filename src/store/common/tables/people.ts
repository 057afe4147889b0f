import type { EventSummary } from '../../../log/event.ts';
import type { Neighbours } from '../../../log/readings.ts';
import type { People, StudentName } from '../../../log/stores.ts';
import type { TicketCard } from '../../../tickets/suggestions/card.ts';
import { sql } from '../drizzle.ts';
import type { Log } from '../log.ts';
import { keepTicket } from './ticket-cards.ts';

/** In characters. A longer payload is not read just to find a name: a page shows fifty events. */
const MAX_PAYLOAD = 32_768;

type CardRow = {
  ticket_id: string;
  number: string;
  subject: string | null;
  customer: string | null;
  web_url: string;
  conversation: string;
};
type NameRow = {
  zoho_id: string;
  display_name: string | null;
  first_name: string | null;
  last_name: string | null;
  student_number: string | null;
  academic_email: string | null;
  moodle_user_id: string | null;
  deleted_at: string | null;
};

/** Names for what the log knows only by id. */
export class LoggedPeople implements People {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  async students(zohoIds: readonly string[]): Promise<StudentName[]> {
    const isOne = this.#log.dialect.isOneOfTexts(sql`zoho_id`, zohoIds);
    const found = await this.#log.all<NameRow>(sql`
      SELECT zoho_id, display_name, first_name, last_name, student_number, academic_email, moodle_user_id, deleted_at
      FROM students WHERE ${isOne}`);
    return found.map((row) => ({
      zohoId: row.zoho_id,
      displayName: row.display_name,
      firstName: row.first_name,
      lastName: row.last_name,
      studentNumber: row.student_number,
      academicEmail: row.academic_email,
      moodleUserId: row.moodle_user_id,
      deletedAt: row.deleted_at,
    }));
  }

  async tickets(ticketIds: readonly string[]): Promise<TicketCard[]> {
    const isOne = this.#log.dialect.isOneOfTexts(sql`ticket_id`, ticketIds);
    const found = await this.#log.all<CardRow>(sql`
      SELECT ticket_id, number, subject, customer, web_url, conversation FROM tickets WHERE ${isOne}`);
    return found.map(({ ticket_id, web_url, conversation, ...card }) => ({
      ...card,
      ticketId: ticket_id,
      webUrl: web_url,
      conversation: JSON.parse(conversation),
    }));
  }

  payloads(eventIds: readonly number[]): Promise<{ id: number; payload: string }[]> {
    const isOne = this.#log.dialect.isOneOf(sql`id`, eventIds);
    return this.#log.all<{ id: number; payload: string }>(sql`
      SELECT id, payload FROM integration_events_log WHERE ${isOne} AND length(payload) <= ${MAX_PAYLOAD}`);
  }

  async neighbours({
    id,
    source,
    record_id,
  }: Pick<EventSummary, 'id' | 'source' | 'record_id'>): Promise<Neighbours> {
    const ofRecord = sql`record_id = ${record_id} AND source = ${source}`;
    const [before] = await this.#log.all<{ id: number | null }>(
      sql`SELECT max(id) AS id FROM integration_events_log WHERE ${ofRecord} AND id < ${id}`,
    );
    const [after] = await this.#log.all<{ id: number | null }>(
      sql`SELECT min(id) AS id FROM integration_events_log WHERE ${ofRecord} AND id > ${id}`,
    );
    return { before: before?.id ?? null, after: after?.id ?? null };
  }

  keepTicket(card: TicketCard): Promise<void> {
    return this.#log.write(({ nowIso }) => keepTicket(card, nowIso));
  }
}
