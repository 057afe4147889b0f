import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Clock } from '../../../clock.ts';
import type { Connection } from '../connect.ts';

/**
 * How long commits gather in the write-ahead log before it is copied into the database file, in ms. Short,
 * because the disk is shared and a large copy makes the next commit wait: with one copy a second, the p99 of
 * an answer under steady load doubled.
 */
const PAUSE_MS = 100;
/**
 * A write-ahead log up to this size in bytes is copied here while there is no thread: about sixty events in a
 * tenth of a second, in one or two ms. An idle service does without the thread, which holds 13 MiB.
 */
const LITTLE = 262_144;
/**
 * How often to try to empty the log while somebody waits for it, and the pause between tries, in ms: ten
 * seconds in all.
 */
const TRIES = 40;
const TRY_MS = 250;
/** The pause once nobody waits any more, in ms. */
const LATER_MS = 5_000;

type Report = { request: 'copy' | 'empty'; problem: string | null; isDone: boolean };

/**
 * Copies the write-ahead log into the database file in its own thread. In the middle of a commit, the copy
 * would hold up every request of that turn for tens of milliseconds.
 *
 * Nothing runs at rest: the first commit after a checkpoint schedules the next one, and the thread starts
 * when there is more than a little to copy. A database in memory has none.
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
  /** Called when an attempt to empty the log ends. */
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

  /** Warns once per failure: on a full disk every commit would repeat it. */
  #note(problem: string | null): void {
    if (problem !== null && !this.#isFailing) process.emitWarning(`A checkpoint failed: ${problem}`);
    this.#isFailing = problem !== null;
  }

  /**
   * Empties the write-ahead log, which holds earlier versions of every page until it is reused. A reader of
   * an old state, such as a backup, blocks it: the attempt is repeated, and goes on even after false is
   * returned.
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
    // Nothing else keeps a command from ending.
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
    // Must follow the listeners, which would keep the process alive again.
    worker.unref();
    return worker;
  }
}

function startWorker(file: string): Worker {
  const worker = new Worker(new URL('./checkpoint-worker.js', import.meta.url), { workerData: file });
  // Without the thread, commits checkpoint by themselves, later and less smoothly; a person should still
  // know.
  worker.on('error', (error) => process.emitWarning(`The checkpoint thread ended: ${error.message}`));
  return worker;
}

/** If the file is gone, the thread says what is wrong. */
function bytesOfLog({ name }: Connection): number {
  return statSync(`${name}-wal`, { throwIfNoEntry: false })?.size ?? Number.POSITIVE_INFINITY;
}
