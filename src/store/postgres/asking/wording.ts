import type { SQL } from '../../common/drizzle.ts';
import { storable } from '../../common/storable.ts';
import { PgDialect } from '../drizzle.ts';
import { Fixed } from './fixed.ts';
import { codeOf } from './unavailable.ts';

/** The server knows no statement of this name, or one already: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const MISUNDERSTOOD = new Set(['26000', '42P05']);

/** Fixed queries take milliseconds: without an answer for so long, in ms, the way to the server is broken. */
export const FIXED_MS = 8_000;

/** `query_timeout`: ms. */
export type Said = { text: string; values: unknown[]; name?: string; query_timeout?: number };

/**
 * How a query is said to the server. A fixed one is said by its name, so that it is planned once. A pooler that hands out
 * another connection each time and does not carry names over (PgBouncer before 1.21, or with `max_prepared_statements = 0`)
 * is found out by its first refusal; from then on every query is said in full.
 */
export class Wording {
  readonly #dialect = new PgDialect();
  #usesNames = true;

  get usesNames(): boolean {
    return this.#usesNames;
  }

  of(query: SQL): Said {
    if (query instanceof Fixed) {
      const { name, text, values } = query;
      return { text, values: [...values], query_timeout: FIXED_MS, ...(this.#usesNames && { name }) };
    }
    const { sql: text, params } = this.#dialect.sqlToQuery(query);
    return { text, values: params.map((value) => (typeof value === 'string' ? storable(value) : value)) };
  }

  /** Whether a name was not understood. Then it is worth to say it again, in full. */
  isMisunderstood(error: unknown): boolean {
    const isMisunderstood = MISUNDERSTOOD.has(codeOf(error) ?? '');
    if (isMisunderstood) this.#usesNames = false;
    return isMisunderstood;
  }
}
