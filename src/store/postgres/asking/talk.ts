import type { PoolClient, QueryResult } from 'pg';
import type { SQL } from '../../common/drizzle.ts';
import { runInTurn, type Step } from '../../common/step.ts';
import { Fixed } from './fixed.ts';
import type { Said, Wording } from './wording.ts';

const NO_ROWS: readonly unknown[] = [];

/**
 * What is said over one connection, one after the other. Whatever needs no answer is not waited for: the next follows right
 * behind it, and the trouble with it comes up with the next answer. Each wait would cost a turn of a busy event loop, in
 * which the transaction holds its locks.
 */
export class Talk {
  readonly #client: PoolClient;
  readonly #wording: Wording;
  #told: Promise<QueryResult>[] = [];

  constructor(client: PoolClient, wording: Wording) {
    this.#client = client;
    this.#wording = wording;
  }

  run<T>(step: Step<T>): Promise<T> {
    return runInTurn(step, async (query) => {
      if (!(query instanceof Fixed && query.isTold)) return this.#ask(query);
      this.tell(this.#wording.of(query));
      return NO_ROWS;
    });
  }

  tell(said: Said): Promise<QueryResult> {
    const answer = heard(this.#client.query(said));
    this.#told.push(answer);
    return answer;
  }

  /** Waits for all that was told, and answers what the last came to. */
  async settle(): Promise<QueryResult | undefined> {
    const told = this.#told;
    this.#told = [];
    return (await Promise.all(told)).at(-1);
  }

  async #ask(query: SQL): Promise<readonly unknown[]> {
    const answer = heard(this.#client.query(this.#wording.of(query)));
    await this.settle();
    return (await answer).rows;
  }
}

/** Its failure is waited for later, when another one may have come up first: it must not end the process meanwhile. */
function heard<T>(answer: Promise<T>): Promise<T> {
  answer.catch(() => {});
  return answer;
}
