import { CLOCKS_DIFFER_MS } from '../../../log/rules/clock-step.ts';
import type { StateStore } from '../../../log/stores.ts';
import { sql } from '../drizzle.ts';
import type { Log } from '../log.ts';
import { change, rows } from '../step.ts';
import { toIso } from '../writing/turn.ts';

/** What the service remembers; every write happens in a transaction of the log. */
export class LoggedStateStore implements StateStore {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  async read(key: string): Promise<string | null> {
    const [row] = await this.#log.all<{ value: string }>(
      sql`SELECT value FROM service_state WHERE key = ${key}`,
    );
    return row?.value ?? null;
  }

  write(key: string, value: string): Promise<void> {
    return this.#log.write(({ nowIso }) =>
      change(sql`
        INSERT INTO service_state (key, value, updated_at) VALUES (${key}, ${value}, ${nowIso})
        ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`),
    );
  }

  takeTurn(key: string, periodMs: number): Promise<boolean> {
    return this.#log.write(function* ({ nowMs, nowIso }) {
      const before = toIso(nowMs - periodMs);
      const wrong = toIso(nowMs + CLOCKS_DIFFER_MS);
      const taken = yield* rows(sql`
        INSERT INTO service_state (key, value, updated_at) VALUES (${key}, ${nowIso}, ${nowIso})
        ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
        WHERE service_state.value <= ${before} OR service_state.value > ${wrong}
        RETURNING key`);
      return taken.length > 0;
    });
  }

  lease(key: string, owner: string, ms: number): Promise<boolean> {
    return this.#log.write(function* ({ nowMs, nowIso }) {
      const until = toIso(nowMs + ms);
      const wrong = toIso(nowMs + ms + CLOCKS_DIFFER_MS);
      const taken = yield* rows(sql`
        INSERT INTO service_state (key, value, updated_at) VALUES (${key}, ${owner}, ${until})
        ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
        WHERE service_state.value = excluded.value OR service_state.updated_at <= ${nowIso}
          OR service_state.updated_at > ${wrong}
        RETURNING key`);
      return taken.length > 0;
    });
  }

  letGo(key: string, owner: string): Promise<void> {
    return this.#log.write(() =>
      change(sql`DELETE FROM service_state WHERE key = ${key} AND value = ${owner}`),
    );
  }
}
