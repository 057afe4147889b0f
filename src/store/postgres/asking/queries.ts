import type { Pool } from 'pg';
import type { Reader } from '../../common/dialect.ts';
import type { SQL } from '../../common/drizzle.ts';
import { isLost, isSilent, translated } from './unavailable.ts';
import type { Wording } from './wording.ts';

/** Reads what is committed, each query over whatever connection is free. */
export class PoolReader implements Reader {
  readonly #pool: Pool;
  readonly #wording: Wording;

  constructor(pool: Pool, wording: Wording) {
    this.#pool = pool;
    this.#wording = wording;
  }

  async all<Row>(query: SQL): Promise<Row[]> {
    try {
      return await this.#ask(query);
    } catch (error) {
      // A connection that was cut while nobody used it is noticed by who uses it next.
      const isWorthwhile = (isLost(error) && !isSilent(error)) || this.#wording.isMisunderstood(error);
      if (!isWorthwhile) throw translated(error);
    }
    try {
      return await this.#ask(query);
    } catch (error) {
      throw translated(error);
    }
  }

  async #ask<Row>(query: SQL): Promise<Row[]> {
    return (await this.#pool.query(this.#wording.of(query))).rows;
  }
}
