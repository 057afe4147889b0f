import type { StateStore } from '../../log/ports.ts';
import type { Connection } from './connect.ts';
import type { Turn } from './turn.ts';

/** What the service remembers, with every write in a transaction of the log. */
export class SqliteStateStore implements StateStore {
  readonly #sql: ReturnType<typeof prepare>;
  readonly #log: { write<T>(work: (turn: Turn) => T): Promise<T> };

  constructor(db: Connection, log: { write<T>(work: (turn: Turn) => T): Promise<T> }) {
    this.#sql = prepare(db);
    this.#log = log;
  }

  async read(key: string): Promise<string | null> {
    return this.#sql.read.get(key) ?? null;
  }

  write(key: string, value: string): Promise<void> {
    return this.#log.write(({ nowIso }) => void this.#sql.write.run(key, value, nowIso));
  }
}

function prepare(db: Connection) {
  return {
    read: db.prepare<[string], string>(`SELECT value FROM service_state WHERE key = ?`).pluck(),
    write: db.prepare<[string, string, string]>(
      `INSERT INTO service_state (key, value, updated_at) VALUES (?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
    ),
  };
}
