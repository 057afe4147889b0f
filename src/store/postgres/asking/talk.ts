import type { PoolClient } from 'pg';
import type { SQL } from '../../common/drizzle.ts';
import { runInTurn, type Step } from '../../common/step.ts';
import { Fixed } from './fixed.ts';
import { Group } from './group.ts';
import type { Said, Wording } from './wording.ts';

const NO_ROWS: readonly unknown[] = [];

/**
 * What is said over one connection, one after the other. Whatever needs no answer waits for the next that does, and goes
 * with it: a transaction under load is two messages. The trouble with it comes up with that answer.
 */
export class Talk {
  readonly #client: PoolClient;
  readonly #wording: Wording;
  readonly #heard: () => void;
  #told: Said[] = [];

  /** @param heard with every answer */
  constructor(client: PoolClient, wording: Wording, heard: () => void) {
    this.#client = client;
    this.#wording = wording;
    this.#heard = heard;
  }

  run<T>(step: Step<T>): Promise<T> {
    return runInTurn(step, async (query) => {
      this.#told.push(this.#wording.of(query));
      return query instanceof Fixed && query.isTold ? NO_ROWS : (await this.#send(true)).rows;
    });
  }

  /** @param limitMs who waits for longer gets no answer */
  tell(query: SQL, limitMs?: number): void {
    const said = this.#wording.of(query);
    this.#told.push(limitMs === undefined ? said : { ...said, query_timeout: limitMs });
  }

  /** Says all that was told, and answers what the last came to. */
  async settle(): Promise<string> {
    return this.#told.length === 0 ? '' : (await this.#send(false)).command;
  }

  async #send(isAsked: boolean): Promise<Group> {
    const said = this.#told;
    this.#told = [];
    const group = await new Promise<Group>((resolve, reject) => {
      const sent: Group = new Group(said, isAsked, (error) => (error ? reject(error) : resolve(sent)));
      this.#client.query(sent);
    });
    this.#heard();
    return group;
  }
}
