import { Worker } from 'node:worker_threads';
import type { Clock } from '../../clock.ts';
import type { Connection } from './database.ts';

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
 * At rest nothing runs: a checkpoint is planned by the first commit after the last one. A database in memory has none.
 */
export class Checkpointer {
  readonly #worker: Worker | null;
  readonly #ended: Promise<void>;
  readonly #clock: Clock;
  #isPlanned = false;
  #cancel: () => void = () => {};

  constructor(db: Connection, clock: Clock) {
    this.#clock = clock;
    this.#worker = db.memory ? null : startWorker(db.name);
    this.#ended = new Promise((resolve) => {
      if (this.#worker === null) resolve();
      this.#worker?.once('exit', () => resolve());
    });
    this.#worker?.on('message', () => {
      this.#isPlanned = false;
    });
    // After the listeners, which would hold the process again: it must not outlive a start that failed.
    this.#worker?.unref();
  }

  committed(): void {
    if (this.#isPlanned || this.#worker === null) return;
    this.#isPlanned = true;
    this.#cancel = this.#clock.after(PAUSE_MS, () => this.#worker?.postMessage('checkpoint'));
  }

  async close(): Promise<void> {
    this.#cancel();
    this.#worker?.ref();
    this.#worker?.postMessage('close');
    await this.#ended;
  }
}

function startWorker(file: string): Worker {
  const worker = new Worker(new URL('./checkpoint-worker.js', import.meta.url), { workerData: file });
  // Without it commits checkpoint by themselves, later and less smoothly; a person should still know.
  worker.on('error', (error) => process.emitWarning(`The checkpoint thread ended: ${error.message}`));
  return worker;
}
