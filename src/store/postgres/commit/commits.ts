import type { Pool, PoolClient } from 'pg';
import type { Appended, ClaimedEvent, NewEvent } from '../../../log/event.ts';
import { type Outcome, type Settled, StoreUnavailable } from '../../../log/ports.ts';
import type { Writing } from '../../common/log.ts';
import type { Step } from '../../common/step.ts';
import { ask } from '../asking/fixed.ts';
import { Talk } from '../asking/talk.ts';
import { isLost, isOfServer, isStale, translated } from '../asking/unavailable.ts';
import type { Wording } from '../asking/wording.ts';
import { CONNECTIONS, LOCKS } from '../connect.ts';
import type { PostgresTurn } from './turn.ts';

type Wish =
  | { is: 'delivery'; events: readonly NewEvent[] }
  | { is: 'ending'; event: ClaimedEvent; outcome: Outcome }
  | { is: 'step'; work: (writing: Writing) => Step<unknown> }
  | { is: 'recovery'; maxAttempts: number; before: string };
type Waiting = { wish: Wish; resolve: (value: unknown) => void; reject: (reason: unknown) => void };

/** Transactions of one instance at a time: while one is being flushed to the disk, the next is being prepared. */
const IN_FLIGHT = 2;
/** In one transaction; more of them only make each answer wait for the longest. */
const MOST = 500;
/** Of works that ask the server several things one after the other: together they must not hold the lock for long. */
const MOST_STEPS = 20;
/** As `set_config` sets it until the end of the transaction. */
function set(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `set_config('${name}', '${value}', true)`)
    .join(', ');
}

/**
 * All of it ends with the transaction, as PgBouncer demands. Whoever stops in the middle, a machine that froze, must not
 * hold the lock of the hub for long; whoever waits for it longer is told to come back, within the five seconds of Zoho
 * Desk. A server that answers before its disk does would lose what was answered 200.
 *
 * One statement, whose parts are done from left to right: as eleven of their own they took 120 µs more of each transaction,
 * on either side.
 */
const LOCK = `SELECT ${set({ idle_in_transaction_session_timeout: '5s', statement_timeout: '20s' })},
  CASE current_setting('synchronous_commit') WHEN 'off' THEN ${set({ synchronous_commit: 'on' })} END,
  ${set({ lock_timeout: '4s' })}, pg_advisory_xact_lock(${LOCKS.write}), ${set({ lock_timeout: '2s' })}`;
/** Who waits for longer gets no answer, in ms: a little more than the server lets anybody wait for the lock. */
const LOCK_MS = 4_500;
/**
 * Where only fixed queries follow: what they look for is found by an index, also by a plan that was made while the tables
 * were empty; and a plan that is kept serves one event and five hundred alike.
 */
export const BY_INDEX = set({
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  enable_bitmapscan: 'off',
  jit: 'off',
});
const BEGIN = ask({ name: 'begin', text: () => 'BEGIN', lists: [] });
const COMMIT = ask({ name: 'commit', text: () => 'COMMIT', lists: [] });
const LOCK_ONLY = ask({ name: 'lock', text: () => LOCK, lists: [] });
const LOCK_AND_BY_INDEX = ask({ name: 'lock by index', text: () => `${LOCK}, ${BY_INDEX}`, lists: [] });

/**
 * Gathers everything that one turn of the event loop wants to write into one transaction, which holds the lock of the hub:
 * what one instance decides, no other changes meanwhile, and the order of the rows is the order of the commits.
 *
 * What the server refuses because of one wish fails that wish alone: the others run again without it.
 */
export class Commits {
  readonly #pool: Pool;
  readonly #wording: Wording;
  readonly #begin: () => PostgresTurn;
  readonly #committed: (turn: PostgresTurn) => void;
  #waiting: Waiting[] = [];
  #running = 0;
  /** The last one has not got the lock yet: the next would only wait behind it. */
  #isLocking = false;
  #isPlanned = false;

  constructor(
    { pool, wording }: { pool: Pool; wording: Wording },
    begin: () => PostgresTurn,
    committed: (turn: PostgresTurn) => void,
  ) {
    this.#pool = pool;
    this.#wording = wording;
    this.#begin = begin;
    this.#committed = committed;
  }

  append(events: readonly NewEvent[]): Promise<Appended[]> {
    return this.#add({ is: 'delivery', events });
  }

  settle(event: ClaimedEvent, outcome: Outcome): Promise<Settled> {
    return this.#add({ is: 'ending', event, outcome });
  }

  recover(maxAttempts: number, before: string): Promise<number> {
    return this.#add({ is: 'recovery', maxAttempts, before });
  }

  write<T>(work: (writing: Writing) => Step<T>): Promise<T> {
    return this.#add({ is: 'step', work });
  }

  /** Ends when nothing is on its way any more. */
  async idle(): Promise<void> {
    while (this.#running > 0 || this.#waiting.length > 0)
      await new Promise((resolve) => setImmediate(resolve));
  }

  #add<T>(wish: Wish): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ wish, resolve: resolve as (value: unknown) => void, reject });
      this.#plan();
    });
  }

  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    // setImmediate fires after the turn has read every socket that was ready.
    setImmediate(() => {
      this.#isPlanned = false;
      this.#next();
    });
  }

  #next(): void {
    if (this.#waiting.length === 0 || this.#running >= IN_FLIGHT || this.#isLocking) return;
    const batch = this.#take();
    this.#running += 1;
    this.#isLocking = true;
    let isLocked = false;
    const locked = () => {
      if (isLocked) return;
      isLocked = true;
      this.#isLocking = false;
      this.#plan();
    };
    void this.#run(batch, locked).finally(() => {
      this.#running -= 1;
      locked();
      this.#plan();
    });
  }

  #take(): Waiting[] {
    let steps = 0;
    const end = this.#waiting.findIndex(({ wish }, at) => {
      if (wish.is === 'step') steps += 1;
      return at >= MOST || steps > MOST_STEPS;
    });
    return this.#waiting.splice(0, end === -1 ? MOST : end);
  }

  /** Never rejects: whoever waits is told. */
  async #run(batch: readonly Waiting[], locked: () => void): Promise<void> {
    if (batch.length === 0) return;
    const attempt = await this.#attempt(batch, locked);
    if (attempt.is === 'done') {
      for (const [at, { resolve }] of batch.entries()) resolve(attempt.answers[at]);
    } else if (attempt.culprit !== null) {
      attempt.culprit.reject(attempt.error);
      await this.#run(
        batch.filter((waiting) => waiting !== attempt.culprit),
        locked,
      );
    } else if (isOfServer(attempt.error) || batch.length === 1) {
      for (const { reject } of batch) reject(translated(attempt.error));
    } else {
      // One of them spoils it for all, and the server does not say which.
      const half = Math.ceil(batch.length / 2);
      await this.#run(batch.slice(0, half), locked);
      await this.#run(batch.slice(half), locked);
    }
  }

  async #attempt(batch: readonly Waiting[], locked: () => void): Promise<Attempt> {
    for (let spare = CONNECTIONS; ; spare--) {
      const attempt = await this.#transact(batch, locked);
      if (attempt.is === 'done' || attempt.culprit !== null || attempt.mayBeCommitted) return attempt;
      const mayHelp = isStale(attempt.error) || this.#wording.isMisunderstood(attempt.error);
      if (!mayHelp || spare === 0) return attempt;
    }
  }

  async #transact(batch: readonly Waiting[], locked: () => void): Promise<Attempt> {
    let client: PoolClient;
    try {
      client = await this.#pool.connect();
    } catch (error) {
      return { is: 'failed', error: unreachable(error), culprit: null, mayBeCommitted: true };
    }
    // Between two queries an error of the connection would otherwise end the process.
    const ignore = () => {};
    client.on('error', ignore);
    const steps = batch.filter(({ wish }) => wish.is === 'step');
    let culprit: Waiting | null = null;
    let isCommitting = false;
    try {
      // Whatever comes first is answered with the lock.
      const talk = new Talk(client, this.#wording, locked);
      talk.tell(BEGIN);
      talk.tell(steps.length === 0 ? LOCK_AND_BY_INDEX : LOCK_ONLY, LOCK_MS);
      const turn = this.#begin();
      const answers = new Map<Waiting, unknown>();
      // What a step reads, it has to read under the lock.
      if (steps.length > 0) await talk.settle();
      for (const waiting of steps) {
        if (waiting.wish.is !== 'step') continue;
        culprit = waiting;
        answers.set(waiting, await talk.run(waiting.wish.work(turn)));
        // What it told is its own fault too.
        await talk.settle();
        culprit = null;
      }
      await talk.run(work(turn, batch, answers));
      await talk.run(turn.count());
      isCommitting = true;
      talk.tell(COMMIT);
      if ((await talk.settle()) !== 'COMMIT')
        throw new Error('the server rolled back what it was asked to commit');
      client.off('error', ignore);
      client.release();
      turn.counters.committed();
      this.#committed(turn);
      return { is: 'done', answers: batch.map((waiting) => answers.get(waiting)) };
    } catch (error) {
      client.off('error', ignore);
      // What it was in the middle of is rolled back with it.
      client.release(true);
      const isOfWish = culprit !== null && (!isOfServer(error) || error instanceof StoreUnavailable);
      // A refusal of the server came before the commit, which is then none; without an answer nobody knows.
      const mayBeCommitted = isCommitting && isLost(error);
      return { is: 'failed', error, culprit: isOfWish ? culprit : null, mayBeCommitted };
    }
  }
}

type Attempt =
  | { is: 'done'; answers: unknown[] }
  | { is: 'failed'; error: unknown; culprit: Waiting | null; mayBeCommitted: boolean };

/** All endings, recoveries and deliveries of a batch, in one go. */
function* work(turn: PostgresTurn, batch: readonly Waiting[], answers: Map<Waiting, unknown>): Step<void> {
  const deliveries: Waiting[] = [];
  const endings: Waiting[] = [];
  const recoveries: Waiting[] = [];
  const asked: {
    deliveries: (readonly NewEvent[])[];
    endings: { event: ClaimedEvent; outcome: Outcome }[];
    expiredBefore: string | null;
  } = { deliveries: [], endings: [], expiredBefore: null };
  let maxAttempts = 0;
  for (const waiting of batch) {
    const { wish } = waiting;
    if (wish.is === 'delivery') {
      deliveries.push(waiting);
      asked.deliveries.push(wish.events);
    } else if (wish.is === 'ending') {
      endings.push(waiting);
      asked.endings.push(wish);
    } else if (wish.is === 'recovery') {
      recoveries.push(waiting);
      asked.expiredBefore = wish.before;
      maxAttempts = wish.maxAttempts;
    }
  }
  if (deliveries.length + endings.length + recoveries.length === 0) return;
  const { appended, settled, recovered } = yield* turn.work(asked, { maxAttempts, isLast: true });
  for (const [at, waiting] of deliveries.entries()) answers.set(waiting, appended[at]);
  for (const [at, waiting] of endings.entries()) answers.set(waiting, settled[at]);
  for (const waiting of recoveries) answers.set(waiting, recovered);
}

function unreachable(error: unknown): StoreUnavailable {
  const said = error instanceof Error ? error.message : String(error);
  return new StoreUnavailable(`the database server cannot be reached (${said})`, { cause: error });
}
