import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Clock } from '../../../clock.ts';
import type { Connection } from '../connect.ts';

/**
 * How long commits gather in the write-ahead log before it is copied into the database file, in ms. Short, because the
 * disk is shared and a large copy makes the next commit wait: the p99 of an answer under a steady load doubled when
 * copies were made each second.
 */
const PAUSE_MS = 100;
/**
 * A write-ahead log of up to so many bytes is copied here, as long as there is no thread: some sixty events of a tenth of a
 * second, in one or two ms. An idle service does without the thread, which holds 13 MiB.
 */
const LITTLE = 262_144;
/** How often it is tried to empty the log while somebody waits for it, and the pauses between, in ms: ten seconds in all. */
const TRIES = 40;
const TRY_MS = 250;
/** The pause when nobody waits any more, in ms. */
const LATER_MS = 5_000;

type Report = { request: 'copy' | 'empty'; problem: string | null; isDone: boolean };

/**
 * Copies the write-ahead log into the database file in a thread of its own. In the middle of a commit the copy would
 * hold up every request of that turn for some tens of milliseconds.
 *
 * At rest nothing runs: a checkpoint is planned by the first commit after the last one, and the thread starts with the
 * first that has more than a little to copy. A database in memory has none.
 */
export class Checkpointer {
  readonly #db: Connection;
  readonly #clock: Clock;
  readonly #mayCopy: () => boolean;
  #worker: Worker | null = null;
  #ended: Promise<unknown> = Promise.resolve();
  #isPlanned = false;
  #isFailing = false;
  #cancel: () => void = () => {};
  #cancelTry: () => void = () => {};
  /** Who waits for the log to be emptied. */
  #tried: (isEmpty: boolean) => void = () => {};
  #trying: Promise<unknown> = Promise.resolve();

  /** @param mayCopy whether the file is still the one that the log belongs to; asked before each copy */
  constructor(db: Connection, clock: Clock, mayCopy: () => boolean = () => true) {
    this.#mayCopy = mayCopy;
    this.#db = db;
    this.#clock = clock;
  }

  committed(): void {
    if (this.#isPlanned || this.#db.memory) return;
    this.#isPlanned = true;
    this.#cancel = this.#clock.after(PAUSE_MS, () => {
      this.#isPlanned = false;
      if (!this.#mayCopy()) return;
      if (this.#worker === null && bytesOfLog(this.#db) <= LITTLE) return this.#copyHere();
      this.#isPlanned = true;
      this.#worker ??= this.#start();
      this.#worker.postMessage('copy');
    });
  }

  #copyHere(): void {
    try {
      this.#db.pragma('wal_checkpoint(PASSIVE)');
      this.#note(null);
    } catch (error) {
      this.#note((error as Error).message);
    }
  }

  /** Once for as long as it lasts: with a full disk each commit would say it again. */
  #note(problem: string | null): void {
    if (problem !== null && !this.#isFailing) process.emitWarning(`A checkpoint failed: ${problem}`);
    this.#isFailing = problem !== null;
  }

  /**
   * Empties the write-ahead log, where the earlier versions of every page stand until it is used again. Whoever reads an
   * old state, as a backup does, is in the way: it is tried again and again, and after false is answered too.
   */
  async empty(): Promise<boolean> {
    if (this.#db.memory) return true;
    for (let tried = 1; tried < TRIES; tried++) {
      if (await this.#tryToEmpty()) return true;
      await this.#pause();
    }
    const isEmpty = await this.#tryToEmpty();
    if (!isEmpty) this.#tryLater();
    return isEmpty;
  }

  #tryToEmpty(): Promise<boolean> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    // A command has nothing else that keeps it from ending.
    worker.ref();
    const trying = new Promise<boolean>((resolve) => {
      this.#tried = resolve;
      worker.postMessage('empty');
    }).finally(() => worker.unref());
    this.#trying = trying;
    return trying;
  }

  async #pause(): Promise<void> {
    this.#worker?.ref();
    await new Promise<void>((resolve) => {
      this.#cancelTry = this.#clock.after(TRY_MS, resolve);
    });
  }

  #tryLater(): void {
    this.#cancelTry = this.#clock.after(LATER_MS, async () => {
      if (!(await this.#tryToEmpty())) this.#tryLater();
    });
  }

  async close(): Promise<void> {
    this.#cancel();
    this.#cancelTry();
    await this.#trying;
    this.#worker?.ref();
    this.#worker?.postMessage('close');
    await this.#ended;
  }

  #start(): Worker {
    const worker = startWorker(this.#db.name);
    this.#ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.on('message', ({ request, problem, isDone }: Report) => {
      this.#note(problem);
      if (request === 'copy') this.#isPlanned = false;
      else this.#tried(isDone);
    });
    // After the listeners, which would hold the process again.
    worker.unref();
    return worker;
  }
}

function startWorker(file: string): Worker {
  const worker = new Worker(new URL('./checkpoint-worker.js', import.meta.url), { workerData: file });
  // Without it commits checkpoint by themselves, later and less smoothly; a person should still know.
  worker.on('error', (error) => process.emitWarning(`The checkpoint thread ended: ${error.message}`));
  return worker;
}

/** Where the file is gone, the thread says what is wrong. */
function bytesOfLog({ name }: Connection): number {
  return statSync(`${name}-wal`, { throwIfNoEntry: false })?.size ?? Number.POSITIVE_INFINITY;
}
