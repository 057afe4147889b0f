import { createRequire } from 'node:module';
import type { Statement } from 'better-sqlite3';
import type { Reader } from '../../common/dialect.ts';
import type { SQL } from '../../common/drizzle.ts';
import { runAtOnce, type Step } from '../../common/step.ts';
import type { Connection } from '../connect.ts';

type Prepared = Statement<unknown[]>;
const { CasingCache }: typeof import('drizzle-orm/casing') = createRequire(import.meta.url)(
  'drizzle-orm/casing',
);

/** How SQLite spells what drizzle joins into a text. */
const SPELLING = {
  casing: new CasingCache(),
  escapeName: (name: string) => `"${name}"`,
  escapeParam: () => '?',
  escapeString: (text: string) => `'${text.replaceAll("'", "''")}'`,
};
/** There are few query texts: parameters are bound, and a list of ids is one parameter. */
const MAX_PREPARED = 500;

/** Answers the queries written for every engine, each prepared once. */
export class Queries implements Reader {
  readonly #db: Connection;
  readonly #prepared = new Map<string, Prepared>();

  constructor(db: Connection) {
    this.#db = db;
  }

  async all<Row>(query: SQL): Promise<Row[]> {
    return this.answer(query) as Row[];
  }

  /** In the middle of a transaction, or of a turn of the event loop. */
  run<T>(step: Step<T>): T {
    return runAtOnce(step, (query) => this.answer(query));
  }

  answer(query: SQL): readonly unknown[] {
    const { sql, params } = query.toQuery(SPELLING);
    const statement = this.#prepare(sql);
    if (statement.reader) return statement.all(...params);
    statement.run(...params);
    return [];
  }

  #prepare(text: string): Prepared {
    const known = this.#prepared.get(text);
    if (known !== undefined) return known;
    if (this.#prepared.size >= MAX_PREPARED) this.#prepared.clear();
    const statement = this.#db.prepare<unknown[]>(text);
    this.#prepared.set(text, statement);
    return statement;
  }
}
