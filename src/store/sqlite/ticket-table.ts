import type { TicketCard } from '../../tickets/card.ts';
import type { Connection } from './connect.ts';
import { type BetterSQLite3Database, drizzle, inArray } from './drizzle.ts';
import { tickets } from './schema.ts';

/** How tickets looked when they were read last. A write belongs into a transaction of the caller. */
export class TicketTable {
  readonly #db: BetterSQLite3Database;

  constructor(connection: Connection) {
    this.#db = drizzle(connection);
  }

  find(ids: readonly string[]): TicketCard[] {
    const rows = this.#db
      .select()
      .from(tickets)
      .where(inArray(tickets.ticketId, [...ids]))
      .all();
    return rows.map(({ seenAt: _, conversation, ...card }) => ({
      ...card,
      conversation: JSON.parse(conversation),
    }));
  }

  keep({ conversation, ...card }: TicketCard, nowIso: string): void {
    const row = { ...card, conversation: JSON.stringify(conversation), seenAt: nowIso };
    this.#db.insert(tickets).values(row).onConflictDoUpdate({ target: tickets.ticketId, set: row }).run();
  }
}
