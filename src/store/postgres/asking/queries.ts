import type { Pool, PoolClient } from 'pg';
import type { Reader } from '../../common/dialect.ts';
import type { SQL } from '../../common/drizzle.ts';
import { runInTurn, type Step } from '../../common/step.ts';
import { PgDialect } from '../drizzle.ts';
import { storable } from './storable.ts';
import { isLost, translated } from './unavailable.ts';

const dialect = new PgDialect();

/** Unnamed, because a connection behind PgBouncer may be another one the next time. */
function toQuery(query: SQL): { text: string; values: unknown[] } {
  const { sql: text, params } = dialect.sqlToQuery(query);
  return { text, values: params.map((value) => (typeof value === 'string' ? storable(value) : value)) };
}

export function runOn<T>(client: PoolClient, step: Step<T>): Promise<T> {
  return runInTurn(step, async (query) => (await client.query(toQuery(query))).rows);
}

/** Reads what is committed, each query over whatever connection is free. */
export class PoolReader implements Reader {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async all<Row>(query: SQL): Promise<Row[]> {
    const asked = toQuery(query);
    try {
      return (await this.#pool.query(asked)).rows;
    } catch (error) {
      if (!isLost(error)) throw translated(error);
    }
    // A connection that was cut while nobody used it is noticed by who uses it next.
    try {
      return (await this.#pool.query(asked)).rows;
    } catch (error) {
      throw translated(error);
    }
  }
}
