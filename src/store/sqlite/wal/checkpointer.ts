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
 * Copies the write-ahead log into the database file in a thread of its own. In the middle of a commit the copy would
 * hold up every request of that turn for some tens of milliseconds.
 *
 * At rest nothing runs: a checkpoint is planned by the first commit after the last one, and the thread starts with the
 * first of them, so that a command that only reads needs none. A database in memory has none.
 */
export class Checkpointer {
  readonly #db: Connection;
  readonly #clock: Clock;
  #worker: Worker | null = null;
  #ended: Promise<unknown> = Promise.resolve();
  #isPlanned = false;
  #isFailing = false;
  #cancel: () => void = () => {};

  constructor(db: Connection, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  committed(): void {
    if (this.#isPlanned || this.#db.memory) return;
    this.#isPlanned = true;
    this.#cancel = this.#clock.after(PAUSE_MS, () => {
      this.#worker ??= this.#start();
      this.#worker.postMessage('checkpoint');
    });
  }

  async close(): Promise<void> {
    this.#cancel();
    this.#worker?.ref();
    this.#worker?.postMessage('close');
    await this.#ended;
  }

  #start(): Worker {
    const worker = startWorker(this.#db.name);
    this.#ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.on('message', (problem: string | null) => {
      // Once for as long as it lasts: with a full disk each commit would say it again.
      if (problem !== null && !this.#isFailing) process.emitWarning(`A checkpoint failed: ${problem}`);
      this.#isFailing = problem !== null;
      this.#isPlanned = false;
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
