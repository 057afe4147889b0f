import type { EventSummary } from '../../log/event.ts';
import type { Neighbours, People, StudentName } from '../../log/ports.ts';
import type { TicketCard } from '../../tickets/card.ts';
import type { Connection } from './connect.ts';
import { and, type BetterSQLite3Database, drizzle, eq, gt, inArray, lt, max, min, sql } from './drizzle.ts';
import { eventsLog as log, students } from './schema.ts';
import type { TicketTable } from './ticket-table.ts';
import type { Turn } from './turn.ts';

/** Longer ones are not read for the sake of a name, in characters: a page shows fifty events. */
const MAX_PAYLOAD = 32_768;

/** Names for what the log knows by ids. */
export class SqlitePeople implements People {
  readonly #db: BetterSQLite3Database;
  readonly #tickets: TicketTable;
  readonly #log: { write<T>(work: (turn: Turn) => T): Promise<T> };

  constructor(
    connection: Connection,
    tickets: TicketTable,
    log: { write<T>(work: (turn: Turn) => T): Promise<T> },
  ) {
    this.#db = drizzle(connection);
    this.#tickets = tickets;
    this.#log = log;
  }

  async students(zohoIds: readonly string[]): Promise<StudentName[]> {
    return this.#db
      .select({
        zohoId: students.zohoId,
        displayName: students.displayName,
        firstName: students.firstName,
        lastName: students.lastName,
        studentNumber: students.studentNumber,
        academicEmail: students.academicEmail,
        moodleUserId: students.moodleUserId,
        deletedAt: students.deletedAt,
      })
      .from(students)
      .where(inArray(students.zohoId, [...zohoIds]))
      .all();
  }

  async tickets(ticketIds: readonly string[]): Promise<TicketCard[]> {
    return this.#tickets.find(ticketIds);
  }

  async payloads(eventIds: readonly number[]): Promise<{ id: number; payload: string }[]> {
    const isShort = sql`length(${log.payload}) <= ${MAX_PAYLOAD}`;
    return this.#db
      .select({ id: log.id, payload: log.payload })
      .from(log)
      .where(and(inArray(log.id, [...eventIds]), isShort))
      .all();
  }

  async neighbours(event: Pick<EventSummary, 'id' | 'source' | 'record_id'>): Promise<Neighbours> {
    const ofRecord = and(eq(log.recordId, event.record_id), eq(log.source, event.source));
    const before = this.#db
      .select({ id: max(log.id) })
      .from(log)
      .where(and(ofRecord, lt(log.id, event.id)))
      .get();
    const after = this.#db
      .select({ id: min(log.id) })
      .from(log)
      .where(and(ofRecord, gt(log.id, event.id)))
      .get();
    return { before: before?.id ?? null, after: after?.id ?? null };
  }

  keepTicket(card: TicketCard): Promise<void> {
    return this.#log.write(({ nowIso }) => this.#tickets.keep(card, nowIso));
  }
}
