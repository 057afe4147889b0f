import type { ActionList, KeptAction, Page } from '../../../log/readings.ts';
import type { Reader } from '../dialect.ts';
import { sql } from '../drizzle.ts';

type Row = Omit<KeptAction, 'detail'> & { detail: string };

/** What operators, the command line and the service itself did, newest first. */
export class ActionQueries {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  async list({ limit, before }: Page): Promise<ActionList> {
    const last = before ?? Number.MAX_SAFE_INTEGER;
    const found = await this.#reader.all<Row>(sql`
      SELECT id, at, operator, action, target, detail FROM operator_actions
      WHERE id < ${last} ORDER BY id DESC LIMIT ${limit + 1}`);
    const [counted] = await this.#reader.all<{ total: number }>(
      sql`SELECT count(*) AS total FROM operator_actions`,
    );
    const shown = found.slice(0, limit);
    return {
      actions: shown.map(({ detail, ...action }) => ({ ...action, detail: JSON.parse(detail) })),
      nextBefore: found.length > limit ? (shown.at(-1)?.id ?? null) : null,
      total: Number(counted?.total),
    };
  }
}
