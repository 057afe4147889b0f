import type { Pool } from 'pg';
import type { Reader } from '../../common/dialect.ts';
import type { SQL } from '../../common/drizzle.ts';
import { CONNECTIONS } from '../connect.ts';
import { isStale, translated } from './unavailable.ts';
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
    for (let spare = CONNECTIONS; ; spare--) {
      try {
        return await this.#ask(query);
      } catch (error) {
        const mayHelp = isStale(error) || this.#wording.isMisunderstood(error);
        if (!mayHelp || spare === 0) throw translated(error);
      }
    }
  }

  async #ask<Row>(query: SQL): Promise<Row[]> {
    return (await this.#pool.query(this.#wording.of(query))).rows;
  }
}
